import { sendAborted } from './pace.errors.js';

interface Waiting<Ticket> {
  readonly amount: number;
  readonly admit: (ticket: Ticket) => void;
  readonly refuse: (reason: unknown) => void;
}

/** First come, first served. Whoever gives up or is refused leaves no gap behind. */
export class WaitingLine<Ticket = void> {
  #line: Waiting<Ticket>[] = [];

  /** The amount that the first in line asks for. */
  get head(): number | undefined {
    return this.#line[0]?.amount;
  }

  /** Joins the line and resolves with the ticket. `left` is called when somebody gave up, since that may let the next one through. */
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

  /** Lets the first in line go on, with a ticket if there are any. */
  admit(ticket: Ticket): void {
    this.#line.shift()?.admit(ticket);
  }

  /** Sends everybody away and says how many that were. */
  refuseAll(reason: () => unknown): number {
    const line = this.#line;
    this.#line = [];
    for (const waiting of line) waiting.refuse(reason());
    return line.length;
  }
}
