interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

const LARGEST_BATCH = 500;

/** Batches work: items that arrive while one batch is in flight form the next batch. */
export class Batcher<Item, Result> {
  #waiting: Waiting<Item, Result>[] = [];
  #working = false;

  /**
   * @param work returns one result for each item, in their order.
   * @param isItemsFault whether a failure comes from a single item, so that the others may succeed without it.
   */
  constructor(
    private readonly work: (items: readonly Item[]) => Promise<readonly Result[]>,
    private readonly isItemsFault: (error: unknown) => boolean = () => false,
  ) {}

  /** Resolves or rejects with the result of the item's batch. An item that makes a batch fail is rejected alone. */
  do(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (!this.#working) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#working = true;
    while (this.#waiting.length > 0) {
      await this.#do(this.#waiting.splice(0, LARGEST_BATCH));
    }
    this.#working = false;
  }

  async #do(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.work(batch.map(({ item }) => item));
      results.forEach((result, index) => batch[index]?.resolve(result));
    } catch (error) {
      if (batch.length === 1 || !this.isItemsFault(error)) {
        for (const { reject } of batch) reject(error);
        return;
      }
      const half = Math.ceil(batch.length / 2);
      await this.#do(batch.slice(0, half));
      await this.#do(batch.slice(half));
    }
  }
}
