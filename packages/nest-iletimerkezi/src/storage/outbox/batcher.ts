import { performance } from 'node:perf_hooks';

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly since: number;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

export interface BatcherOptions {
  /** Whether a failure comes from a single item, so that the others may succeed without it. Default: never. */
  readonly isItemsFault?: (error: unknown) => boolean;
  /**
   * Maximum time that an item waits for others, in milliseconds. Default 0. A batch starts earlier when it has as many
   * items as were recently outstanding at once, so that sequential callers do not wait.
   */
  readonly collectMs?: number;
  /**
   * Whether items wait for `collectMs` even if no others are expected: for writes whose end no sequential caller waits for.
   * Default: no.
   */
  readonly alwaysCollects?: boolean;
  /** Number of waiting items with which a batch starts in any case. Default 500, the largest batch. */
  readonly enough?: number;
}

const LARGEST_BATCH = 500;

/** Period of the largest number of outstanding items, in milliseconds. The current and the previous period count. */
const PEAK_PERIOD_MS = 500;

/** Batches work: items that arrive while one batch is in flight form the next batch. */
export class Batcher<Item, Result> {
  readonly #isItemsFault: (error: unknown) => boolean;
  readonly #collectMs: number;
  readonly #alwaysCollects: boolean;
  readonly #enough: number;
  readonly #peak = new RecentPeak();
  #waiting: Waiting<Item, Result>[] = [];
  #outstanding = 0;
  #working = false;
  #collected: (() => void) | undefined;

  /** @param work returns one result for each item, in their order. */
  constructor(
    private readonly work: (items: readonly Item[]) => Promise<readonly Result[]>,
    {
      isItemsFault = () => false,
      collectMs = 0,
      alwaysCollects = false,
      enough = LARGEST_BATCH,
    }: BatcherOptions = {},
  ) {
    this.#isItemsFault = isItemsFault;
    this.#collectMs = collectMs;
    this.#alwaysCollects = alwaysCollects;
    this.#enough = Math.min(enough, LARGEST_BATCH);
  }

  /** Resolves or rejects with the result of the item's batch. An item that makes a batch fail is rejected alone. */
  do(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, since: performance.now(), resolve, reject });
      this.#outstanding += 1;
      this.#peak.add(this.#outstanding);
      if (!this.#working) void this.#run();
      else if (this.#isComplete) this.#collected?.();
    });
  }

  /** Whether enough items are waiting, or everything that was recently outstanding at once. */
  get #isComplete(): boolean {
    const expected = this.#alwaysCollects ? this.#enough : Math.min(this.#peak.value, this.#enough);
    return this.#waiting.length >= expected;
  }

  async #run(): Promise<void> {
    this.#working = true;
    while (this.#waiting.length > 0) {
      if (this.#collectMs > 0) await this.#collect();
      await this.#do(this.#waiting.splice(0, LARGEST_BATCH));
    }
    this.#working = false;
  }

  async #collect(): Promise<void> {
    const since = this.#waiting[0]?.since ?? 0;
    const restMs = since + this.#collectMs - performance.now();
    if (restMs <= 0 || this.#isComplete) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, restMs);
      this.#collected = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#collected = undefined;
  }

  async #do(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.work(batch.map(({ item }) => item));
      this.#outstanding -= batch.length;
      results.forEach((result, index) => batch[index]?.resolve(result));
    } catch (error) {
      if (batch.length === 1 || !this.#isItemsFault(error)) {
        this.#outstanding -= batch.length;
        for (const { reject } of batch) reject(error);
        return;
      }
      const half = Math.ceil(batch.length / 2);
      await this.#do(batch.slice(0, half));
      await this.#do(batch.slice(half));
    }
  }
}

/** The largest of the numbers that were added in the last half to one second. */
class RecentPeak {
  #since = performance.now();
  #current = 0;
  #previous = 0;

  add(value: number): void {
    this.#rotate();
    this.#current = Math.max(this.#current, value);
  }

  get value(): number {
    this.#rotate();
    return Math.max(this.#current, this.#previous);
  }

  #rotate(): void {
    const age = performance.now() - this.#since;
    if (age < PEAK_PERIOD_MS) return;
    this.#previous = age < 2 * PEAK_PERIOD_MS ? this.#current : 0;
    this.#current = 0;
    this.#since += age;
  }
}
