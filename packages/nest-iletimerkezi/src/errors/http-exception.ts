import { HttpException, HttpStatus } from '@nestjs/common';
import {
  describeError,
  isInputError,
  type IletimerkeziError,
  type IletimerkeziErrorCode,
} from 'iletimerkezi-core';

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

/**
 * The HTTP answer to an error: what the caller can mend is 4xx and explained; what is wrong between this application and
 * the provider, an empty balance or wrong credentials, is 502 or 503 without details; an unknown outcome is 504.
 */
export function toHttpException(error: IletimerkeziError, language: 'tr' | 'en' = 'en'): HttpException {
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
