/** Suspends a loop until `wake` is called or a timeout ends. A wake between two sleeps ends the next one immediately. */
export class Waker {
  #due = false;
  #wake: (() => void) | undefined;

  wake(): void {
    this.#due = true;
    this.#wake?.();
  }

  /** @param ms timeout in milliseconds. Without it, the sleep lasts until the next wake. */
  async sleep(ms?: number): Promise<void> {
    if (!this.#due) {
      await new Promise<void>((resolve) => {
        const timer = ms === undefined ? undefined : setTimeout(resolve, ms);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#due = false;
    this.#wake = undefined;
  }
}
