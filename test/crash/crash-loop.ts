import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Emulator, startEmulator } from 'iletimerkezi-emulator';
import { HostProcess, killServer, randomFrom } from './host-process.ts';
import { messageOf } from './numbers.ts';

/** What is killed: the host, the database server under it, or both at once. `faults`: the host, at a provider that fails. */
export const TARGETS = ['host', 'server', 'both', 'faults'] as const;
export type Target = (typeof TARGETS)[number];

export interface CrashResult {
  kills: number;
  /** Messages whose enqueuing was acknowledged. */
  acknowledged: number;
  /** Of these, taken by the provider. */
  accepted: number;
  /** Of these, neither taken nor visible as held. */
  lost: number;
  /** Held for a person: visible, and not sent again by itself. */
  held: number;
  /** Recipients for whom a send reached the provider a second time, taken or not. */
  sentTwice: number;
}

/** Kills at random moments over a stream of messages, then lets the last host finish, and counts at the provider. */
export async function crashLoop(target: Target, kills: number, seed: number): Promise<CrashResult> {
  const dir = mkdtempSync(join(tmpdir(), 'iletimerkezi-crash-'));
  const emulator = await startEmulator({ settings: { acceptMs: 1, deliveryMs: [1, 50] } });
  const random = randomFrom(seed);
  const acked = new Map<number, string>();
  const arrivals = new Arrivals(emulator);
  if (target === 'faults') addFaults(emulator, seed);
  let host: HostProcess | undefined;
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      host ??= start(dir, emulator.url, String(acked.size + 1), acked);
      await host.ready();
      // A slow machine may be killed before it did anything; without one message taken nothing would be proven.
      if (acked.size === 0) await acknowledges(host, acked);
      if (kill === 0) await emulator.waitForMessages({}, { timeoutMs: 60_000 });
      await sleep(random() * 600);
      if (target === 'server' || target === 'both') killServer(dir);
      if (target !== 'server') {
        await host.kill();
        host = undefined;
      } else {
        await acknowledges(host, acked);
        if (host.ended) throw new Error('The host ended, and only its database server had been killed.');
      }
      arrivals.collect();
    }
    await host?.kill();
    const held = await finish(dir, emulator.url, () => arrivals.collect());
    arrivals.collect();
    const taken = new Map<number, number>();
    for (const { to } of emulator.inbox({}, 10_000_000))
      taken.set(messageOf(to), (taken.get(messageOf(to)) ?? 0) + 1);
    const numbers = [...acked.keys()];
    return {
      kills,
      acknowledged: acked.size,
      accepted: numbers.filter((n) => taken.has(n)).length,
      lost: numbers.filter((n) => !taken.has(n) && !held.has(acked.get(n) ?? '')).length,
      held: held.size,
      sentTwice: arrivals.twice(),
    };
  } finally {
    await host?.kill();
    killServer(dir);
    await emulator.close();
    rmSync(dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

/** Counts send requests as they reach the provider: a second one counts even where the provider refused it as a duplicate. */
class Arrivals {
  readonly #times = new Map<string, number>();
  readonly #emulator: Emulator;
  #seen = 0;

  constructor(emulator: Emulator) {
    this.#emulator = emulator;
  }

  collect(): void {
    for (const { id, endpoint, request } of this.#emulator.journal(5_000).toReversed()) {
      if (id <= this.#seen) continue;
      this.#seen = id;
      if (endpoint !== 'send-sms') continue;
      for (const number of new Set(JSON.stringify(request).match(/\+90530\d{7}/g))) {
        this.#times.set(number, (this.#times.get(number) ?? 0) + 1);
      }
    }
  }

  twice(): number {
    if (this.#times.size === 0)
      throw new Error('No send was seen in the journal: the count would prove nothing.');
    return [...this.#times.values()].filter((times) => times > 1).length;
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

async function finish(dir: string, url: string, meanwhile: () => void): Promise<Set<string>> {
  const host = start(dir, url, 'finish', new Map());
  const ticking = setInterval(meanwhile, 1_000);
  await host.end();
  clearInterval(ticking);
  const line = host.lines.find((said) => said.startsWith('held'));
  if (line === undefined) throw new Error('The last host ended before everything was decided.');
  return new Set(line.split(' ').slice(1).filter(Boolean));
}

/** Each way to fail, now and then, throughout. */
function addFaults(emulator: Emulator, seed: number): void {
  const faults = ['accept-then-cut', 'cut-before-accept', 'slow', 'unavailable', 'accept-then-5xx'] as const;
  faults.forEach((fault, index) =>
    emulator.addFault({ endpoint: 'send-sms', fault, probability: 0.02, seed: seed + index, delayMs: 100 }),
  );
}
