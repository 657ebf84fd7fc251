import { expect, it } from '@jest/globals';
import { unifiedDiff } from './line-diff.js';

const lines = (...names: (string | number)[]): string => names.map((name) => `${name}\n`).join('');

it('shows a new file with all its lines', () => {
  expect(unifiedDiff('a.ts', undefined, lines('one', 'two'))).toBe(
    lines('--- /dev/null', '+++ b/a.ts', '@@ -0,0 +1,2 @@', '+one', '+two'),
  );
});

it('shows changed lines with three lines around them, and distant changes apart', () => {
  const before = Array.from({ length: 20 }, (_, index) => index + 1);
  const after = before.map((line) => (line === 5 || line === 18 ? `new ${line}` : line));
  expect(unifiedDiff('a', lines(...before), lines(...after))).toBe(
    lines(
      '--- a/a',
      '+++ b/a',
      '@@ -2,7 +2,7 @@',
      ' 2',
      ' 3',
      ' 4',
      '-5',
      '+new 5',
      ' 6',
      ' 7',
      ' 8',
      '@@ -15,6 +15,6 @@',
      ' 15',
      ' 16',
      ' 17',
      '-18',
      '+new 18',
      ' 19',
      ' 20',
    ),
  );
});

it('shows no other line without context', () => {
  expect(unifiedDiff('.env', lines('SECRET=1', 'A=1'), lines('SECRET=1', 'A=1', 'B=2'), 0)).toBe(
    lines('--- a/.env', '+++ b/.env', '@@ -2,0 +3,1 @@', '+B=2'),
  );
});

it('shows removed lines', () => {
  expect(unifiedDiff('a', lines(1, 2, 3), lines(1, 3))).toBe(
    lines('--- a/a', '+++ b/a', '@@ -1,3 +1,2 @@', ' 1', '-2', ' 3'),
  );
});
