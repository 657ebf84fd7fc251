let last = 0;

/**
 * Returns a number greater than all numbers returned before, including by earlier runs of the process. Call it before the
 * state is read, so that a report does not count as newer than its content.
 */
export function nextRevision(): number {
  last = Math.max(last + 1, Date.now());
  return last;
}
