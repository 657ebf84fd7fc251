import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmulator } from 'iletimerkezi-emulator';
import { SendFront } from '../crash/front.ts';
import type { Counts } from '../crash/loops.ts';
import { killPlan } from '../crash/plan.ts';
import { randomFrom } from '../support/random.ts';
import { busiestSecond } from './arrivals.ts';
import { openOutbox } from './outbox-app.ts';
import { endSenders, startSender } from './senders.ts';

const INSTANCES = 3;
const LARGEST = 10;
/** For each kill: about as many as are sent until the next one, so that no instance runs out of orders. */
const RECIPIENTS_PER_KILL = 250;
/** Look-ups of a killed instance's orders start early, because the run waits until every order has an outcome. */
const LOOK_UPS = [500, 1_500, 3_000];

/**
 * Instances at full load on one database: one after the other is killed at a random moment and replaced, while orders
 * of random size keep coming. Everything is counted as it reached the provider.
 */
export async function loadLoop(kills: number, seed: number): Promise<Counts> {
  const dir = mkdtempSync(join(tmpdir(), 'iletimerkezi-load-'));
  const emulator = await startEmulator();
  const { app, outbox } = await openOutbox({ dir, baseUrl: emulator.url, run: false });
  const random = randomFrom(seed);
  const senders: ChildProcess[] = [];
  const orders = new Map<string, readonly string[]>();
  const front = await SendFront.before(emulator.url);
  let numbers = 0;

  const enqueue = async (): Promise<void> => {
    const until = numbers + RECIPIENTS_PER_KILL;
    while (numbers < until) {
      const recipients = Array.from({ length: 1 + Math.floor(random() * LARGEST) }, () => {
        numbers += 1;
        return `+90530${String(numbers).padStart(7, '0')}`;
      });
      const { id } = await outbox.enqueue({
        kind: 'transactional',
        text: `Kodunuz ${numbers}`,
        recipients,
      });
      orders.set(id, recipients);
    }
  };

  try {
    while (senders.length < INSTANCES) senders.push(await startSender(dir, front.url, LOOK_UPS));
    for (const [kill, afterMs] of killPlan(kills, seed).entries()) {
      await enqueue();
      if (kill === 0) await emulator.waitForMessages({}, { timeoutMs: 60_000 });
      await sleep(afterMs);
      const [victim] = senders.splice(Math.floor(random() * senders.length), 1);
      if (victim === undefined) throw new Error('No instance is left to be killed.');
      victim.kill('SIGKILL');
      await once(victim, 'exit');
      senders.push(await startSender(dir, front.url, LOOK_UPS));
    }
    for (;;) {
      const { waiting, unknown } = await outbox.backlog();
      if (waiting + unknown === 0) break;
      await sleep(100);
    }
    const taken = new Set(emulator.inbox({}, 10_000_000).map(({ to }) => to));
    const held = new Set((await outbox.held(10_000)).map(({ campaign }) => campaign));
    const isTaken = (recipients: readonly string[]): boolean => recipients.every((to) => taken.has(to));
    const all = [...orders];
    return {
      kills,
      acknowledged: all.length,
      accepted: all.filter(([, recipients]) => isTaken(recipients)).length,
      lost: all.filter(([id, recipients]) => !isTaken(recipients) && !held.has(id)).length,
      held: held.size,
      sentTwice: front.sentTwice().length,
      busiest: busiestSecond(front.arrivals),
    };
  } finally {
    await endSenders(senders);
    await app.close();
    await front.close();
    await emulator.close();
    rmSync(dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}
