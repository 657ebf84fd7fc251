/** Requests of one address that are remembered at most; more addresses replace the oldest. */
const MOST_ADDRESSES = 10_000;

/** Limits the requests of an address in a window of time, in the memory of this process. */
export class RequestLimit {
  readonly #limit: number;
  readonly #windowMs: number;
  readonly #windows = new Map<string, { until: number; count: number }>();

  constructor({ limit, windowMs }: { limit: number; windowMs: number }) {
    this.#limit = limit;
    this.#windowMs = windowMs;
  }

  /** Counts a request and returns whether it is allowed. */
  admit(address: string, now: number = Date.now()): boolean {
    const open = this.#windows.get(address);
    if (open !== undefined && open.until > now) {
      open.count += 1;
      return open.count <= this.#limit;
    }
    this.#windows.delete(address);
    this.#windows.set(address, { until: now + this.#windowMs, count: 1 });
    const oldest = this.#windows.keys().next();
    if (this.#windows.size > MOST_ADDRESSES && !oldest.done) this.#windows.delete(oldest.value);
    return true;
  }
}
