/** Lets a loop sleep until it is woken or its time is up. A wake between two sleeps is not lost. */
export class Waker {
  #due = false;
  #wake: (() => void) | undefined;

  wake(): void {
    this.#due = true;
    this.#wake?.();
  }

  /** @param ms without it, until the next wake. */
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
