import { HttpException, HttpStatus } from '@nestjs/common';
import {
  consentInputFault,
  describeError,
  FileFormatError,
  isInputError,
  type IletimerkeziError,
} from 'iletimerkezi-core';
import { RecipientsWithheldError } from '../../consents/guard/withheld.js';
import { ConsentRefusedError } from '../../consents/ledger/ledger.errors.js';
import { TemplateError } from '../../common/template.error.js';
import { OutboxError, PreviewDiffersError } from '../../outbox/outbox.errors.js';
import { HTTP_STATUS, type StatusRule } from './http-status.js';
import { retryAfterOf } from './retry-after.js';

/** A text in both languages. */
export interface BothLanguages {
  readonly en: string;
  readonly tr: string;
}

export const OUTCOME_UNKNOWN: BothLanguages = {
  en: 'The provider has not confirmed this; it may have been carried out. Check before you ask again.',
  tr: 'Sağlayıcı bunu onaylamadı; işlem yapılmış olabilir. Yeniden istemeden önce kontrol edin.',
};

export const NOT_AVAILABLE: BothLanguages = {
  en: 'The message service cannot do this at the moment.',
  tr: 'Mesaj servisi bunu şu anda yapamıyor.',
};

/**
 * Returns the HTTP response to an error. Errors that the caller can correct are 4xx with a message. Faults between this
 * application and the provider or the database, such as an empty balance or wrong credentials, are 502 or 503 without
 * details, but with `retryAt` where the error has it. An unknown outcome is 504. Bodies contain no phone numbers, and for storage errors no paths.
 */
export function toHttpException(error: IletimerkeziError, language: 'tr' | 'en' = 'en'): HttpException {
  const status = httpStatusOf(error);
  const { code } = error;
  const retryAfter = retryAfterOf(error);
  const body = {
    statusCode: status,
    message: messageFor(error, status, language),
    errorCode: code,
    ...(retryAfter && { retryAt: retryAfter.retryAt.toISOString() }),
    ...detailsOf(error, language),
  };
  return new HttpException(body, status, { cause: error, errorCode: code });
}

/** Returns the HTTP status of an error. Unknown codes of newer versions are treated as faults of the provider. */
export function httpStatusOf({ code, outcome, retryable }: IletimerkeziError): HttpStatus {
  const rules: Readonly<Record<string, StatusRule | undefined>> = HTTP_STATUS;
  const rule = rules[code] ?? 'provider';
  if (rule !== 'provider') return rule;
  if (outcome === 'unknown') return HttpStatus.GATEWAY_TIMEOUT;
  return retryable ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.BAD_GATEWAY;
}

function messageFor(error: IletimerkeziError, status: HttpStatus, language: 'tr' | 'en'): string {
  if (status === HttpStatus.GATEWAY_TIMEOUT) return OUTCOME_UNKNOWN[language];
  if (status >= HttpStatus.INTERNAL_SERVER_ERROR) return NOT_AVAILABLE[language];
  return describeError(error, language);
}

/** Returns invalid fields and counts by reason. Contains no personal data. */
function detailsOf(error: IletimerkeziError, language: 'tr' | 'en'): object | undefined {
  if (error instanceof RecipientsWithheldError) return { reasons: error.reasons };
  if (error instanceof FileFormatError) {
    const { row, column, columns } = error;
    return { row, column, ...(columns.length > 0 && { columns }) };
  }
  if (error instanceof PreviewDiffersError) return error.changes && { changes: error.changes };
  if (error instanceof OutboxError && error.campaignId !== undefined) return { campaignId: error.campaignId };
  if (error instanceof TemplateError && error.version !== undefined) return { version: error.version };
  const faults = isInputError(error)
    ? error.faults
    : error instanceof ConsentRefusedError
      ? error.faults.map((fault) => consentInputFault(fault.field, fault))
      : undefined;
  return (
    faults && {
      faults: faults.map(({ path, code, message, messageTr }) => ({
        path,
        code,
        message: language === 'tr' ? messageTr : message,
      })),
    }
  );
}
