/** A queue that stores one message per recipient and sends each with one HTTP request. */
export interface Queue {
  /** Stores one message. */
  enqueue(to: string): Promise<unknown>;
  /** Stores messages with the library's own call for many. */
  enqueueMany(to: readonly string[]): Promise<unknown>;
  /** Stores messages that are sent one by one, and makes all of them visible to the worker at once. */
  enqueueSingles(to: readonly string[]): Promise<unknown>;
  /** Returns the number of messages whose outcome is not stored yet. */
  remaining(): Promise<number>;
  /** Removes the waits of the rate limit until the queue is closed, if the library has a rate limit. */
  removeRateLimit?(): void;
  close(): Promise<void>;
}

/** A library that this bench measures. */
export interface Library {
  readonly name: string;
  /** @param worker whether the queue also sends. */
  open(worker: boolean): Promise<Queue>;
}

/** The name of our outbox among the libraries. */
export const OURS = 'nest-iletimerkezi';

/** Messages in flight at the same time. Our outbox claims as many ahead. */
export const IN_FLIGHT = 40;

/** Connections of each library's pool. It is the default of our module. */
export const POOL = 12;

export const TEXT = 'Kodunuz 123456';
export const SENDER = 'EMULATOR';
