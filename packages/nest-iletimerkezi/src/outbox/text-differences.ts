/** Texts as what they have in common, and what differs between them. */
export interface TextDifferences {
  /** The texts before, between and after the differences: one more than there are differences. */
  readonly literals: readonly string[];
  /** The differences of each text, in the sequence of the texts. None is blank. */
  readonly values: readonly (readonly string[])[];
}

/** Differences of a text. Further ones are one with their surroundings. */
const MOST_DIFFERENCES = 20;

/**
 * Finds the words that all texts contain in the same sequence. What is between them differs, word by word. The space after a
 * difference is not part of it where it is the same in all texts.
 *
 * @param texts at least two different texts.
 */
export function findDifferences(texts: readonly string[]): TextDifferences {
  const split = texts.map(wordsOf);
  const common = commonWords(split);
  const kept = new Set(common.keys());
  for (;;) {
    const gaps = split.map((words) => gapsOf(words, common, kept));
    const last = kept.size;
    const differing = Array.from({ length: last + 1 }, (_, gap) => gap).filter((gap) =>
      gaps.some((own) => own[gap] !== ''),
    );
    const unusable = differing.filter((gap) => !isUsable(gaps, gap, last));
    const conflicts = unusable.length > 0 ? unusable : differing.slice(MOST_DIFFERENCES);
    // A word next to the difference becomes part of it.
    const dropped = conflicts
      .map((gap) => [...kept][Math.min(gap, last - 1)])
      .filter((word) => word !== undefined);
    if (dropped.length === 0) return differencesOf(gaps, { common, kept, differing });
    for (const word of dropped) kept.delete(word);
  }
}

/** Words with the space after them. The first one has the space before it, too. */
const wordsOf = (text: string): string[] => text.match(/^\s*\S+\s*|\S+\s*/g) ?? [];

/** Returns the words that all texts have in the same sequence. */
function commonWords(texts: readonly (readonly string[])[]): readonly string[] {
  let common: readonly string[] = texts[0] ?? [];
  for (const words of texts) if (!isPartOf(common, words)) common = longestCommon(common, words);
  return common;
}

function isPartOf(part: readonly string[], words: readonly string[]): boolean {
  let found = 0;
  for (const word of words) if (word === part[found]) found += 1;
  return found === part.length;
}

/** Returns the longest common subsequence. */
function longestCommon(one: readonly string[], other: readonly string[]): string[] {
  const width = other.length + 1;
  const lengths = new Uint16Array((one.length + 1) * width);
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = one.length - 1; row >= 0; row -= 1) {
    for (let column = other.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        one[row] === other[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const common: string[] = [];
  let [row, column] = [0, 0];
  while (row < one.length && column < other.length) {
    const word = one[row];
    if (word !== undefined && word === other[column]) {
      common.push(word);
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return common;
}

/** Returns the texts before, between and after the kept ones of the common words. */
function gapsOf(words: readonly string[], common: readonly string[], kept: ReadonlySet<number>): string[] {
  const gaps: string[] = [];
  let gap = '';
  let next = 0;
  for (const word of words) {
    const isCommon = word === common[next];
    if (isCommon && kept.has(next)) {
      gaps.push(gap);
      gap = '';
    } else gap += word;
    if (isCommon) next += 1;
  }
  return [...gaps, gap];
}

const spaceAfter = (gap = ''): string => gap.slice(gap.trimEnd().length);

/** Returns whether each text has a difference at a place, with the same space after it. At the end, the space is left out. */
function isUsable(texts: readonly (readonly string[])[], gap: number, last: number): boolean {
  const space = spaceAfter(texts[0]?.[gap]);
  return texts.every(
    ({ [gap]: own = '' }) => own.trim() !== '' && (gap === last || spaceAfter(own) === space),
  );
}

interface Parts {
  readonly common: readonly string[];
  readonly kept: ReadonlySet<number>;
  readonly differing: readonly number[];
}

function differencesOf(
  gaps: readonly (readonly string[])[],
  { common, kept, differing }: Parts,
): TextDifferences {
  const literals: string[] = [];
  let literal = '';
  const anchors = [...kept, undefined];
  for (const [gap, anchor] of anchors.entries()) {
    if (differing.includes(gap)) {
      literals.push(literal);
      literal = spaceAfter(gaps[0]?.[gap]);
    }
    if (anchor !== undefined) literal += common[anchor] ?? '';
  }
  literals.push(literal);
  return { literals, values: gaps.map((own) => differing.map((gap) => (own[gap] ?? '').trim())) };
}
