import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countSegments, type SegmentOptions } from '../segments/index.js';
import { countRow, explainParts, TemplateCounter } from './cost.js';
import { parseTemplate, type Template, type TemplateValues } from './template.js';

const template = (text: string): Template => {
  const parsed = parseTemplate(text);
  if (!parsed.ok) throw new Error('fault');
  return parsed.value;
};
const UNICODE: SegmentOptions = { characterMode: 'unicode' };

describe('TemplateCounter', () => {
  it('adds up the cost of every text, and counts rows without one apart', () => {
    const counter = new TemplateCounter(template(`{ad} ${'a'.repeat(150)}`));
    const names = ['Ali', 'Mehmet', 'Ece', ''];
    for (const ad of names) counter.add({ ad });
    expect(counter.cost()).toEqual({
      rows: 3,
      faulty: 1,
      min: 1,
      max: 2,
      total: 4,
      totalMax: 4,
      byParts: [
        { parts: 1, rows: 2 },
        { parts: 2, rows: 1 },
      ],
    });
  });

  it('is zero without recipients', () => {
    expect(new TemplateCounter(template('{ad}')).cost()).toMatchObject({ rows: 0, min: 0, max: 0, total: 0 });
  });

  it('counts the text that is rendered, whatever the values are', () => {
    const values = fc.dictionary(fc.constantFrom('ad', 'Şehir', 'AD'), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(values, fc.constantFrom('english', 'turkish', 'unicode'), (row, characterMode) => {
        const parsed = template("Merhaba {ad|müşterimiz}, {şehir:'de|ilinizde} \\{");
        const rendered = parsed.render(row);
        fc.pre(rendered.ok);
        expect(countRow(parsed, row, { characterMode })).toEqual({
          ...rendered,
          count: countSegments(rendered.text, { characterMode }),
        });
      }),
    );
  });
});

describe('explainParts', () => {
  const text = `Merhaba {Ad}, {puan} puan. ${'a'.repeat(120)}`;
  const cases: [string, TemplateValues, number, unknown][] = [
    ['a short row', { ad: 'Ali', puan: '5' }, 1, undefined],
    ['an emoji', { ad: 'Ali 🎉', puan: '5' }, 1, { cause: 'character', name: 'Ad', character: '🎉' }],
    ['a long name', { ad: 'Ali'.repeat(9), puan: '5' }, 1, { cause: 'length', name: 'Ad' }],
    ['a long value', { ad: 'Ali', puan: '5'.repeat(40) }, 1, { cause: 'length', name: 'puan' }],
  ];
  it.each(cases)('names the cause in %s', (_what, values, parts, cause) => {
    expect(explainParts(template(text), values, parts, UNICODE)).toEqual(cause);
  });

  it('does not blame a letter that the account converts', () => {
    const values = { ad: 'Işıl'.repeat(8), puan: '5' };
    expect(explainParts(template(text), values, 1)).toEqual({ cause: 'length', name: 'Ad' });
  });

  it('blames no value where the template alone is long', () => {
    expect(explainParts(template('{ad}' + 'a'.repeat(300)), { ad: 'Al' }, 1)).toBeUndefined();
  });
});
