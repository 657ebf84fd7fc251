/** Lets a loop sleep until something happens or its time is up. A wake between two sleeps is not lost. */
export class Waker {
  #due = false;
  #wake: (() => void) | undefined;

  wake(): void {
    this.#due = true;
    this.#wake?.();
  }

  async sleep(ms: number): Promise<void> {
    if (!this.#due) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
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
