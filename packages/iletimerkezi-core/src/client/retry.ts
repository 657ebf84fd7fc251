import type { CallError, CallErrorCode } from '../call-errors.js';

/** How often and how fast failed calls are repeated, where repeating is safe. */
export interface RetryPolicy {
  /** Attempts in all, the first included. Default 3. */
  attempts: number;
  /** The first pause is random between 0 and this, in milliseconds; the bound doubles each time. Default 250. */
  baseMs: number;
  /** No pause is longer, in milliseconds. Default 5,000. */
  maxMs: number;
}

/** The policy that options ask for, with the defaults for what they leave out or undefined. */
export function retryPolicy(options: Partial<RetryPolicy> | false = {}): RetryPolicy {
  const { attempts = 3, baseMs = 250, maxMs = 5_000 } = options === false ? { attempts: 1 } : options;
  return { attempts, baseMs, maxMs };
}

/** Failures that pass within seconds. Others may be retryable too (an order not yet due), but not by waiting a moment. */
const PASSING: ReadonlySet<CallErrorCode> = new Set([
  'connect-failed',
  'connect-timeout',
  'connection-lost',
  'response-timeout',
  'unavailable',
  'http-error',
]);

/**
 * The pause before the next attempt, or undefined when there shall be none. Exponential with full jitter, so that many
 * clients that failed together do not come back together.
 */
export function pauseBeforeRetry(error: CallError, attempt: number, policy: RetryPolicy): number | undefined {
  if (!error.retryable || !PASSING.has(error.code) || attempt >= policy.attempts) return undefined;
  const bound = Math.min(policy.maxMs, policy.baseMs * 2 ** (attempt - 1));
  return Math.round(Math.random() * bound);
}

/** Waits; ends early, without an error, when the signal fires. */
export function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    signal?.addEventListener('abort', finish);
    if (signal?.aborted) finish();
  });
}
