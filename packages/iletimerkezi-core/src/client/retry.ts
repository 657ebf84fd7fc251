import type { CallError, CallErrorCode } from '../call-errors.js';

/** The retry policy for calls that are safe to retry. */
export interface RetryPolicy {
  /** Maximum number of attempts, including the first. Default 3. */
  attempts: number;
  /** Upper bound of the first pause, in milliseconds. Pauses are random from 0 to the bound, which doubles each time. Default 250. */
  baseMs: number;
  /** Upper bound of every pause, in milliseconds. Default 5,000. */
  maxMs: number;
}

/** Returns the policy of the options, with defaults for absent and undefined fields. */
export function retryPolicy(options: Partial<RetryPolicy> | false = {}): RetryPolicy {
  const { attempts = 3, baseMs = 250, maxMs = 5_000 } = options === false ? { attempts: 1 } : options;
  return { attempts, baseMs, maxMs };
}

/** Failures that usually end within seconds. Other retryable failures, such as an order that is not due, last longer. */
const PASSING: ReadonlySet<CallErrorCode> = new Set([
  'connect-failed',
  'connect-timeout',
  'connection-lost',
  'response-timeout',
  'unavailable',
  'http-error',
]);

/**
 * Returns the pause before the next attempt in milliseconds, or undefined when the call must not be retried. Exponential
 * backoff with full jitter, so that clients that failed at the same time do not retry at the same time.
 */
export function pauseBeforeRetry(error: CallError, attempt: number, policy: RetryPolicy): number | undefined {
  if (!error.retryable || !PASSING.has(error.code) || attempt >= policy.attempts) return undefined;
  const bound = Math.min(policy.maxMs, policy.baseMs * 2 ** (attempt - 1));
  return Math.round(Math.random() * bound);
}

/** Waits. Resolves early when the signal is aborted. */
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
