import { describe, expect, it } from '@jest/globals';

import { ERROR_NAMES, findErrorName } from '../contract/codes.js';
import { IletimerkeziError, InputError } from '../errors.js';
import { describeError } from './describe-error.js';
import { providerError } from './failures.js';

describe('an error for people', () => {
  it.each(ERROR_NAMES)('tells %s in both languages, with what to do', (name) => {
    const entry = findErrorName(name)!;
    const answer = { code: entry.code, message: '', response: {} };
    const error = providerError({ slug: 'get-balance', effect: 'read' }, answer, 200);
    expect(error.code).toBe(name);
    const [en, tr] =
      error.docUrl === undefined ? ['', ''] : [` See ${error.docUrl}`, ` Ayrıntısı: ${error.docUrlTr}`];
    expect(describeError(error, 'en')).toBe(`${entry.en.title}. ${entry.en.meaning} ${entry.en.fix}${en}`);
    expect(describeError(error, 'tr')).toBe(`${entry.tr.title}. ${entry.tr.meaning} ${entry.tr.fix}${tr}`);
  });

  it('names the faults of an input', () => {
    const error = new InputError([{ path: 'text', message: 'the text is empty', messageTr: 'metin boş' }]);
    expect(describeError(error, 'tr')).toContain('text: metin boş.');
    expect(describeError(error, 'en')).toContain('text: the text is empty.');
  });

  it('falls back on the hint for a code of a later version', () => {
    const error = new IletimerkeziError({
      code: 'unlisted-code',
      message: 'x',
      hint: 'Do this.',
      hintTr: 'Bunu yapın.',
      outcome: 'unknown',
      retryable: false,
    });
    Object.defineProperty(error, 'code', { value: 'from-the-future' });
    expect(describeError(error, 'tr')).toBe('Bunu yapın.');
  });
});
