/** What came of one request. */
export type Verdict = 'taken' | 'refused';

/**
 * Has items taken in groups, where one bad item refuses its whole group and nobody says which it is: finds the bad
 * ones in few requests, while every good one is taken on the way.
 *
 * A refused group is halved until one item is left: if its first half is taken, the bad one is in the second, without
 * asking. The next group is as large as is about as likely to be taken as to be refused, by the share of bad items
 * met so far, so that each answer tells most; right behind two bad ones that stand together, it is the next item alone.
 * One bad item in 5,000 is found by the 14th request at the latest; for
 * several at random places no way needs fewer than log2 of the number of possible places (101 for 10 of 5,000).
 *
 * @param ask sends a group; throws to end the search, with what was decided before it decided.
 * @param decided told of each item once, good or bad.
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
      // Behind bad items that stand together groups grow fast.
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
