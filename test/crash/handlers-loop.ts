import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomFrom } from '../support/random.ts';
import { CrashDatabase } from './database.ts';
import { FaultProxy, type FaultRule } from './fault-proxy.ts';
import { HostProcess } from './host-process.ts';
import type { Counts } from './loops.ts';

const INSTANCES = 3;
const LEASE_MS = 2_000;
/** Webhook calls in flight at once. */
const CALLERS = 8;
/** Pause of a caller between two reports: handlers are at work all the time, and a slow machine keeps up. */
const CALL_EVERY_MS = 150;
const REPEAT_AFTER_MS = 100;
const CALL_TIMEOUT_MS = 5_000;
/** Every so many faults, the COMMIT of a report is applied and its answer lost, instead of a kill. */
const UNANSWERED = 3;
const STRIKE_WITHIN_MS = 5_000;
/** Handlers that have not run this long after the last webhook never will: several leases and their sweeps. */
const TIMEOUT_MS = 30_000;

interface Instance {
  readonly host: HostProcess;
  url: string;
}

/** Kills hosts while their handlers run, and counts acknowledged reports whose handler never ran to its end. */
export async function handlersLoop(kills: number, seed: number): Promise<Counts> {
  const dir = mkdtempSync(join(tmpdir(), 'iletimerkezi-handlers-'));
  const random = randomFrom(seed);
  const acked = new Set<number>();
  const handled = new Map<number, number>();
  const instances: Instance[] = [];
  let database: CrashDatabase | undefined;
  let proxy: FaultProxy | undefined;
  let calling = true;
  let last = 0;

  const call = async (report: number): Promise<void> => {
    const body = JSON.stringify({
      report: { id: report, packet_id: report, status: 'delivered', to: '+905300000000', body: 'Mesaj' },
    });
    // As the provider does: the same report again until it is answered with 200.
    while (calling) {
      const { url } = instances[Math.floor(random() * instances.length)] ?? { url: '' };
      if (await isAcknowledged(url, body)) {
        acked.add(report);
        return;
      }
      await sleep(REPEAT_AFTER_MS);
    }
  };
  const caller = async (): Promise<void> => {
    while (calling) {
      await call((last += 1));
      await sleep(CALL_EVERY_MS);
    }
  };

  try {
    database = await CrashDatabase.open(dir, 'http://127.0.0.1:9');
    proxy = await FaultProxy.to({ path: database.socket });
    const address = `postgres://postgres@127.0.0.1:${proxy.port}/postgres`;
    const launch = async (): Promise<Instance> => {
      const instance: Instance = {
        url: '',
        host: new HostProcess(
          new URL('handlers-host.ts', import.meta.url),
          [address, String(LEASE_MS)],
          (line) => {
            const [word, value = ''] = line.split(' ');
            if (word === 'url') instance.url = value;
            if (word === 'handled') handled.set(Number(value), (handled.get(Number(value)) ?? 0) + 1);
          },
        ),
      };
      await instance.host.ready();
      return instance;
    };
    instances.push(...(await Promise.all(Array.from({ length: INSTANCES }, launch))));
    const callers = Array.from({ length: CALLERS }, caller);
    for (let kill = 0; kill < kills; kill += 1) {
      await sleep(200 + random() * 600);
      if (kill % UNANSWERED === UNANSWERED - 1) {
        await loseAnswer(proxy);
      } else {
        const slot = Math.floor(random() * instances.length);
        await instances[slot]?.host.kill();
        instances[slot] = await launch();
      }
    }
    calling = false;
    await Promise.all(callers);
    const unhandled = (): number[] => [...acked].filter((report) => !handled.has(report));
    for (const until = Date.now() + TIMEOUT_MS; unhandled().length > 0 && Date.now() < until;)
      await sleep(100);
    const never = unhandled().length;
    const again = [...handled.values()].filter((times) => times > 1).length;
    console.error(`handlers: ${again} of ${acked.size} reports handled more than once`);
    return {
      kills,
      acknowledged: acked.size,
      accepted: acked.size - never,
      lost: never,
      held: 0,
      sentTwice: 0,
      neverHandled: never,
    };
  } finally {
    calling = false;
    await Promise.all(instances.map(({ host }) => host.kill()));
    await proxy?.close();
    await database?.close();
    rmSync(dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

async function isAcknowledged(url: string, body: string): Promise<boolean> {
  try {
    const { status } = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    });
    return status === 200;
  } catch {
    return false;
  }
}

/** Stores the next report and loses the answer. @throws Error when no report arrives. */
async function loseAnswer(proxy: FaultProxy): Promise<void> {
  const rule: FaultRule = {
    fault: { kind: 'lost', ms: 0 },
    matches: ({ sql }) => /\binsert\s+into\s+\S*\bdelivery_reports\b/i.test(sql),
  };
  const strike = proxy.inject(rule);
  await Promise.race([strike, sleep(STRIKE_WITHIN_MS)]);
  if (proxy.withdraw(rule)) throw new Error('No report was stored, so no answer could be lost.');
}
