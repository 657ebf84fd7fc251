import { sendAborted } from './pace.errors.js';

interface Waiting<Ticket> {
  readonly amount: number;
  readonly admit: (ticket: Ticket) => void;
  readonly refuse: (reason: unknown) => void;
}

/** A first-in, first-out queue. An entry that is aborted or refused is removed. */
export class WaitingLine<Ticket = void> {
  #line: Waiting<Ticket>[] = [];

  /** The amount of the first entry. */
  get head(): number | undefined {
    return this.#line[0]?.amount;
  }

  /**
   * Adds an entry. Resolves with its ticket when it is admitted. `left` is called when the entry was aborted: the next
   * one may fit.
   */
  join(amount: number, signal: AbortSignal | undefined, left: () => void): Promise<Ticket> {
    if (signal?.aborted) return Promise.reject(sendAborted(signal.reason));
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        this.#line = this.#line.filter((other) => other !== waiting);
        reject(sendAborted(signal?.reason));
        left();
      };
      const waiting: Waiting<Ticket> = {
        amount,
        admit: (ticket) => {
          signal?.removeEventListener('abort', giveUp);
          resolve(ticket);
        },
        refuse: (reason) => {
          signal?.removeEventListener('abort', giveUp);
          reject(reason);
        },
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      this.#line.push(waiting);
    });
  }

  /** Admits the first entry with this ticket. */
  admit(ticket: Ticket): void {
    this.#line.shift()?.admit(ticket);
  }

  /** Rejects all entries. @returns the number of entries. */
  refuseAll(reason: () => unknown): number {
    const line = this.#line;
    this.#line = [];
    for (const waiting of line) waiting.refuse(reason());
    return line.length;
  }
}
