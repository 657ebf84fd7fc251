/** The outcome of one request. */
export type Verdict = 'taken' | 'refused';

/**
 * Submits items in groups, where one bad item refuses its group without being named. Finds the bad items in few requests
 * and submits the good ones on the way.
 *
 * A refused group is bisected until one item is left: if its first half is accepted, the bad item is in the second half.
 * The next group is as large as is equally likely to be accepted or refused by the share of bad items so far; after two
 * adjacent bad items it is the next item alone. One bad item in 5,000 is found by the 14th request at the latest. For
 * several at random positions no search needs fewer than log2 of the number of possible positions (101 for 10 of 5,000).
 *
 * @param ask submits a group; throws to end the search.
 * @param decided called once for each item, in groups.
 */
export async function findRefused<Item>(
  items: readonly Item[],
  ask: (group: readonly Item[]) => Promise<Verdict>,
  decided: (verdict: Verdict, group: readonly Item[]) => Promise<void>,
): Promise<void> {
  let rest = items;
  let found = 0;
  let covered = 0;
  let least = 1;
  let takenSince = 0;
  let together = false;
  const take = async (group: readonly Item[]): Promise<boolean> => {
    if ((await ask(group)) === 'refused') return false;
    await decided('taken', group);
    covered += group.length;
    takenSince += group.length;
    return true;
  };

  while (rest.length > 0) {
    const likely = Math.max(least, Math.floor((Math.LN2 * covered) / found));
    const size = together ? 1 : found < 2 ? rest.length : likely;
    let suspect = rest.slice(0, size);
    let after = rest.slice(size);
    if (await take(suspect)) {
      // Behind adjacent bad items groups grow fast.
      least = 2 * suspect.length;
      together = false;
    } else {
      least = 1;
      while (suspect.length > 1) {
        const middle = Math.ceil(suspect.length / 2);
        const half = suspect.slice(0, middle);
        if (await take(half)) {
          suspect = suspect.slice(middle);
        } else {
          after = suspect.slice(middle).concat(after);
          suspect = half;
        }
      }
      await decided('refused', suspect);
      together = found > 0 && takenSince === 0;
      found += 1;
      covered += 1;
      takenSince = 0;
    }
    rest = after;
  }
}
