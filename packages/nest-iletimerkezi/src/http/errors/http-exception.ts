import { HttpException, HttpStatus } from '@nestjs/common';
import {
  consentFaultText,
  describeError,
  FileFormatError,
  IletimerkeziError,
  isIletimerkeziError,
  isInputError,
} from 'iletimerkezi-core';
import { RecipientsWithheldError, TooManyToCheckError } from '../../consents/guard/withheld.js';
import { ConsentRefusedError, LedgerError } from '../../consents/ledger/ledger.errors.js';
import { OutboxError } from '../../outbox/outbox.errors.js';
import { StorageError } from '../../storage/storage.errors.js';
import { SyncError } from '../../consents/import/import.errors.js';
import { VerificationError } from '../../consents/registry/verification/verification.errors.js';
import {
  type Answer,
  FILE_ANSWERS,
  GUARD_ANSWERS,
  LEDGER_ANSWERS,
  NOT_AVAILABLE,
  OF_THE_CALLER,
  OUTBOX_ANSWERS,
  OUTCOME_UNKNOWN,
  STORAGE_ANSWER,
  SYNC_ANSWERS,
  VERIFICATION_ANSWERS,
} from './answers.js';

/** The classes of every error that a call of this module is expected to throw. */
export const MODULE_ERRORS = [
  IletimerkeziError,
  RecipientsWithheldError,
  TooManyToCheckError,
  OutboxError,
  StorageError,
  LedgerError,
  SyncError,
  VerificationError,
  FileFormatError,
] as const;

/** An error that a call of this module is expected to throw. */
export type ModuleError = InstanceType<(typeof MODULE_ERRORS)[number]>;

/** Whether an error is one of these; errors of another copy of core are recognised, too. */
export const isModuleError = (error: unknown): error is ModuleError =>
  isIletimerkeziError(error) || MODULE_ERRORS.some((kind) => error instanceof kind);

/**
 * The HTTP answer to an error: what the caller can correct is 4xx and explained; what is wrong between this application
 * and the provider or the database, an empty balance or wrong credentials, is 502 or 503 without details; an unknown
 * outcome is 504. Bodies have no number, and of storage no path.
 */
export function toHttpException(error: ModuleError, language: 'tr' | 'en' = 'en'): HttpException {
  if (isIletimerkeziError(error)) return clientAnswer(error, language);
  const { status, words } = answerOf(error);
  const body = {
    statusCode: status,
    message: words[language],
    errorCode: error.code,
    ...detailsOf(error, language),
  };
  return new HttpException(body, status, { cause: error, errorCode: error.code });
}

/** What the tables say of an error that is none of the client's. */
export function answerOf(error: Exclude<ModuleError, IletimerkeziError>): Answer {
  if (error instanceof OutboxError) return OUTBOX_ANSWERS[error.code];
  if (error instanceof StorageError) return STORAGE_ANSWER;
  if (error instanceof LedgerError) return LEDGER_ANSWERS[error.code];
  if (error instanceof SyncError) return SYNC_ANSWERS[error.code];
  if (error instanceof VerificationError) return VERIFICATION_ANSWERS[error.code];
  if (error instanceof FileFormatError) return FILE_ANSWERS[error.code];
  return GUARD_ANSWERS[error.code];
}

/** Reasons are counted and fields named; nobody is. */
function detailsOf(error: ModuleError, language: 'tr' | 'en'): object {
  if (error instanceof RecipientsWithheldError) return { reasons: error.reasons };
  if (error instanceof FileFormatError) {
    const { row, column, columns } = error;
    return { row, column, ...(columns.length > 0 && { columns }) };
  }
  if (error instanceof OutboxError && error.campaignId !== undefined) return { campaignId: error.campaignId };
  if (!(error instanceof ConsentRefusedError)) return {};
  return {
    faults: error.faults.map((fault) => ({ path: fault.field, message: consentFaultText(fault)[language] })),
  };
}

function clientAnswer(error: IletimerkeziError, language: 'tr' | 'en'): HttpException {
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
