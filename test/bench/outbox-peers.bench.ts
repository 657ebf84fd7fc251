/**
 * The outbox beside pg-boss and graphile-worker on the same embedded PostgreSQL, and BullMQ on Redis: the same messages,
 * the same HTTP client, alternating rounds. Only one library is open at a time. `--case` selects cases.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { IletimerkeziClient } from 'iletimerkezi-core';
import { defineBench, QUICK, type Measured, row, selectCases, summarise } from './harness.ts';
import { bullMq, hasRedis, RedisServer } from './peers/bullmq.ts';
import { CostMeter, type Costs, cpuMsOf, dividedBy } from './peers/costs.ts';
import { graphileWorker } from './peers/graphile-worker.ts';
import { ours } from './peers/ours.ts';
import { pgBoss } from './peers/pg-boss.ts';
import { Provider } from './peers/provider.ts';
import { type Library, OURS, type Queue, SENDER, TEXT } from './peers/queue.ts';
import { BenchServer } from './peers/server.ts';

const ROUNDS = QUICK ? 2 : 5;
const SINGLES = QUICK ? 200 : 1_500;
const CONCURRENT = QUICK ? 600 : 5_000;
const BULK = QUICK ? 4_000 : 20_000;
const DELIVERED = QUICK ? 400 : 2_000;
const TIMED = QUICK ? 40 : 150;
const AT_ONCE = 64;
/** Forty messages a second are less than half of the provider's limit, so that no message waits for its turn. */
const INTERVAL_MS = 25;
const WARM_UP = 20;

interface Case {
  readonly title: string;
  readonly unit: string;
  readonly higherIsBetter: boolean;
  readonly worker: boolean;
  /** Lowest ratio to each peer. */
  readonly bars: Readonly<Record<string, number>>;
  /** @returns the figure, and the number of messages. */
  run(queue: Queue, bench: Bench): Promise<{ figure: number; messages: number; costs?: Counted }>;
}

type Counted = Awaited<ReturnType<CostMeter['during']>>;

interface Bench {
  /** Transactions to open, warm up and close a library, by its name. */
  readonly openings: Map<string, number>;
  readonly provider: Provider;
  readonly meter: CostMeter;
  /** Returns recipients that no earlier message had. */
  numbers(count: number): string[];
}

const CASES: Readonly<Record<string, Case>> = {
  single: {
    title: 'enqueue, awaited one by one',
    unit: 'messages/s',
    higherIsBetter: true,
    worker: false,
    bars: { 'pg-boss': 1.5, 'graphile-worker': 1.3 },
    run: (queue, bench) =>
      enqueue(bench, SINGLES, async (to) => {
        for (const one of to) await queue.enqueue(one);
      }),
  },
  concurrent: {
    title: `enqueue, ${AT_ONCE} concurrent`,
    unit: 'messages/s',
    higherIsBetter: true,
    worker: false,
    bars: { 'pg-boss': 1.3, 'graphile-worker': 1.2 },
    run: (queue, bench) =>
      enqueue(bench, CONCURRENT, async (to) => {
        const rest = to.values();
        const caller = async (): Promise<void> => {
          for (const one of rest) await queue.enqueue(one);
        };
        await Promise.all(Array.from({ length: AT_ONCE }, caller));
      }),
  },
  bulk: {
    title: 'enqueue in bulk',
    unit: 'messages/s',
    higherIsBetter: true,
    worker: false,
    bars: { 'pg-boss': 2, 'graphile-worker': 1.5, BullMQ: 2 },
    run: (queue, bench) => enqueue(bench, BULK, (to) => queue.enqueueMany(to)),
  },
  deliver: {
    title: 'deliver singles to a 1 ms server, rate limit lifted',
    unit: 'messages/s',
    higherIsBetter: true,
    worker: true,
    bars: { 'pg-boss': 0.7, 'graphile-worker': 1, BullMQ: 0.7 },
    run: deliver,
  },
  latency: {
    title: 'latency from enqueue to the provider at the real rate limit, median',
    unit: 'ms',
    higherIsBetter: false,
    worker: true,
    bars: { 'graphile-worker': 1 / 1.3 },
    run: latency,
  },
};

/** Differs from graphile-worker only in its worker. */
const GRAPHILE_IN_BATCHES = 'graphile-worker in batches';

interface Sample {
  readonly figures: number[];
  readonly costs: Costs[];
}

export default defineBench('outbox-peers', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'iletimerkezi-peers-'));
  const provider = await Provider.start();
  const server = await BenchServer.start(join(dir, 'postgres'));
  const meter = await CostMeter.open(server);
  const redis = hasRedis() ? await RedisServer.start(join(dir, 'redis')) : undefined;
  if (!redis) console.error('BullMQ is left out: redis-server is not installed.');
  try {
    const client = new IletimerkeziClient({
      baseUrl: provider.url,
      credentials: { key: 'emulator', hash: 'emulator' },
    });
    const send = (to: string): Promise<unknown> =>
      client.sendSms({ kind: 'transactional', sender: SENDER, text: TEXT, recipients: [to] });
    const libraries: readonly Library[] = [
      ours(server, meter, provider.url),
      pgBoss(server, meter, send),
      graphileWorker({ name: 'graphile-worker' }, server, meter, send),
      graphileWorker({ name: GRAPHILE_IN_BATCHES, inBatches: true }, server, meter, send),
      ...(redis ? [bullMq(redis, send)] : []),
    ];
    let number = 0;
    const bench: Bench = {
      openings: new Map(),
      provider,
      meter,
      numbers: (count) =>
        Array.from({ length: count }, () => `+90530${String((number += 1)).padStart(7, '0')}`),
    };
    const rows = [];
    for (const [name, measured] of Object.entries(selectCases(CASES))) {
      const taking = libraries.filter((library) => measured.worker || library.name !== GRAPHILE_IN_BATCHES);
      const samples = await measure(name, measured, taking, bench, redis);
      rows.push(rowOf(measured, samples));
    }
    return rows;
  } finally {
    await redis?.stop();
    await meter.close();
    await server.stop();
    provider.stop();
    rmSync(dir, { recursive: true, force: true });
  }
});

async function measure(
  name: string,
  measured: Case,
  libraries: readonly Library[],
  bench: Bench,
  redis: RedisServer | undefined,
): Promise<Map<string, Sample>> {
  const samples = new Map<string, Sample>(libraries.map(({ name: of }) => [of, { figures: [], costs: [] }]));
  const { meter } = bench;
  // The first round is the warm-up.
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const library of libraries) {
      const opening = await transactionsToOpen(library, measured, bench);
      const before = await meter.transactions();
      const redisBefore = redis && library.name === 'BullMQ' ? cpuMsOf(redis.pid) : undefined;
      const { figure, messages, costs } = await opened(library, measured.worker, async (queue) => {
        if (name === 'deliver') queue.removeRateLimit?.();
        await warmUp(queue, measured, bench);
        globalThis.gc?.();
        return measured.run(queue, bench);
      });
      const transactions = (await meter.transactions()) - before - opening;
      if (round < 0) continue;
      const sample = samples.get(library.name);
      sample?.figures.push(figure);
      if (!costs) continue;
      const databaseCpuMs =
        redis && redisBefore !== undefined ? cpuMsOf(redis.pid) - redisBefore : costs.databaseCpuMs;
      sample?.costs.push(dividedBy({ ...costs, databaseCpuMs, transactions }, messages));
    }
  }
  return samples;
}

/** Returns the transactions to open, warm up and close a library whose tables exist. */
async function transactionsToOpen(library: Library, measured: Case, bench: Bench): Promise<number> {
  const key = `${library.name}, ${measured.worker ? 'with' : 'without'} worker`;
  for (let times = 0; times < 2 && !bench.openings.has(key); times += 1) {
    const before = await bench.meter.transactions();
    await opened(library, measured.worker, (queue) => warmUp(queue, measured, bench));
    // The first opening may create tables.
    if (times > 0) bench.openings.set(key, (await bench.meter.transactions()) - before);
  }
  return bench.openings.get(key) ?? 0;
}

async function opened<Result>(
  library: Library,
  worker: boolean,
  work: (queue: Queue) => Promise<Result>,
): Promise<Result> {
  const queue = await library.open(worker);
  try {
    return await work(queue);
  } finally {
    await queue.close();
  }
}

async function warmUp(queue: Queue, { worker }: Case, { provider, numbers }: Bench): Promise<void> {
  const to = numbers(WARM_UP);
  const expected = worker ? await provider.expect(WARM_UP) : undefined;
  for (const one of to) await queue.enqueue(one);
  await expected?.arrived;
  while (worker && (await queue.remaining()) > 0) await sleep(5);
}

async function enqueue(
  { meter, numbers }: Bench,
  messages: number,
  work: (to: readonly string[]) => Promise<unknown>,
): ReturnType<Case['run']> {
  const to = numbers(messages);
  let figure = Number.NaN;
  const costs = await meter.during(async () => {
    const started = performance.now();
    await work(to);
    figure = (messages * 1_000) / (performance.now() - started);
  });
  return { figure, messages, costs };
}

/** Takes the rate from the provider: from the first request to the last. */
async function deliver(queue: Queue, { meter, provider, numbers }: Bench): ReturnType<Case['run']> {
  const to = numbers(DELIVERED);
  const { arrived } = await provider.expect(to.length);
  await queue.enqueueSingles(to);
  let figure = Number.NaN;
  const costs = await meter.during(async () => {
    const moments = [...(await arrived).values()];
    figure = ((moments.length - 1) * 1e9) / (Math.max(...moments) - Math.min(...moments));
    while ((await queue.remaining()) > 0) await sleep(5);
  });
  return { figure, messages: to.length, costs };
}

async function latency(queue: Queue, { provider, numbers }: Bench): ReturnType<Case['run']> {
  const to = numbers(TIMED);
  const { arrived } = await provider.expect(to.length);
  const started = new Map<string, number>();
  const enqueued: Promise<unknown>[] = [];
  for (const one of to) {
    started.set(one, Number(process.hrtime.bigint()));
    enqueued.push(queue.enqueue(one));
    await sleep(INTERVAL_MS);
  }
  await Promise.all(enqueued);
  const waits = [...(await arrived)].map(([one, at]) => (at - (started.get(one) ?? Number.NaN)) / 1e6);
  while ((await queue.remaining()) > 0) await sleep(5);
  return { figure: summarise(waits).median, messages: to.length };
}

function rowOf({ title, unit, higherIsBetter, bars }: Case, samples: Map<string, Sample>) {
  const figures = new Map([...samples].map(([name, { figures: all }]) => [name, summarise(all)]));
  const peers = Object.fromEntries([...figures].filter(([name]) => name !== OURS)) as Record<
    string,
    Measured
  >;
  const mine = figures.get(OURS);
  if (!mine) throw new Error('Nothing was measured.');
  const missing = samples.has('BullMQ') ? '' : '; BullMQ not measured, redis-server is missing';
  const held = row({ case: title, unit, ours: mine, peers, bar: { peers: bars }, higherIsBetter });
  return {
    ...held,
    bar: held.bar + missing,
    costs: Object.fromEntries(
      [...samples]
        .filter(([, { costs }]) => costs.length > 0)
        .map(([name, { costs }]) => [name, medians(costs)]),
    ),
  };
}

function medians(all: readonly Costs[]): Record<string, number> {
  const names = Object.keys(all[0] ?? {}) as (keyof Costs)[];
  return Object.fromEntries(names.map((name) => [name, summarise(all.map((costs) => costs[name])).median]));
}
