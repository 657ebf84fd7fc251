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
  | 'schema-newer'
  | 'schema-missing'
  | 'migration-failed'
  | 'backup-unreadable'
  | 'target-not-empty'
  | 'counts-differ'
  | 'hosts-running'
  | 'storage-off';

/** Storage cannot do what was asked. The message says what happened and why; `mend` says what to do about it. */
export class StorageError extends Error {
  override readonly name = 'StorageError';

  constructor(
    readonly code: StorageErrorCode,
    what: string,
    readonly mend: string,
    options?: ErrorOptions,
  ) {
    super(`${what} ${mend}`, options);
  }
}

/** The `code` that Node and PostgreSQL put on their errors, if there is one. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/**
 * Whether PostgreSQL refuses what it was given (SQLSTATE classes 22 data exception, 23 integrity constraint, 54 limit
 * exceeded): then the same again fares the same, however healthy the database is.
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
