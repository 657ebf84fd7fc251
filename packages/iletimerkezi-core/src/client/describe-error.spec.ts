import { describe, expect, it } from '@jest/globals';

import { ERROR_NAMES, findErrorName } from '../contract/codes.js';
import { IletimerkeziError, isIletimerkeziError } from '../errors.js';
import { inputFault } from '../fault-texts.js';
import { InputError } from '../input-error.js';
import { setupSectionOf } from '../contract/setup-sections.js';
import { describeError } from './describe-error.js';
import { providerError } from './failures.js';

describe('an error for people', () => {
  it.each(ERROR_NAMES)('describes %s in both languages, with what to do', (name) => {
    const entry = findErrorName(name)!;
    const answer = { code: entry.code, message: '', response: {} };
    const error = providerError({ slug: 'get-balance', effect: 'read' }, answer, 200);
    expect(error.code).toBe(name);
    const page = setupSectionOf(name);
    const [en, tr] = page === undefined ? ['', ''] : [` See ${page.en}`, ` Ayrıntısı: ${page.tr}`];
    expect(describeError(error, 'en')).toBe(`${entry.en.title}. ${entry.en.meaning} ${entry.en.fix}${en}`);
    expect(describeError(error, 'tr')).toBe(`${entry.tr.title}. ${entry.tr.meaning} ${entry.tr.fix}${tr}`);
  });

  it('names the faults of an input', () => {
    const error = new InputError([inputFault('text', 'text-empty')]);
    expect(describeError(error, 'tr')).toContain('text: metin boş.');
    expect(describeError(error, 'en')).toContain('text: the text is empty.');
  });

  it('fills in the parameters of the text', () => {
    const text = (title: string) => ({ title, meaning: '', fix: '' });
    const error = new IletimerkeziError({
      code: 'x',
      texts: { en: text('Row {row} is empty'), tr: text('{row}. satır boş') },
      params: { row: 3 },
    });
    expect([error.message, describeError(error, 'tr')]).toEqual(['Row 3 is empty.', '3. satır boş.']);
  });

  it('shows the message of an error without texts, as an older copy of the package throws', () => {
    const error = Object.defineProperties(new Error('It failed.'), {
      [Symbol.for('iletimerkezi.error')]: { value: true },
      code: { value: 'from-the-past' },
    });
    expect(isIletimerkeziError(error) && describeError(error, 'tr')).toBe('It failed.');
  });
});
