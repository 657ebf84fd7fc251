/** How much memory this process takes at most while it is watched. */
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
