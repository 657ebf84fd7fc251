import { HttpException, HttpStatus } from '@nestjs/common';
import {
  describeError,
  isInputError,
  type IletimerkeziError,
  type IletimerkeziErrorCode,
} from 'iletimerkezi-core';
import { RecipientsWithheldError, TooManyToCheckError } from '../consents/withheld.js';

/** Faults of what the caller asked for. All other codes are between this application and the provider. */
const OF_THE_CALLER: Partial<Record<IletimerkeziErrorCode, HttpStatus>> = {
  'invalid-input': HttpStatus.UNPROCESSABLE_ENTITY,
  'invalid-recipients': HttpStatus.UNPROCESSABLE_ENTITY,
  'number-malformed': HttpStatus.UNPROCESSABLE_ENTITY,
  'text-empty': HttpStatus.UNPROCESSABLE_ENTITY,
  'text-too-long': HttpStatus.UNPROCESSABLE_ENTITY,
  'date-range-refused': HttpStatus.UNPROCESSABLE_ENTITY,
  'order-not-found': HttpStatus.NOT_FOUND,
  'not-blacklisted': HttpStatus.NOT_FOUND,
  'order-not-due': HttpStatus.CONFLICT,
  'duplicate-order': HttpStatus.CONFLICT,
};

const OUTCOME_UNKNOWN = {
  en: 'The provider has not confirmed this; it may have been carried out. Check before you ask again.',
  tr: 'Sağlayıcı bunu onaylamadı; işlem yapılmış olabilir. Yeniden istemeden önce kontrol edin.',
};

const NOT_AVAILABLE = {
  en: 'The message service cannot do this at the moment.',
  tr: 'Mesaj servisi bunu şu anda yapamıyor.',
};

const GUARDED = {
  'recipients-withheld': {
    en: 'None of the recipients may get a commercial message, so nothing was sent.',
    tr: 'Alıcıların hiçbirine ticari ileti gönderilemez; gönderim yapılmadı.',
  },
  'too-many-to-check': {
    en: 'Too many recipients would have to be looked up first, so nothing was sent.',
    tr: 'Önce sorgulanması gereken çok fazla alıcı var; gönderim yapılmadı.',
  },
};

/** What the guard of commercial sends has to say; the reasons are counted, and nobody is named. */
function guardedAnswer(
  error: RecipientsWithheldError | TooManyToCheckError,
  language: 'tr' | 'en',
): HttpException {
  const statusCode = HttpStatus.UNPROCESSABLE_ENTITY;
  const { code } = error;
  const reasons = error instanceof RecipientsWithheldError ? { reasons: error.reasons } : {};
  const body = { statusCode, message: GUARDED[code][language], errorCode: code, ...reasons };
  return new HttpException(body, statusCode, { cause: error, errorCode: code });
}

/**
 * The HTTP answer to an error: what the caller can mend is 4xx and explained; what is wrong between this application and
 * the provider, an empty balance or wrong credentials, is 502 or 503 without details; an unknown outcome is 504.
 */
export function toHttpException(
  error: IletimerkeziError | RecipientsWithheldError | TooManyToCheckError,
  language: 'tr' | 'en' = 'en',
): HttpException {
  if (error instanceof RecipientsWithheldError || error instanceof TooManyToCheckError) {
    return guardedAnswer(error, language);
  }
  const { code, outcome, retryable } = error;
  const options = { cause: error, errorCode: code };
  if (outcome === 'unknown') {
    return new HttpException(OUTCOME_UNKNOWN[language], HttpStatus.GATEWAY_TIMEOUT, options);
  }
  const status = OF_THE_CALLER[code];
  if (status === undefined) {
    const passing = retryable ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.BAD_GATEWAY;
    return new HttpException(NOT_AVAILABLE[language], passing, options);
  }
  const message = describeError(error, language);
  if (!isInputError(error)) return new HttpException(message, status, options);
  const faults = error.faults.map((fault) => ({
    path: fault.path,
    message: language === 'tr' ? fault.messageTr : fault.message,
  }));
  return new HttpException({ statusCode: status, message, errorCode: code, faults }, status, options);
}
