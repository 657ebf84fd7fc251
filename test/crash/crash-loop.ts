import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Emulator, startEmulator } from 'iletimerkezi-emulator';
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
  let host: Host | undefined;
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      host ??= await Host.start(dir, emulator.url, String(acked.size + 1), acked);
      await host.progress();
      // A slow machine may be killed before it did anything; without one message nothing would be proven.
      if (acked.size === 0) await host.acknowledges();
      await sleep(random() * 600);
      if (target === 'server' || target === 'both') killServer(dir);
      if (target !== 'server') {
        await host.kill();
        host = undefined;
      } else {
        await host.acknowledges();
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

class Host {
  #waiting: (() => void)[] = [];
  readonly lines: string[] = [];

  readonly #child: ChildProcess;
  readonly #acked: Map<number, string>;

  private constructor(child: ChildProcess, acked: Map<number, string>) {
    this.#child = child;
    this.#acked = acked;
    if (child.stdout) createInterface({ input: child.stdout }).on('line', (line) => this.#hear(line));
    child.once('exit', () => this.#tell());
  }

  static async start(dir: string, url: string, from: string, acked: Map<number, string>): Promise<Host> {
    const script = fileURLToPath(new URL('host.ts', import.meta.url));
    const args = ['--disable-warning=ExperimentalWarning', script, dir, url, from];
    const child = spawn(process.execPath, args, {
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return new Host(child, acked);
  }

  get ended(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** The host works: it has said so, or it is about to; kills at its start are part of the test. */
  async progress(): Promise<void> {
    if (!this.lines.includes('ready')) await this.#next();
  }

  /** One more message is acknowledged, so the host got over what was done to it. */
  async acknowledges(): Promise<void> {
    const before = this.#acked.size;
    while (this.#acked.size === before && !this.ended) await this.#next();
  }

  async kill(): Promise<void> {
    if (this.ended) return;
    this.#child.kill('SIGKILL');
    await this.end();
  }

  async end(): Promise<void> {
    while (!this.ended) await this.#next();
  }

  #hear(line: string): void {
    this.lines.push(line);
    const [word, n, campaign] = line.split(' ');
    if (word === 'acked') this.#acked.set(Number(n), campaign ?? '');
    this.#tell();
  }

  #next(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #tell(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

async function finish(dir: string, url: string, meanwhile: () => void): Promise<Set<string>> {
  const host = await Host.start(dir, url, 'finish', new Map());
  const ticking = setInterval(meanwhile, 1_000);
  await host.end();
  clearInterval(ticking);
  const line = host.lines.find((said) => said.startsWith('held'));
  if (line === undefined) throw new Error('The last host ended before everything was decided.');
  return new Set(line.split(' ').slice(1).filter(Boolean));
}

function killServer(dir: string): void {
  try {
    process.kill(Number.parseInt(readFileSync(join(dir, 'data', 'postmaster.pid'), 'utf8'), 10), 'SIGKILL');
  } catch {
    // It is not running at this moment, which is a moment too.
  }
}

/** Each way to fail, now and then, throughout. */
function addFaults(emulator: Emulator, seed: number): void {
  const faults = ['accept-then-cut', 'cut-before-accept', 'slow', 'unavailable', 'accept-then-5xx'] as const;
  faults.forEach((fault, index) =>
    emulator.addFault({ endpoint: 'send-sms', fault, probability: 0.02, seed: seed + index, delayMs: 100 }),
  );
}

/** Mulberry32: small, and the same on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
