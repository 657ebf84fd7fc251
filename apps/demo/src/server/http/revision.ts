let last = 0;

/**
 * Returns a number higher than all previous ones, including those from before a restart. Call it before the state is read:
 * a report must not be newer than its data.
 */
export function nextRevision(): number {
  last = Math.max(last + 1, Date.now());
  return last;
}
