import type { LimitWindow } from '../options/phone-verification.options.js';

/** The use of some windows. Times are milliseconds since the epoch. */
export interface WindowState {
  /** Number of further events that all windows allow. */
  readonly left: number;
  /** When the next event is allowed; undefined if one is allowed now. */
  readonly retryAt: number | undefined;
}

/**
 * Returns the state of windows after some events. An event counts until `perMs` after it.
 * @param events times in ascending order.
 */
export function windowState(
  windows: readonly LimitWindow[],
  events: readonly number[],
  now: number,
): WindowState {
  let left = Infinity;
  let retryAt: number | undefined;
  for (const { limit, perMs } of windows) {
    const recent = events.filter((at) => at > now - perMs);
    left = Math.min(left, Math.max(0, limit - recent.length));
    const oldest = recent.at(-limit);
    if (oldest !== undefined) retryAt = Math.max(retryAt ?? 0, oldest + perMs);
  }
  return { left, retryAt };
}
