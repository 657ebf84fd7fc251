/**
 * One instance of a fleet that is stopped or killed: enqueues the messages named on stdin and sends pending orders.
 *
 * Arguments: directory of the data or URL of the database, address of the provider, lease in ms, and a cap of the day in credits
 * if there is one. Lines on stdin: `enqueue N…`. Lines on stdout: `ready`, `acked N CAMPAIGN`, `refused N`.
 */
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { OutboxService, SpendLimitError } from 'nest-iletimerkezi';
import { openHost } from '../support/nest-host.ts';
import { recipientOf } from './numbers.ts';

const [dir = '', baseUrl = '', leaseMs = '', perDay] = process.argv.slice(2);
const app = await openHost({
  dir,
  baseUrl,
  timeouts: { connectMs: 1_000, responseMs: 10_000 },
  outbox: {
    leaseMs: Number(leaseMs),
    lookUpAfterMs: [300, 700, 1_500],
    // Delivery reports are part of the runs with a cap only: they settle what was reserved.
    pollAfterMs: [perDay === undefined ? 600_000 : 500],
  },
  ...(perDay !== undefined && { limits: { spend: { perDay: Number(perDay) } } }),
});
const outbox = app.get(OutboxService);
createInterface({ input: process.stdin }).on('line', (line) => {
  for (const n of line.split(' ').slice(1)) void enqueue(Number(n));
});
console.log('ready');

/** Repeats until the message is acknowledged; the dedupe key makes every repetition the same message. */
async function enqueue(n: number): Promise<void> {
  for (;;) {
    try {
      const { id } = await outbox.enqueue(
        { kind: 'transactional', text: `Mesaj ${n}`, recipients: [recipientOf(n)] },
        { dedupeKey: `crash:${n}` },
      );
      console.log(`acked ${n} ${id}`);
      return;
    } catch (error) {
      if (error instanceof SpendLimitError) {
        console.log(`refused ${n}`);
        return;
      }
      await sleep(50);
    }
  }
}
