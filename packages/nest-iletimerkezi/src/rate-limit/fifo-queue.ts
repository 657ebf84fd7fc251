import { sendAborted } from './rate-limit.errors.js';

interface Entry<Ticket> {
  readonly amount: number;
  readonly admit: (ticket: Ticket) => void;
  readonly reject: (reason: unknown) => void;
}

/** A first-in, first-out queue. An entry that is aborted or rejected is removed. */
export class FifoQueue<Ticket = void> {
  #entries: Entry<Ticket>[] = [];

  /** The amount of the first entry. */
  get head(): number | undefined {
    return this.#entries[0]?.amount;
  }

  /**
   * Adds an entry. Resolves with its ticket when it is admitted. Calls `onLeave` when the entry was aborted,
   * because the next entry may fit.
   */
  join(amount: number, signal: AbortSignal | undefined, onLeave: () => void): Promise<Ticket> {
    if (signal?.aborted) return Promise.reject(sendAborted(signal.reason));
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.#entries = this.#entries.filter((other) => other !== entry);
        reject(sendAborted(signal?.reason));
        onLeave();
      };
      const entry: Entry<Ticket> = {
        amount,
        admit: (ticket) => {
          signal?.removeEventListener('abort', onAbort);
          resolve(ticket);
        },
        reject: (reason) => {
          signal?.removeEventListener('abort', onAbort);
          reject(reason);
        },
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#entries.push(entry);
    });
  }

  /** Admits the first entry with this ticket. */
  admit(ticket: Ticket): void {
    this.#entries.shift()?.admit(ticket);
  }

  /** Rejects all entries. @returns the number of entries. */
  rejectAll(reason: () => unknown): number {
    const entries = this.#entries;
    this.#entries = [];
    for (const entry of entries) entry.reject(reason());
    return entries.length;
  }
}
