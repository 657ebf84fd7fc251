interface Line {
  readonly kind: ' ' | '-' | '+';
  readonly text: string;
}

/**
 * Formats the change of a file as a unified diff.
 * @param before undefined for a new file.
 * @param context unchanged lines around a change; 0 shows only the change, for files with secrets.
 */
export function unifiedDiff(path: string, before: string | undefined, after: string, context = 3): string {
  const lines = compare(linesOf(before ?? ''), linesOf(after));
  const head = [`--- ${before === undefined ? '/dev/null' : `a/${path}`}`, `+++ b/${path}`];
  return [...head, ...hunks(lines, context)].map((line) => `${line}\n`).join('');
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

/** Compares by the longest common subsequence. The files are short. */
function compare(before: readonly string[], after: readonly string[]): Line[] {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  const lengthAt = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = before.length - 1; row >= 0; row -= 1)
    for (let column = after.length - 1; column >= 0; column -= 1)
      lengths[row * width + column] =
        before[row] === after[column]
          ? lengthAt(row + 1, column + 1) + 1
          : Math.max(lengthAt(row + 1, column), lengthAt(row, column + 1));
  const lines: Line[] = [];
  let [row, column] = [0, 0];
  while (row < before.length || column < after.length) {
    const [old, added] = [before[row], after[column]];
    if (old !== undefined && old === added) {
      lines.push({ kind: ' ', text: old });
      row += 1;
      column += 1;
    } else if (
      old !== undefined &&
      (added === undefined || lengthAt(row + 1, column) >= lengthAt(row, column + 1))
    ) {
      lines.push({ kind: '-', text: old });
      row += 1;
    } else {
      lines.push({ kind: '+', text: added ?? '' });
      column += 1;
    }
  }
  return lines;
}

function hunks(lines: readonly Line[], context: number): string[] {
  const isNear = (index: number): boolean =>
    lines.slice(Math.max(0, index - context), index + context + 1).some(({ kind }) => kind !== ' ');
  const out: string[] = [];
  let [before, after] = [1, 1];
  let start = 0;
  while (start < lines.length) {
    let end = start;
    while (end < lines.length && isNear(end)) end += 1;
    const shown = lines.slice(start, Math.max(end, start + 1));
    const count = (kind: Line['kind']): number => shown.filter((line) => line.kind !== kind).length;
    if (end > start) {
      const range = (from: number, size: number): string => `${size === 0 ? from - 1 : from},${size}`;
      out.push(`@@ -${range(before, count('+'))} +${range(after, count('-'))} @@`);
      out.push(...shown.map(({ kind, text }) => `${kind}${text}`));
    }
    before += count('+');
    after += count('-');
    start += shown.length;
  }
  return out;
}
