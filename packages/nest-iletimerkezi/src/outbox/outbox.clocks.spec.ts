import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { becomes } from '../test-support/becomes.js';
import { message, number } from '../test-support/messages.js';
import { OutboxBench } from '../test-support/outbox.js';
import { msUntilCheck } from '../test-support/outbox-tables.js';
import type { Campaign } from './campaign.js';

const HOUR = 3_600_000;

/** The provider runs in a separate process, so that its clock does not jump with the clock of this process. */
let provider: ChildProcess;
let url: string;
let bench: OutboxBench;

beforeAll(async () => {
  bench = await OutboxBench.start();
  const command = fileURLToPath(import.meta.resolve('iletimerkezi-emulator/package.json'));
  provider = spawn(process.execPath, [command.replace('package.json', 'dist/cli.js'), '--port', '0'], {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!provider.stdout) throw new Error('no output');
  const [line] = await once(createInterface({ input: provider.stdout }), 'line');
  ({ url } = JSON.parse(String(line)));
});
afterEach(() => {
  jest.useRealTimers();
});
afterAll(async () => {
  provider.kill();
  await bench.stop();
});

/**
 * Sets this process's clock forward or back. It keeps running. Timers are not faked, because a real jump does not affect
 * them.
 */
function jump(ms: number): void {
  jest.useFakeTimers({
    now: Date.now() + ms,
    advanceTimers: true,
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
}

const only = async (campaign: Campaign) => (await campaign.orders())[0];

async function control(path: string, body?: object): Promise<unknown> {
  const answer = await fetch(`${url}/_emulator/${path}`, {
    ...(body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  return answer.json();
}

describe.each([
  ['a day ahead of', 24 * HOUR],
  ['a day behind', -24 * HOUR],
])('with a process clock %s those of the database and the provider, the outbox', (name, offset) => {
  // guarantee: G-024
  it('sends orders, applies their deliveries and emits events', async () => {
    const instance = await bench.instance(`goes ${name}`, {}, url);
    const emitted: string[] = [];
    instance.outbox.events$.subscribe(({ type }) => emitted.push(type));
    jump(offset);
    const campaign = await instance.outbox.enqueue(message(number()));
    await becomes(async () => (await only(campaign))?.state, 'settled');
    await becomes(() => emitted, ['queued', 'submitted', 'settled']);
    expect(await campaign.progress()).toMatchObject({ delivered: 1 });
    await instance.stop();
  });

  // guarantee: G-024
  it('finds an order of unknown outcome in the reports', async () => {
    const instance = await bench.instance(`finds ${name}`, {}, url);
    await control('faults', { endpoint: 'send-sms', fault: 'accept-then-cut', times: 1 });
    jump(offset);
    const campaign = await instance.outbox.enqueue(message(number()));
    await becomes(async () => (await only(campaign))?.state, 'settled');
    expect((await only(campaign))?.evidence).toMatchObject({
      reconciled: 'found-in-reports',
    });
    await instance.stop();
  });

  // guarantee: G-024
  it('keeps the time of a scheduled order', async () => {
    const instance = await bench.instance(`schedules ${name}`, {}, url);
    const sendAt = new Date(Date.now() + HOUR);
    jump(offset);
    const submitted = instance.next('submitted');
    const to = number();
    const campaign = await instance.outbox.enqueue({ ...message(to), sendAt });
    await submitted;
    const order = await only(campaign);
    expect(await control(`orders/${order?.providerOrderId}`)).toMatchObject({ delivered: 0 });
    expect(await control(`inbox?to=${encodeURIComponent(to)}`)).toEqual([]);
    const untilCheck = await msUntilCheck(bench.database.kysely, order?.id ?? '');
    expect(untilCheck).toBeGreaterThan(0.9 * HOUR);
    expect(untilCheck).toBeLessThan(1.1 * HOUR);
    await instance.stop();
  });
});
