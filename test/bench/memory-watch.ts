/** Measures the peak memory of this process. */
export class MemoryWatch {
  #most = 0;
  readonly #timer = setInterval(() => {
    this.#most = Math.max(this.#most, process.memoryUsage.rss() / 1024 / 1024);
  }, 100);

  /** @returns the most, in MB. */
  stop(): number {
    clearInterval(this.#timer);
    return this.#most;
  }
}
