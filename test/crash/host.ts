/**
 * A host that is killed: enqueues one message after the other, prints each acknowledged one, and
 * sends what it finds. Its numbers come from the parent, so that a message enqueued before a kill and asked for
 * again is the same message.
 *
 * Arguments: directory of the data, address of the emulator, first number (or `finish` to enqueue nothing more).
 * Lines on stdout: `ready`, `acked N CAMPAIGN`, and when everything is decided `ended CAMPAIGN STATE`
 * for each and `finished`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { OutboxService } from 'nest-iletimerkezi';
import { openHost } from '../support/nest-host.ts';
import { recipientOf } from './numbers.ts';

const [dir = '', baseUrl = '', from = ''] = process.argv.slice(2);
const app = await openHost({
  dir,
  baseUrl,
  timeouts: { connectMs: 1_000, responseMs: 2_000 },
  outbox: { leaseMs: 1_000, lookUpAfterMs: [300, 700, 1_500], pollAfterMs: [2_000, 10_000] },
});
app.enableShutdownHooks();
const outbox = app.get(OutboxService);
console.log('ready');
if (from === 'finish') await finish();
else await enqueueForEver(Number(from));

async function enqueueForEver(first: number): Promise<never> {
  for (let n = first; ; n += 1) {
    const { id } = await enqueue(n);
    console.log(`acked ${n} ${id}`);
    await sleep(15);
  }
}

/** Until it is acknowledged: the database may be the one that was killed. */
async function enqueue(n: number): Promise<{ id: string }> {
  for (;;) {
    try {
      return await outbox.enqueue(
        { kind: 'transactional', text: `Mesaj ${n}`, recipients: [recipientOf(n)] },
        { dedupeKey: `crash:${n}` },
      );
    } catch {
      await sleep(20);
    }
  }
}

/** Waits until no order is in flight or unknown, then prints the final state of each. */
async function finish(): Promise<void> {
  for (;;) {
    const { waiting, unknown } = await outbox.backlog();
    if (waiting === 0 && unknown === 0) break;
    await sleep(100);
  }
  for (let before: string | undefined; ;) {
    const page = await outbox.campaigns({ limit: 500, before });
    for (const { id } of page)
      for (const { state } of await outbox.campaign(id).orders()) console.log(`ended ${id} ${state}`);
    before = page.at(-1)?.id;
    if (before === undefined) break;
  }
  console.log('finished');
  await app.close();
}
