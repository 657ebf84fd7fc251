import type { HttpStatus } from '@nestjs/common';
import { describeError, type IletimerkeziError, isIletimerkeziError, isInputError } from 'iletimerkezi-core';
import { type BothLanguages, httpStatusOf, NOT_AVAILABLE } from '../http/errors/http-exception.js';
import { type RetryAfter, retryAfterOf } from '../http/errors/retry-after.js';

const SERVER_ERROR = 500;

/** The answer of adapters for a code that was not sent. Contains no phone number. */
export interface Refusal {
  readonly status: HttpStatus;
  readonly code: string;
  readonly message: BothLanguages;
  /** When the call may succeed, where it is known. */
  readonly retryAfter: RetryAfter | undefined;
}

/** Returns the answer to an error of this module; undefined for other errors. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (!isIletimerkeziError(error)) return undefined;
  const status = httpStatusOf(error);
  const message = status >= SERVER_ERROR ? NOT_AVAILABLE : textsOf(error);
  return { status, code: error.code, message, retryAfter: retryAfterOf(error) };
}

function textsOf(error: IletimerkeziError): BothLanguages {
  if (!isInputError(error)) return { en: describeError(error, 'en'), tr: describeError(error, 'tr') };
  return {
    en: error.faults.map(({ path, message }) => `${path}: ${message}`).join('; '),
    tr: error.faults.map(({ path, messageTr }) => `${path}: ${messageTr}`).join('; '),
  };
}
