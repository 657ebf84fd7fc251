import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Emulator, startEmulator } from 'iletimerkezi-emulator';
import { openOutbox, type OutboxApp } from './outbox-app.ts';
import { endSenders, startSender } from './senders.ts';

/** More recipients than the account's second takes, so that its places are used again. */
const ORDERS = 30;
const SIZES = [1, 7, 3, 10, 2];

interface Enqueued {
  readonly recipients: readonly string[];
  state(): Promise<string | undefined>;
}

/** The short version of `bench pace`: what holds on the slowest machine as well. Its figures are the bench's. */
describe('two processes on one database', () => {
  let dir = '';
  let emulator: Emulator;
  let host: OutboxApp;
  let senders: ChildProcess[] = [];

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'iletimerkezi-load-'));
    emulator = await startEmulator();
    host = await openOutbox({ dir, baseUrl: emulator.url, run: false });
    senders = await Promise.all([startSender(dir, emulator.url), startSender(dir, emulator.url)]);
  });
  afterAll(async () => {
    await endSenders(senders);
    await host.app.close();
    await emulator.close();
    rmSync(dir, { recursive: true, force: true });
  });

  let numbers = 0;
  const enqueue = (): Promise<Enqueued[]> =>
    Promise.all(
      Array.from({ length: ORDERS }, async (_, n) => {
        const recipients = Array.from(
          { length: SIZES[n % SIZES.length] ?? 1 },
          () => `+90530${String((numbers += 1)).padStart(7, '0')}`,
        );
        const message = { kind: 'transactional' as const, text: `Kodunuz ${n}`, recipients };
        const campaign = await host.outbox.enqueue(message);
        return { recipients, state: async () => (await campaign.orders())[0]?.state };
      }),
    );
  /** Accepted requests per recipient, by the provider's journal. */
  const arrivals = ({ recipients }: Enqueued): number[] => {
    const taken = emulator.journal(5_000).filter(({ code }) => code === 200);
    const came = taken.flatMap(({ request }) => JSON.stringify(request ?? '').match(/90530\d{7}/g) ?? []);
    return recipients.map((to) => came.filter((number) => to === `+${number}`).length);
  };
  const nothingWaits = async (): Promise<void> => {
    while ((await host.outbox.backlog()).waiting > 0) await pause(20);
  };

  // guarantee: G-014
  it('send every order once between them, and nothing else', async () => {
    const orders = await enqueue();
    await nothingWaits();
    for (const order of orders) expect(arrivals(order)).toEqual(order.recipients.map(() => 1));
    const sends = emulator.journal(5_000).filter(({ endpoint }) => endpoint === 'send-sms');
    expect(sends.map(({ code }) => code)).toEqual(orders.map(() => 200));
  });

  // guarantee: G-014
  it('leave nothing behind and send nothing twice when one is killed', async () => {
    const orders = await enqueue();
    while (orders.flatMap(arrivals).every((count) => count === 0)) await pause(5);
    senders[0]?.kill('SIGKILL');
    await nothingWaits();
    // What it was submitting in that moment is not sent again without evidence.
    const states = await Promise.all(orders.map(({ state }) => state()));
    const decided = orders.filter((_, n) => !['unknown', 'held'].includes(states[n] ?? ''));
    expect(decided.flatMap(arrivals)).toEqual(decided.flatMap(({ recipients }) => recipients.map(() => 1)));
    expect(Math.max(...orders.flatMap(arrivals))).toBe(1);
  });
});
