import pg from 'pg';
import { errorCode, StorageError, type StorageReason } from './storage.errors.js';

/**
 * Whether the server, the role, the database or the pooler has no connection left (53300; PgBouncer reports its own limit
 * as 08P01).
 */
export const isConnectionLimit = (error: unknown): boolean =>
  errorCode(error) === '53300' || /no more connections allowed/.test(messageFrom(error));

/** Whether a pooler refuses a startup parameter. PgBouncer by default accepts only a few. */
export const isStartupParameterRefused = (error: unknown): boolean =>
  /unsupported startup parameter|unrecognized configuration parameter/i.test(messageFrom(error));

/**
 * Reasons by SQLSTATE or by its class. Source: PostgreSQL documentation, appendix A. PgBouncer reports its own errors as
 * 08P01.
 */
const BY_SQLSTATE: Readonly<Record<string, StorageReason>> = {
  '08': 'network',
  '08P01': 'pooler-refused',
  '25006': 'writes-refused',
  '25P03': 'idle-transaction-ended',
  '28000': 'password-refused',
  '28P01': 'password-refused',
  '3D000': 'database-missing',
  '42501': 'privilege-missing',
  '53100': 'database-disk-full',
  '53300': 'connection-limit',
  '55000': 'connections-refused',
  '57P01': 'connection-terminated',
  '57P02': 'crash-recovery',
  '57P03': 'starting-up',
  '57P05': 'idle-connection-ended',
};

const NETWORK_CODES =
  /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|E(HOST|NET)(UNREACH|DOWN)|ENOENT|EACCES)$/;
const CERTIFICATE_CODES = /CERT|_SIGNATURE$|ERR_TLS_|ERR_SSL_/;

/** Reasons of errors of the driver without a code, by their message. */
const BY_MESSAGE: readonly (readonly [RegExp, StorageReason])[] = [
  [/does not support SSL/i, 'tls-unsupported'],
  [/password must be a (non-empty )?string|SASL/i, 'password-missing'],
  [/exceeded when trying to connect/i, 'pool-exhausted'],
  [/has not answered|timeout expired|connection timeout/i, 'network'],
  [/connection terminated|not queryable|connection error|connection ended|has been discarded/i, 'network'],
];

function reasonFor(error: unknown): StorageReason | undefined {
  const code = errorCode(error) ?? '';
  const message = messageFrom(error);
  if (error instanceof pg.DatabaseError) {
    if (code === '28000' && /no encryption|SSL off/.test(message)) return 'tls-required';
    if (code === '08P01' && /SSL required|TLS required/i.test(message)) return 'tls-required';
    if (code === '55000' && !/not (currently )?accepting connections/.test(message)) return undefined;
    if (isConnectionLimit(error)) return 'connection-limit';
    return BY_SQLSTATE[code] ?? (code.startsWith('08') ? 'network' : undefined);
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'host-name-unknown';
  if (NETWORK_CODES.test(code)) return 'network';
  if (CERTIFICATE_CODES.test(code)) return 'certificate-refused';
  if (isUrlFault(error)) return 'url-invalid';
  return BY_MESSAGE.find(([pattern]) => pattern.test(message))?.[1];
}

/**
 * Converts the error of a statement or a connection so that it can be thrown and logged: returns a `StorageError` with
 * the matching reason if the database or the access to it is the cause, otherwise the error itself. Values of rows are
 * removed.
 */
export function asStorageError(error: unknown): unknown {
  if (error instanceof StorageError) return error;
  redact(error);
  const reason = reasonFor(error);
  if (reason === undefined) return error;
  return new StorageError(reason, { detail: detailFrom(error) }, { cause: error });
}

/** Returns the code and the message of an error in one line. */
function detailFrom(error: unknown): string {
  const parts = [errorCode(error), isUrlFault(error) ? '' : messageFrom(error)].filter(Boolean);
  return parts.join(': ').replaceAll(/\s+/g, ' ');
}

/** Whether an error comes from an invalid URL. Its message may quote the URL with the password. */
const isUrlFault = (error: unknown): boolean =>
  error instanceof URIError || errorCode(error) === 'ERR_INVALID_URL';

const messageFrom = (error: unknown): string => (error instanceof Error ? error.message : '');

/**
 * Removes what PostgreSQL quotes from rows and parameters: `detail` and `where` of every error, and the message of an
 * error about a value (class 22). Names of tables, columns and constraints remain.
 */
function redact(error: unknown): void {
  if (!(error instanceof pg.DatabaseError)) return;
  if (error.code?.startsWith('22')) {
    const message = withoutQuotes(error.message);
    error.stack = error.stack?.replace(error.message, message);
    error.message = message;
  }
  error.detail = error.detail && detailOf(error.detail);
  error.where = error.where && withoutQuotes(error.where);
  delete error.internalQuery;
}

/** Returns the columns of a key. Its values and any other detail are removed. */
function detailOf(detail: string): string | undefined {
  const [key] = /^Key \([^)]*\)(?==\()/.exec(detail) ?? [];
  return key;
}

/** Removes the text from the first quote to the last one, because quoted text may contain quotes. */
const withoutQuotes = (text: string): string =>
  text
    .split('\n')
    .map((line) =>
      line.replace(/["'].*["']/, '…').replace(/: [^:…]*$/, (end) => (/…/.test(end) ? end : ': …')),
    )
    .join('\n');
