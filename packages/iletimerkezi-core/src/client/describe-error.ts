import { findErrorName } from '../contract/codes.js';
import { isInputError, type IletimerkeziError } from '../errors.js';
import { isLocalErrorCode, LOCAL_TEXTS } from './local-texts.js';

/**
 * An error for people to read, in their language: what happened, why, and what to do. Of an input, every fault is named.
 *
 * @example describeError(error, 'tr') // 'Bakiye yetersiz. Hesabın bakiyesi bu gönderime yetmiyor. Bakiye yükleyip …'
 */
export function describeError(error: IletimerkeziError, locale: 'tr' | 'en'): string {
  const texts = isLocalErrorCode(error.code) ? LOCAL_TEXTS[error.code] : findErrorName(error.code);
  const text = texts?.[locale];
  const what = text === undefined ? [] : [`${text.title}.`, text.meaning];
  const faults = isInputError(error)
    ? error.faults.map((fault) => `${fault.path}: ${locale === 'tr' ? fault.messageTr : fault.message}.`)
    : [];
  const hint = locale === 'tr' ? error.hintTr : error.hint;
  const page = locale === 'tr' ? error.docUrlTr : error.docUrl;
  const more = page === undefined ? [] : [locale === 'tr' ? `Ayrıntısı: ${page}` : `See ${page}`];
  return [...what, ...faults, hint, ...more].join(' ');
}
