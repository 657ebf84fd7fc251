/**
 * One instance of a fleet that is stopped or killed: enqueues the messages named on stdin and sends pending orders.
 *
 * Arguments: directory of the data or URL of the database, address of the provider, lease in ms.
 * Lines on stdin: `enqueue N…`. Lines on stdout: `ready`, `acked N CAMPAIGN`.
 */
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { OutboxService } from 'nest-iletimerkezi';
import { openHost } from '../support/nest-host.ts';
import { recipientOf } from './numbers.ts';

const [dir = '', baseUrl = '', leaseMs = ''] = process.argv.slice(2);
const app = await openHost({
  dir,
  baseUrl,
  timeouts: { connectMs: 1_000, responseMs: 10_000 },
  // Delivery reports are not part of these runs, so they are not asked for meanwhile.
  outbox: { leaseMs: Number(leaseMs), lookUpAfterMs: [300, 700, 1_500], pollAfterMs: [600_000] },
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
    } catch {
      await sleep(50);
    }
  }
}
