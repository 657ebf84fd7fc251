import { findErrorName } from '../contract/codes.js';
import type { IletimerkeziError } from '../errors.js';
import { isLocalErrorCode, LOCAL_TEXTS } from './local-texts.js';

/** An error for people to read, in their language: what happened, why, and what to do. */
export function describeError(error: IletimerkeziError, locale: 'tr' | 'en'): string {
  const texts = isLocalErrorCode(error.code) ? LOCAL_TEXTS[error.code] : findErrorName(error.code);
  const hint = locale === 'tr' ? error.hintTr : error.hint;
  const text = texts?.[locale];
  return text === undefined ? hint : `${text.title}. ${text.meaning} ${hint}`;
}
