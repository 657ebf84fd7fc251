/**
 * Measuring: warm-up, several rounds, medians with their spread, and peers measured in the same rounds,
 * because a ratio within one run says more than a figure on a noisy machine.
 */

/** One line of a bench's result, in the shape that `bench --json` prints. */
export interface Row {
  bench: string;
  case: string;
  /** Unit of `ours` and `peer`: `ops/s`, `rows/s`, `ms`, `MB`, `kB` … */
  unit: string;
  /** Median over the rounds. */
  ours: number;
  /** Lowest and highest round, in the same unit. */
  spread?: [number, number];
  /** Number of rounds of the median. */
  rounds?: number;
  peer?: number;
  peerName?: string;
  /** The ratio to the peer. Values above 1 are better, whatever the unit. */
  ratio?: number;
  /** Every peer: its median, and how many times better ours is. */
  peers?: Record<string, { figure: number; ratio: number }>;
  /** Cost of one message for each library, ours included. */
  costs?: Record<string, Record<string, number>>;
  /** The project's target, as text. */
  bar: string;
  pass: boolean;
  /** Time and memory at each size, where the bench is about growth. */
  series?: Step[];
}

/** A path at one size. */
export interface Step {
  size: number;
  ms: number;
  mb: number;
}

/** A bar is held against our median (`min`, `max`), against the best peer (`ratio`), or against each peer (`peers`). */
export interface Bar {
  min?: number;
  max?: number;
  ratio?: number;
  /** The lowest ratio by the name of the peer. Peers that were not measured have no bar. */
  peers?: Readonly<Record<string, number>>;
}

export interface Measured {
  median: number;
  low: number;
  high: number;
  rounds: number;
}

/** A run with `--quick`: smaller where a bench takes minutes, to see that it works. Its figures say nothing. */
export const QUICK = process.env['BENCH_QUICK'] === '1';

/** Returns the cases that the run selected with `--case`; all of them without it. */
export function selectCases<Case>(cases: Readonly<Record<string, Case>>): Record<string, Case> {
  const selected = process.env['BENCH_CASES']?.split(',');
  const unknown = selected?.filter((name) => !(name in cases)) ?? [];
  if (unknown.length > 0) {
    throw new Error(`No case named ${unknown.join(', ')}. There are: ${Object.keys(cases).join(' ')}`);
  }
  return Object.fromEntries(Object.entries(cases).filter(([name]) => selected?.includes(name) ?? true));
}

export interface Bench {
  name: string;
  run: () => Promise<Row[]>;
}

/** The default export of each `NAME.bench.ts`. Rows come back without their bench's name. */
export function defineBench(name: string, run: () => Promise<Omit<Row, 'bench'>[]>): Bench {
  return { name, run: async () => (await run()).map((row) => ({ bench: name, ...row })) };
}

export function summarise(values: readonly number[]): Measured {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median =
    sorted.length % 2 === 1
      ? (sorted[middle] ?? Number.NaN)
      : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
  return { median, low: sorted[0] ?? Number.NaN, high: sorted.at(-1) ?? Number.NaN, rounds: sorted.length };
}

// Results are stored here so that the compiler cannot drop the work that made them.
const sink: { value: unknown } = { value: undefined };
export const consume = (value: unknown): void => {
  sink.value = value;
};

/**
 * Calls per second of each candidate. Rounds alternate between candidates, so that a slow moment of the
 * machine meets all of them.
 */
export function rates<Name extends string>(
  candidates: Record<Name, () => unknown>,
  { rounds = 9, roundMs = 150 }: { rounds?: number; roundMs?: number } = {},
): Record<Name, Measured> {
  const names = Object.keys(candidates) as Name[];
  const perRound = new Map<Name, number>();
  for (const name of names) {
    const run = candidates[name];
    let calls = 0;
    const until = performance.now() + roundMs;
    while (performance.now() < until) {
      consume(run());
      calls += 1;
    }
    perRound.set(name, Math.max(1, calls));
  }
  const samples = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) {
      const run = candidates[name];
      const calls = perRound.get(name) ?? 1;
      const start = performance.now();
      for (let call = 0; call < calls; call += 1) consume(run());
      samples.get(name)?.push((calls * 1000) / (performance.now() - start));
    }
  }
  return Object.fromEntries(names.map((name) => [name, summarise(samples.get(name) ?? [])])) as Record<
    Name,
    Measured
  >;
}

/** Milliseconds of each candidate for one run of the work, rounds alternating. */
export async function durations<Name extends string>(
  candidates: Record<Name, () => unknown>,
  { rounds = 5, warmup = 1 }: { rounds?: number; warmup?: number } = {},
): Promise<Record<Name, Measured>> {
  const names = Object.keys(candidates) as Name[];
  const samples = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = -warmup; round < rounds; round += 1) {
    for (const name of names) {
      globalThis.gc?.();
      const start = performance.now();
      consume(await candidates[name]());
      if (round >= 0) samples.get(name)?.push(performance.now() - start);
    }
  }
  return Object.fromEntries(names.map((name) => [name, summarise(samples.get(name) ?? [])])) as Record<
    Name,
    Measured
  >;
}

/** Resident memory of this process in MB, after a collection. */
export function residentMb(): number {
  globalThis.gc?.();
  return process.memoryUsage.rss() / 1024 / 1024;
}

export interface RowInput {
  case: string;
  unit: string;
  ours: Measured;
  /** Each peer measured in the same run; the row names the best of them. */
  peers?: Record<string, Measured>;
  bar: Bar;
  /** Whether a larger figure is the better one; so for rates, not for times and sizes. */
  higherIsBetter: boolean;
}

/** Holds a measurement against its bar. */
export function row(input: RowInput): Omit<Row, 'bench'> {
  const { ours, bar, higherIsBetter, unit } = input;
  let best: [string, number] | undefined;
  const peers: NonNullable<Row['peers']> = {};
  for (const [name, { median }] of Object.entries(input.peers ?? {})) {
    if (!best || (higherIsBetter ? median > best[1] : median < best[1])) best = [name, median];
    const better = higherIsBetter ? ours.median / median : median / ours.median;
    peers[name] = { figure: round(median), ratio: round(better) };
  }
  const ratio = best && (higherIsBetter ? ours.median / best[1] : best[1] / ours.median);
  const promised = Object.entries(bar.peers ?? {}).filter(([name]) => name in peers);
  const pass =
    (bar.min === undefined || ours.median >= bar.min) &&
    (bar.max === undefined || ours.median <= bar.max) &&
    (bar.ratio === undefined || (ratio !== undefined && ratio >= bar.ratio)) &&
    promised.every(([name, lowest]) => (peers[name]?.ratio ?? 0) >= lowest);
  // Half as good is half the rate, or twice the time.
  const times = (lowest: number, of: string): string =>
    higherIsBetter ? `≥ ${round(lowest)} × ${of}` : `≤ ${round(1 / lowest)} × ${of}`;
  const words = [
    bar.min !== undefined && `≥ ${bar.min.toLocaleString('en')} ${unit}`,
    bar.max !== undefined && `≤ ${bar.max.toLocaleString('en')} ${unit}`,
    bar.ratio !== undefined && times(bar.ratio, 'the best peer'),
    ...promised.map(([name, lowest]) => times(lowest, name)),
  ].filter(Boolean);
  return {
    case: input.case,
    unit,
    ours: round(ours.median),
    spread: [round(ours.low), round(ours.high)],
    rounds: ours.rounds,
    ...(best && { peer: round(best[1]), peerName: best[0] }),
    ...(best && { peers }),
    ...(ratio !== undefined && { ratio: round(ratio) }),
    bar: words.length > 0 ? words.join(', ') : 'stated, no bar',
    pass,
  };
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
