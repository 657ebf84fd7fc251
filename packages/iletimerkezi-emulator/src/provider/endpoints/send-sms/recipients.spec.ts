import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Emulation } from '../../../emulation.js';
import { quirksOf } from '../../../quirks/quirks.js';
import { ACCOUNT } from '../../../test-support/provider.js';
import { readNumber } from '../../phone.js';
import { sendSms } from './index.js';
import { readRecipients } from './recipients.js';

const MANY = Array.from({ length: 50_000 }, (_, n) => `+90530${String(n).padStart(7, '0')}`);
const itemOf = (...number: unknown[]) => ({ receipents: { number } });

describe('an order of 50,000', () => {
  it('lets other requests through while its numbers are read', async () => {
    const reading = readRecipients([itemOf(...MANY)], false, quirksOf('seed'));
    let others = 0;
    let read = false;
    void reading.then(() => (read = true));
    for (; !read; others += 1) await setImmediate();
    expect(others).toBeGreaterThan(5);
    expect(await reading).toMatchObject({ ok: true, list: { dropped: 0 } });
  });

  it('is refused and charged to no account when the accounts are reset meanwhile', async () => {
    const start = {
      profile: 'seed',
      settings: {},
      seed: { accounts: [{ ...ACCOUNT, balance: 1e6 }] },
    } as const;
    const emulation = new Emulation(start);
    const { world, carrier, clock } = emulation;
    const account = world.accounts.get(ACCOUNT.key);
    if (!account) throw new Error('The seed made no account.');
    const order = {
      sender: 'ACME',
      iys: '0',
      message: { text: 'Merhaba', ...itemOf(...MANY) },
    };
    const answer = sendSms({ world, carrier, account, request: { order }, now: clock.now() });
    emulation.reset();
    expect(await answer).toMatchObject({ code: 401 });
    expect(world.orders).toHaveLength(0);
    expect(world.accounts.get(ACCOUNT.key)?.balance).toBe(1e6);
    emulation.close();
  });
});

describe('recipients given twice', () => {
  it('count once in every spelling, and a number abroad is never taken for a Turkish one', async () => {
    const list = itemOf('5012345678', '905012345678', '+90 501 234 56 78', '+12345678', 12345678);
    const read = await readRecipients([list], true, { ...quirksOf('seed'), repeatedRecipients: 'merge' });
    expect(read).toEqual({ ok: true, list: { numbers: [[905012345678, 12345678]], dropped: 0 } });
  });
});

describe('a number', () => {
  it.each([
    ['5012345678', 905012345678],
    ['905012345678', 905012345678],
    ['+905012345678', 905012345678],
    ['+90 501 234 56 78', 905012345678],
    [5012345678, 905012345678],
    ['+95012345678', undefined],
    ['05012345678', undefined],
    ['501234567x', undefined],
    ['+904012345678', undefined],
    ['９05012345678', undefined],
  ])('%p is read as %p', (given, read) => {
    expect(readNumber(given, false)).toBe(read);
  });
});
