let last = 0;

/**
 * Returns a number above all that were returned before, also by an earlier run of the process. Take it before the state is
 * read: a report must not count as newer than what it contains.
 */
export function nextRevision(): number {
  last = Math.max(last + 1, Date.now());
  return last;
}
