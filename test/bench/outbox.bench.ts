/**
 * A million recipients through the outbox: enqueued as a stream, submitted as 20 orders; the host's memory
 * meanwhile, and how long a one-time password takes from `enqueue` to the provider while that runs. The
 * emulator is a process of its own, and shares the machine's cores with host and database.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Campaign } from 'nest-iletimerkezi';
import { type OutboxApp, openOutbox } from '../load/outbox-app.ts';
import { BarePasswords, FLOOR } from './bare-passwords.ts';
import { startEmulatorProcess } from './emulator-process.ts';
import { defineBench, residentMb, row, summarise } from './harness.ts';
import { MemoryWatch } from './memory-watch.ts';
import { BareTable } from './references.ts';

const RECIPIENTS = 1_000_000;
const WARM_UP = 150_000;
const OTP_EVERY_MS = 50;
const ALONE_MS = 10_000;
const ALONE = 'without other orders';
const BARE = 'inserting as many bare rows';

export default defineBench('outbox', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'iletimerkezi-outbox-'));
  const { child, url } = await startEmulatorProcess();
  const opened = await openOutbox({ dir, baseUrl: url, run: true });
  try {
    const before = residentMb();
    const watch = new MemoryWatch();
    await warmUp(opened.outbox);
    const alone = await passwordsAlone(opened.outbox, url);
    const bareSeconds = await insertBare(dir, RECIPIENTS);
    const floor = await BarePasswords.start(dir, url);
    const passwords = new PasswordStream(opened.outbox);
    const started = performance.now();
    const campaign = await opened.outbox.enqueueMany(numbers(RECIPIENTS), {
      kind: 'transactional',
      text: 'Kampanya başladı',
    });
    const enqueued = performance.now() - started;
    await submitted(campaign, RECIPIENTS);
    const seconds = (performance.now() - started) / 1_000;
    const grown = watch.stop() - before;
    const bare = await floor.stop();
    const times = await passwords.stop(url);
    const orders = (await campaign.orders()).length;
    const p99 = p99Of(times);
    return [
      row({
        case: `1,000,000 recipients as ${orders} orders, enqueued and submitted`,
        unit: 's',
        ours: summarise([seconds]),
        peers: { [BARE]: summarise([bareSeconds]) },
        bar: { peers: { [BARE]: 1 / 10 } },
        higherIsBetter: false,
      }),
      row({
        case: 'rows enqueued',
        unit: 'rows/s',
        ours: summarise([(RECIPIENTS * 1_000) / enqueued]),
        bar: {},
        higherIsBetter: true,
      }),
      row({
        case: 'memory above the start, most',
        unit: 'MB',
        ours: summarise([grown]),
        bar: { max: 200 },
        higherIsBetter: false,
      }),
      row({
        case: `one-time password from enqueue to the provider, p99 of ${times.length}`,
        unit: 'ms',
        ours: summarise([p99]),
        peers: { [ALONE]: summarise([p99Of(alone)]), [FLOOR]: summarise([p99Of(bare)]) },
        bar: { peers: { [FLOOR]: 1 / 2 } },
        higherIsBetter: false,
      }),
      row({
        case: 'one-time password from enqueue to the provider, median',
        unit: 'ms',
        ours: summarise(times),
        peers: { [ALONE]: summarise(alone), [FLOOR]: summarise(bare) },
        bar: {},
        higherIsBetter: false,
      }),
    ];
  } finally {
    await opened.app.close();
    child.kill();
    rmSync(dir, { recursive: true, force: true });
  }
});

const p99Of = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? Number.NaN;

/** Passwords while nothing else is sent, as many as come in ten seconds. */
async function passwordsAlone(outbox: OutboxApp['outbox'], url: string): Promise<number[]> {
  const stream = new PasswordStream(outbox, '534');
  await sleep(ALONE_MS);
  return stream.stop(url);
}

/** Returns the seconds to insert as many rows of a number each, committed in batches of 5,000. */
async function insertBare(dir: string, rows: number): Promise<number> {
  const table = await BareTable.open(dir);
  try {
    return (await table.insert(rows)) / 1_000;
  } finally {
    await table.close();
  }
}

/** Warms up both paths, and the provider's, as in the first minutes of a host. Memory is measured after it. */
async function warmUp(outbox: OutboxApp['outbox']): Promise<void> {
  const passwords = new PasswordStream(outbox, '532');
  const campaign = await outbox.enqueueMany(numbers(WARM_UP, '533'), {
    kind: 'transactional',
    text: 'Isınma',
  });
  await submitted(campaign, WARM_UP);
  await passwords.end();
}

async function submitted(campaign: Campaign, recipients: number): Promise<void> {
  while ((await campaign.progress()).submitted < recipients) await sleep(50);
}

function* numbers(count: number, carrier = '530'): Generator<string> {
  for (let n = 0; n < count; n += 1) yield `+90${carrier}${String(n).padStart(7, '0')}`;
}

/** A password now and then, each without waiting for the one before. */
class PasswordStream {
  readonly #enqueued = new Map<string, number>();
  readonly #under: Promise<unknown>[] = [];
  readonly #timer: NodeJS.Timeout;
  readonly #numbers: RegExp;

  constructor(outbox: OutboxApp['outbox'], carrier = '531') {
    this.#numbers = new RegExp(`\\+90${carrier}\\d{7}`);
    this.#timer = setInterval(() => {
      const recipient = `+90${carrier}${String(this.#under.length).padStart(7, '0')}`;
      this.#enqueued.set(recipient, Date.now());
      this.#under.push(outbox.enqueue({ kind: 'transactional', text: 'Kodunuz 1', recipients: [recipient] }));
    }, OTP_EVERY_MS);
  }

  /** Enqueues no more. */
  async end(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all(this.#under);
  }

  /** @returns milliseconds from each `enqueue` until the provider had the request, by the emulator's journal. */
  async stop(url: string): Promise<number[]> {
    await this.end();
    const times = new Map<string, number>();
    while (times.size < this.#enqueued.size) {
      await sleep(200);
      const response = await fetch(`${url}/_emulator/journal?limit=5000`);
      const entries = (await response.json()) as { at: string; durationMs: number; request: unknown }[];
      for (const { at, durationMs, request } of entries) {
        const recipient = this.#numbers.exec(JSON.stringify(request ?? null))?.[0];
        const enqueued = recipient === undefined ? undefined : this.#enqueued.get(recipient);
        if (recipient === undefined || enqueued === undefined) continue;
        times.set(recipient, new Date(at).getTime() - durationMs - enqueued);
      }
    }
    return [...times.values()];
  }
}
