let last = 0;

/**
 * Returns a number above all that were returned before, after a restart of the server too. Take it before the state is read:
 * a report must not count as newer than what it shows.
 */
export function nextRevision(): number {
  last = Math.max(last + 1, Date.now());
  return last;
}
