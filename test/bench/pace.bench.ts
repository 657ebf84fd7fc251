/**
 * Measures the rate of three instances at full load by the arrival times at the provider: at most 100 recipients in any
 * second, close to 100 in each, and the rate of the other instances after one was killed.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmulator } from 'iletimerkezi-emulator';
import { SmsService } from 'nest-iletimerkezi';
import { ArrivalLog, busiestSecond, rateBetween } from '../load/arrivals.ts';
import { openOutbox } from '../load/outbox-app.ts';
import { endSenders, startSender } from '../load/senders.ts';
import { defineBench, QUICK, row, summarise } from './harness.ts';

const SECONDS = QUICK ? 12 : 60;
const LIMIT = 100;
const INSTANCES = 3;
const LEASE_MS = 2_000;

interface Run {
  busiest: number;
  used: number;
  /** After a kill: the rate from the lease's end on. */
  after: number;
}

export default defineBench('pace', async () => {
  const single = await run(() => 1, false);
  const mixed = await run((n) => 1 + ((n * 7) % 10), false);
  const killed = await run(() => 1, true);
  const direct = await run(() => 1, false, { direct: true });
  const most = { unit: 'recipients', bar: { max: LIMIT }, higherIsBetter: false };
  const used = (min: number) => ({ unit: '% of the limit', bar: { min }, higherIsBetter: true });
  return [
    row({ case: 'busiest second, single recipients', ours: summarise([single.busiest]), ...most }),
    row({ case: 'busiest second, 1 to 10 recipients', ours: summarise([mixed.busiest]), ...most }),
    row({ case: 'busiest second, one instance killed', ours: summarise([killed.busiest]), ...most }),
    row({
      case: 'busiest second, direct sends beside the outbox',
      ours: summarise([direct.busiest]),
      ...most,
    }),
    row({ case: 'used, direct sends beside the outbox', ours: summarise([direct.used]), ...used(96) }),
    row({ case: 'used, single recipients', ours: summarise([single.used]), ...used(98) }),
    row({ case: 'used, 1 to 10 recipients', ours: summarise([mixed.used]), ...used(96) }),
    row({
      case: 'used by the others after the lease of a killed one',
      ours: summarise([killed.after]),
      ...used(98),
    }),
  ];
});

async function run(sizeOf: (n: number) => number, kill: boolean, { direct = false } = {}): Promise<Run> {
  const dir = mkdtempSync(join(tmpdir(), 'iletimerkezi-rate-limit-'));
  const emulator = await startEmulator();
  const { app, outbox } = await openOutbox({ dir, baseUrl: emulator.url, run: false });
  const senders: Awaited<ReturnType<typeof startSender>>[] = [];
  try {
    await enqueueEnough(outbox, sizeOf);
    for (let n = 0; n < INSTANCES; n += 1) senders.push(await startSender(dir, emulator.url));
    const log = new ArrivalLog(emulator);
    const directly = direct ? sendDirectly(app.get(SmsService), SECONDS * 1_000) : Promise.resolve();
    await sleep(2_000);
    const from = Date.now();
    const to = from + SECONDS * 1_000;
    let killedAt = to;
    while (Date.now() < to) {
      await sleep(Math.min(1_000, Math.max(1, to - Date.now())));
      log.collect();
      if (kill && killedAt === to && Date.now() > from + (SECONDS * 1_000) / 3) {
        senders[0]?.kill('SIGKILL');
        killedAt = Date.now();
      }
    }
    await directly;
    return {
      busiest: busiestSecond(log.all),
      used: rateBetween(log.all, from, to),
      after: rateBetween(log.all, Math.min(killedAt + LEASE_MS, to - 1), to),
    };
  } finally {
    await endSenders(senders);
    await app.close();
    await emulator.close();
    // No process has a file open in it any more.
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Direct sends of one recipient, as many as get a place, four at a time. */
async function sendDirectly(sms: SmsService, forMs: number): Promise<void> {
  const until = Date.now() + forMs;
  let number = 9_000_000;
  const sender = async (): Promise<void> => {
    while (Date.now() < until) {
      const recipients = [`+90531${(number += 1)}`];
      await sms.send({ kind: 'transactional', text: `Kodunuz ${number}`, recipients });
    }
  };
  await Promise.all([sender(), sender(), sender(), sender()]);
}

/** A fifth more than can go in the time, so that the instances never run dry. */
async function enqueueEnough(
  outbox: Awaited<ReturnType<typeof openOutbox>>['outbox'],
  sizeOf: (n: number) => number,
): Promise<void> {
  let number = 0;
  const next = (): string => `+90530${String((number += 1)).padStart(7, '0')}`;
  let pending: Promise<unknown>[] = [];
  for (let n = 0; number < (SECONDS + 4) * LIMIT * 1.2; n += 1) {
    const recipients = Array.from({ length: sizeOf(n) }, next);
    pending.push(outbox.enqueue({ kind: 'transactional', text: `Kodunuz ${n}`, recipients }));
    if (pending.length < 64) continue;
    await Promise.all(pending);
    pending = [];
  }
  await Promise.all(pending);
}
