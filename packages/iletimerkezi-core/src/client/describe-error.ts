import { setupSectionOf } from '../contract/setup-sections.js';
import { errorSentences, fillErrorText, type ErrorText } from '../error-texts.js';
import type { IletimerkeziError } from '../errors.js';
import { isInputError } from '../input-error.js';

/**
 * Returns the explanation of an error in a language, from the table of its code: `title`, `meaning` and `fix`. An error of
 * another version of the package without a table entry has its English message as the title.
 */
export function errorText(error: IletimerkeziError, language: 'tr' | 'en'): ErrorText {
  const texts: IletimerkeziError['texts'] | undefined = error.texts;
  if (texts === undefined) return { title: error.message.replace(/\.$/, ''), meaning: '', fix: '' };
  return fillErrorText(texts[language], error.params);
}

/**
 * Returns an error as sentences for people: what happened, why, and what to do. Lists every fault of an input.
 *
 * @example describeError(error, 'tr') // 'Bakiye yetersiz. Hesabın bakiyesi bu gönderime yetmiyor. Bakiye yükleyip …'
 */
export function describeError(error: IletimerkeziError, language: 'tr' | 'en'): string {
  const text = errorText(error, language);
  const faults = isInputError(error)
    ? error.faults.map((fault) => `${fault.path}: ${language === 'tr' ? fault.messageTr : fault.message}.`)
    : [];
  const meaning = [text.meaning, ...faults].filter((part) => part !== '').join(' ');
  const page = setupSectionOf(error.code)?.[language];
  const more = page === undefined ? [] : [language === 'tr' ? `Ayrıntısı: ${page}` : `See ${page}`];
  return [errorSentences({ ...text, meaning }), ...more].join(' ');
}
