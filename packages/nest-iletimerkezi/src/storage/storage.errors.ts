import { type ErrorParams, IletimerkeziError } from 'iletimerkezi-core';
import type { StorageErrorCode } from '../common/error-texts.js';
import { STORAGE_REASONS, type StorageReason } from '../common/storage-reasons.js';

export type { StorageErrorCode } from '../common/error-texts.js';
export type { StorageReason } from '../common/storage-reasons.js';

/** Failures of a statement or its connection: the statement may have taken effect. */
const OUTCOME_UNKNOWN: ReadonlySet<StorageErrorCode> = new Set<StorageErrorCode>([
  'database-unreachable',
  'database-read-only',
  'disk-full',
  'permission-denied',
  'schema-missing',
]);

/** Storage cannot complete an operation. `errorText(error, language)` returns what happened and what to do. */
export class StorageError extends IletimerkeziError {
  override readonly name = 'StorageError';
  declare readonly code: StorageErrorCode;

  /**
   * @param reason the reason of the error, from which the code and the texts follow
   * @param params values for the placeholders of the texts, such as `{directory}`
   */
  constructor(
    readonly reason: StorageReason,
    params: ErrorParams = {},
    { cause }: ErrorOptions = {},
  ) {
    const { code, en, tr } = STORAGE_REASONS[reason];
    super({
      code,
      texts: { en: { ...en, meaning: '' }, tr: { ...tr, meaning: '' } },
      params,
      outcome: OUTCOME_UNKNOWN.has(code) ? 'unknown' : 'not-applied',
      cause,
    });
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), reason: this.reason };
  }

  /** PostgreSQL's code for the error (SQLSTATE, five characters), if PostgreSQL or a pooler reported one. */
  get sqlState(): string | undefined {
    const { cause } = this;
    if (cause instanceof StorageError) return cause.sqlState;
    const code = errorCode(cause);
    return code !== undefined && isSqlState(cause, code) ? code : undefined;
  }
}

/** Returns the error of a call that needs storage while it is off. */
export const storageOff = (): StorageError => new StorageError('storage-off');

/** Returns the `code` of an error of Node or PostgreSQL, if it has one. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Node's codes may have five characters as well (`EPIPE`). Only PostgreSQL's errors have a severity. */
const isSqlState = (error: unknown, code: string): boolean =>
  /^[0-9A-Z]{5}$/.test(code) && typeof error === 'object' && error !== null && 'severity' in error;

/**
 * Whether PostgreSQL refuses the data (SQLSTATE classes 22 data exception, 23 integrity constraint, 54 limit exceeded).
 * The same statement would fail again on a healthy database.
 */
export const isDataFault = (error: unknown): boolean => /^(22|23|54)...$/.test(errorCode(error) ?? '');

/**
 * Whether an error comes from an order's own data or from the module's code, so that the same attempt fails again. Other
 * errors, such as a lost connection, are independent of the order.
 */
export const isOrdersFault = (error: unknown): boolean =>
  isDataFault(error) ||
  error instanceof TypeError ||
  error instanceof RangeError ||
  error instanceof ReferenceError ||
  error instanceof SyntaxError;

/** Whether the database is unavailable: the connection fails, or it accepts no writes. */
export const isOutage = (error: unknown): boolean =>
  error instanceof StorageError &&
  (error.code === 'database-unreachable' || error.code === 'database-read-only');
