import type { IletimerkeziError } from 'iletimerkezi-core';

/** When the refused call may succeed, and the value of the header `Retry-After`. */
export interface RetryAfter {
  readonly retryAt: Date;
  /** At least 1. */
  readonly seconds: number;
}

/** Returns when the call of an error may succeed; undefined where the error does not say it. */
export function retryAfterOf(error: IletimerkeziError): RetryAfter | undefined {
  const { retryAt, at }: IletimerkeziError & { retryAt?: unknown; at?: unknown } = error;
  if (!(retryAt instanceof Date)) return undefined;
  // The clock of the database, where the error has its time: that of this process may differ.
  const now = at instanceof Date ? at.getTime() : Date.now();
  return { retryAt, seconds: Math.max(1, Math.ceil((retryAt.getTime() - now) / 1_000)) };
}
