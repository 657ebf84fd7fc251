// heavy: renders 100,000 templates
import { expect, it } from '@jest/globals';
import { countRow } from './cost.js';
import { parseTemplate } from './template.js';

/** The minimal standard generator (Park and Miller): the same templates on every machine. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

const PIECES = [
  '{',
  '}',
  '{ad}',
  "{ad:'e}",
  '{ad|x}',
  '{şehir:’den|y}',
  '{ret}',
  '{{ad}}',
  '%ad%',
  '\\',
  '\\{',
  '|',
  ':',
  "'",
  'Ayşe',
  ' ',
  '\n',
  '\0',
  '\ud83d',
  '\ude00',
  '🎉',
  'ı',
  'İ',
  '\u0327',
  '\u200d',
  '\ufeff',
  '[siparis_no]',
  '((',
  '))',
  '$',
  '5',
];

it('returns a text or its faults, for 100,000 templates and values', () => {
  const below = random(2026);
  const text = (): string =>
    Array.from({ length: below(12) }, () => PIECES[below(PIECES.length)] ?? '').join('');
  let rendered = 0;
  let unexplained = 0;
  for (let round = 0; round < 100_000; round += 1) {
    const parsed = parseTemplate(text());
    const values = { ad: text(), Şehir: text(), RET: text() };
    if (!parsed.ok) {
      if (parsed.faults.length === 0) unexplained += 1;
      continue;
    }
    const row = countRow(parsed.value, values, { characterMode: 'unicode' });
    if (row.ok) rendered += 1;
    else if (row.missing.length + row.invalid.length === 0) unexplained += 1;
  }
  expect(unexplained).toBe(0);
  expect(rendered).toBeGreaterThan(10_000);
});
