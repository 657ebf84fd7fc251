import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../test-support/test-app.js';
import type { AddManyProgress } from './add-many.js';
import { BlacklistService } from './blacklist.service.js';

const NUMBERS = ['+905301234567', '+905301234568', '+905301234569'];

describe('BlacklistService', () => {
  let app: TestApp;
  let blacklist: BlacklistService;
  beforeAll(async () => {
    app = await startTestApp();
    blacklist = app.get(BlacklistService);
  });
  beforeEach(() => app.emulator.reset());
  afterAll(() => app.close());

  const listed = async (): Promise<string[]> => {
    const numbers: string[] = [];
    for await (const number of blacklist.list()) numbers.push(number);
    return numbers.toSorted();
  };

  it('blocks a number, also twice, and unblocks it', async () => {
    await blacklist.add('5301234567');
    await blacklist.add('5301234567');
    await expect(listed()).resolves.toEqual(['+905301234567']);
    await blacklist.remove('5301234567');
    await expect(listed()).resolves.toEqual([]);
    await expect(blacklist.remove('5301234567')).rejects.toMatchObject({ code: 'not-blacklisted' });
  });

  it('blocks many numbers, reports the progress and continues after an invalid one', async () => {
    const progress: AddManyProgress[] = [];
    const result = await blacklist.addMany([...NUMBERS, 'no number'], {
      onProgress: (at) => progress.push(at),
    });
    expect(result).toMatchObject({ added: 3, failed: [{ number: 'no number' }], untried: [] });
    expect(progress.at(-1)).toEqual({ done: 3, failed: 1, total: 4 });
    await expect(listed()).resolves.toEqual(NUMBERS);
  });

  it('stops when its signal is aborted and lists the numbers that were not tried', async () => {
    const stop = new AbortController();
    const result = await blacklist.addMany(NUMBERS, {
      concurrency: 1,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    expect(result).toMatchObject({ added: 1, untried: NUMBERS.slice(1) });
  });

  it('stops when the credentials are rejected', async () => {
    const locked = await startTestApp({ options: { credentials: { key: 'emulator', hash: 'wrong' } } });
    const result = await locked.get(BlacklistService).addMany(NUMBERS, { concurrency: 1 });
    expect(result).toMatchObject({
      added: 0,
      failed: [{ error: { code: 'unauthorized' } }],
      untried: NUMBERS.slice(1),
    });
    await locked.close();
  });
});
