import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Emulator, startEmulator } from 'iletimerkezi-emulator';
import { takeCensus } from './census.ts';
import { SendFront } from './front.ts';
import { HostProcess, killServer } from './host-process.ts';
import type { Counts, Target } from './loops.ts';
import { killPlan } from './plan.ts';

/** Kills hosts at random times during a stream of messages, lets the last host finish, and counts at the provider. */
export async function crashLoop(target: Target, kills: number, seed: number): Promise<Counts> {
  const dir = mkdtempSync(join(tmpdir(), 'iletimerkezi-crash-'));
  const emulator = await startEmulator({ settings: { acceptMs: 1, deliveryMs: [1, 50] } });
  const acked = new Map<number, string>();
  const front = await SendFront.before(emulator.url);
  if (target === 'faults') addFaults(emulator, seed);
  let host: HostProcess | undefined;
  try {
    for (const [kill, afterMs] of killPlan(kills, seed).entries()) {
      host ??= start(dir, front.url, String(acked.size + 1), acked);
      await host.ready();
      // A slow machine may be killed before it did anything; without one message taken nothing would be proven.
      if (acked.size === 0) await acknowledges(host, acked);
      if (kill === 0) await emulator.waitForMessages({}, { timeoutMs: 60_000 });
      await sleep(afterMs);
      if (target === 'server' || target === 'both') killServer(dir);
      if (target !== 'server') {
        await host.kill();
        host = undefined;
      } else {
        await acknowledges(host, acked);
        if (host.ended) throw new Error('The host ended, and only its database server had been killed.');
      }
    }
    await host?.kill();
    const states = await finish(dir, front.url);
    return takeCensus({ kills, acked, states, emulator, front });
  } finally {
    await host?.kill();
    killServer(dir);
    await front.close();
    await emulator.close();
    rmSync(dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

function start(dir: string, url: string, from: string, acked: Map<number, string>): HostProcess {
  return new HostProcess(new URL('host.ts', import.meta.url), [dir, url, from], (line) => {
    const [word, n, campaign] = line.split(' ');
    if (word === 'acked') acked.set(Number(n), campaign ?? '');
  });
}

/** One more message is acknowledged, so the host got over what was done to it. */
async function acknowledges(host: HostProcess, acked: ReadonlyMap<number, string>): Promise<void> {
  const before = acked.size;
  await host.until(() => acked.size > before);
}

/** Lets a last host bring every order to its end. @returns the state of each campaign's order. */
async function finish(dir: string, url: string): Promise<Map<string, string>> {
  const host = start(dir, url, 'finish', new Map());
  await host.end();
  if (!host.lines.includes('finished')) throw new Error('The last host ended before everything was decided.');
  const states = host.lines.map((line) => line.split(' ')).filter(([word]) => word === 'ended');
  return new Map(states.map(([, campaign = '', state = '']) => [campaign, state]));
}

/** Each way to fail, now and then, throughout. */
function addFaults(emulator: Emulator, seed: number): void {
  const faults = ['accept-then-cut', 'cut-before-accept', 'slow', 'unavailable', 'accept-then-5xx'] as const;
  faults.forEach((fault, index) =>
    emulator.addFault({ endpoint: 'send-sms', fault, probability: 0.02, seed: seed + index, delayMs: 100 }),
  );
}
