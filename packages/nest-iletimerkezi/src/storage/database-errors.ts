import pg from 'pg';
import { errorCode, StorageError, type StorageErrorCode } from './storage.errors.js';

/**
 * Whether the server, the role, the database or the pooler has no connection left (53300; PgBouncer reports its own limit
 * as 08P01).
 */
export const isConnectionLimit = (error: unknown): boolean =>
  errorCode(error) === '53300' || /no more connections allowed/.test(messageFrom(error));

/** Whether a pooler refuses a startup parameter. PgBouncer by default accepts only a few. */
export const isStartupParameterRefused = (error: unknown): boolean =>
  /unsupported startup parameter|unrecognized configuration parameter/i.test(messageFrom(error));

const PRIVILEGES =
  'Let the user of `storage.url` own the schema iletimerkezi, or grant it USAGE on the schema and ' +
  'SELECT, INSERT, UPDATE, DELETE on all of its tables.';

const PASSWORD =
  'Check the user and the password in `storage.url`. Special characters in a password are percent-encoded (@ as %40).';

const TLS =
  'Append `?sslmode=verify-full` to `storage.url`, and `&sslrootcert=/path/to/ca.crt` where a private authority ' +
  'signed the certificate of the server.';

const CERTIFICATE =
  'Name the authority that signed it with `sslrootcert=/path/to/ca.crt` in `storage.url`, and use the host name ' +
  'that is in the certificate. `sslmode=no-verify` encrypts without verifying the server.';

const NETWORK =
  'Check host and port in `storage.url`, that the server is running, and that it accepts connections from here.';

interface Hint {
  readonly code: StorageErrorCode;
  readonly fix: string;
}

const unreachable = (fix: string): Hint => ({ code: 'database-unreachable', fix });

/**
 * Hints by SQLSTATE or by its class. Source: PostgreSQL documentation, appendix A. PgBouncer reports its own errors as
 * 08P01.
 */
const BY_SQLSTATE: Readonly<Record<string, Hint>> = {
  '08': unreachable(NETWORK),
  '08P01': unreachable(
    'The connection pooler refused: see its log. `storage.url` must name a user and a database of its configuration, and ' +
      'no `options`, as poolers refuse most startup parameters.',
  ),
  '25006': {
    code: 'database-read-only',
    fix:
      'Point `storage.url` at the primary server, not at a standby, and check that ' +
      '`default_transaction_read_only` is off for the database and the user.',
  },
  '25P03': unreachable('The server ended a transaction that was idle for too long, and rolled it back.'),
  '28000': unreachable(PASSWORD),
  '28P01': unreachable(PASSWORD),
  '3D000': unreachable('Create the database, or correct its name in `storage.url`.'),
  '42501': { code: 'permission-denied', fix: PRIVILEGES },
  '53100': { code: 'disk-full', fix: 'Free some space on the database server.' },
  '53300': unreachable(
    'Raise the connection limit of the server, the database or the user, or lower `storage.pool`: ' +
      'each process uses that many connections and one for notifications.',
  ),
  '55000': unreachable('The database accepts no connections at the moment.'),
  '57P01': unreachable('The server is shutting down, or an administrator ended the connection.'),
  '57P02': unreachable('The server is recovering from a crash.'),
  '57P03': unreachable('The server is starting up or shutting down.'),
  '57P05': unreachable('The server ended an idle connection.'),
};

const NETWORK_CODES =
  /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|E(HOST|NET)(UNREACH|DOWN)|ENOENT|EACCES)$/;
const CERTIFICATE_CODES = /CERT|_SIGNATURE$|ERR_TLS_|ERR_SSL_/;

/** Hints for errors of the driver without a code, by their message. */
const BY_MESSAGE: readonly (readonly [RegExp, string])[] = [
  [
    /does not support SSL/i,
    'The server accepts no encrypted connections: remove `sslmode` from `storage.url`.',
  ],
  [/password must be a (non-empty )?string|SASL/i, `The server asks for a password. ${PASSWORD}`],
  [
    /exceeded when trying to connect/i,
    'Raise `storage.pool`, or enqueue fewer long lists at the same time: each holds a connection while it is read.',
  ],
  [/has not answered|timeout expired|connection timeout/i, NETWORK],
  [/connection terminated|not queryable|connection error|connection ended|has been discarded/i, NETWORK],
];

function hintFor(error: unknown): Hint | undefined {
  const code = errorCode(error) ?? '';
  const message = messageFrom(error);
  if (error instanceof pg.DatabaseError) {
    if (code === '28000' && /no encryption|SSL off/.test(message)) return unreachable(TLS);
    if (code === '08P01' && /SSL required|TLS required/i.test(message)) return unreachable(TLS);
    if (code === '55000' && !/not (currently )?accepting connections/.test(message)) return undefined;
    if (isConnectionLimit(error)) return BY_SQLSTATE['53300'];
    return BY_SQLSTATE[code] ?? (code.startsWith('08') ? BY_SQLSTATE['08'] : undefined);
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return unreachable('The host name in `storage.url` has no address: check its spelling and the DNS.');
  }
  if (NETWORK_CODES.test(code)) return unreachable(NETWORK);
  if (CERTIFICATE_CODES.test(code)) return unreachable(CERTIFICATE);
  if (code === 'ERR_INVALID_URL' || error instanceof URIError) {
    return unreachable(
      `\`storage.url\` cannot be read as postgres://user:password@host:5432/database. ${PASSWORD}`,
    );
  }
  const known = BY_MESSAGE.find(([pattern]) => pattern.test(message));
  return known && unreachable(known[1]);
}

/**
 * Converts the error of a statement or a connection so that it can be thrown and logged: returns a `StorageError` with
 * the matching hint if the database or the access to it is the cause, otherwise the error itself. Values of rows are
 * removed.
 */
export function asStorageError(error: unknown): unknown {
  if (error instanceof StorageError) return error;
  redact(error);
  const hint = hintFor(error);
  if (hint === undefined) return error;
  return new StorageError(hint.code, whatHappened(hint, error), hint.fix, { cause: error });
}

const WHAT: Partial<Record<StorageErrorCode, string>> = {
  'database-read-only': 'The database accepts no writes',
  'permission-denied': 'The database user lacks a privilege',
  'disk-full': 'The disk of the database is full',
};

function whatHappened({ code }: Hint, error: unknown): string {
  const reason = [errorCode(error), isUrlFault(error) ? '' : messageFrom(error)].filter(Boolean).join(': ');
  return `${WHAT[code] ?? 'The database cannot be reached'} (${reason.replaceAll(/\s+/g, ' ')}).`;
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
