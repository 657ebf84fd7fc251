/** Why storage could not be opened or used; `StorageError.code`. */
export type StorageErrorCode =
  | 'binaries-missing'
  | 'platform-unsupported'
  | 'directory-unusable'
  | 'directory-read-only'
  | 'disk-full'
  | 'data-of-another-user'
  | 'data-of-another-version'
  | 'server-user-missing'
  | 'path-closed-to-server'
  | 'socket-directory-taken'
  | 'server-failed'
  | 'database-unreachable'
  | 'database-read-only'
  | 'permission-denied'
  | 'schema-newer'
  | 'schema-missing'
  | 'migration-failed'
  | 'backup-unreadable'
  | 'target-not-empty'
  | 'counts-differ'
  | 'hosts-running'
  | 'settings-differ'
  | 'storage-off';

/** Storage cannot do what was asked. The message says what happened and why; `fix` says what to do about it. */
export class StorageError extends Error {
  override readonly name = 'StorageError';

  constructor(
    readonly code: StorageErrorCode,
    what: string,
    readonly fix: string,
    options?: ErrorOptions,
  ) {
    super(`${what} ${fix}`, options);
  }

  /** PostgreSQL's code for the error (SQLSTATE, five characters), where PostgreSQL or a pooler reported one. */
  get sqlState(): string | undefined {
    const { cause } = this;
    if (cause instanceof StorageError) return cause.sqlState;
    const code = errorCode(cause);
    return code !== undefined && isSqlState(cause, code) ? code : undefined;
  }
}

/** The `code` that Node and PostgreSQL put on their errors, if there is one. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Node's codes may have five characters as well (`EPIPE`); only PostgreSQL's errors have a severity. */
const isSqlState = (error: unknown, code: string): boolean =>
  /^[0-9A-Z]{5}$/.test(code) && typeof error === 'object' && error !== null && 'severity' in error;

/**
 * Whether PostgreSQL refuses what it was given (SQLSTATE classes 22 data exception, 23 integrity constraint, 54 limit
 * exceeded): then the same statement fails again, however healthy the database is.
 */
export const isDataFault = (error: unknown): boolean => /^(22|23|54)...$/.test(errorCode(error) ?? '');

/**
 * Whether an error comes from an order's own data or from our code, so that the same attempt fails again. Any other
 * error, such as a lost connection, says nothing about the order.
 */
export const isOrdersFault = (error: unknown): boolean =>
  isDataFault(error) ||
  error instanceof TypeError ||
  error instanceof RangeError ||
  error instanceof ReferenceError ||
  error instanceof SyntaxError;

/** Whether the database as a whole cannot be used at the moment: the connection fails, or it takes no writes. */
export const isOutage = (error: unknown): boolean =>
  error instanceof StorageError &&
  (error.code === 'database-unreachable' || error.code === 'database-read-only');
