import { findErrorCode, type ErrorCodeEntry } from '../contract/codes.js';
import type { Endpoint } from '../contract/endpoint.js';
import type { Envelope } from '../contract/envelope.js';
import { isObject } from '../contract/json.js';
import { AbortedError, CallError, ConnectionError, CredentialsError, ProviderError } from '../call-errors.js';
import type { Outcome } from '../errors.js';
import type { LocalErrorCode } from '../local-texts.js';
import type { Exchange } from './transport.js';

type Called = Pick<Endpoint<never, unknown>, 'slug' | 'effect'>;

/** Returns the error for credentials that are not available. The host's own error is its cause. */
export function credentialsError(endpoint: Called, cause?: unknown): CallError {
  return localError('credentials-unavailable', endpoint, { reached: 'not-applied', transient: true, cause });
}

/** Returns the error for an exchange that failed. */
export function transportError(endpoint: Called, exchange: Exchange & { ok: false }): CallError {
  const reached = exchange.sent ? 'unknown' : 'not-applied';
  const { fault, cause } = exchange;
  return localError(fault, endpoint, { reached, transient: true, cause, detail: systemCode(cause) });
}

/** Returns the error for an envelope whose code is not 200. */
export function providerError(endpoint: Called, envelope: Envelope, httpStatus: number): CallError {
  const { code, message } = envelope;
  const entry = findErrorCode(code);
  const answer = { providerCode: code, providerMessage: message || undefined, httpStatus };
  if (entry === undefined) {
    return localError('unlisted-code', endpoint, { reached: 'unknown', transient: false, ...answer });
  }
  return listedError(entry, endpoint, answer);
}

/** Returns the error for a response without an envelope. Only then is the HTTP status used. */
export function httpError(endpoint: Called, httpStatus: number): CallError {
  if (httpStatus < 400) {
    return localError('malformed-response', endpoint, { reached: 'unknown', transient: false, httpStatus });
  }
  const entry = findErrorCode(httpStatus);
  // A gateway's own 403 or 405 is not the provider's code of the same number.
  if (entry !== undefined && (httpStatus === 503 || entry.endpoints.includes(endpoint.slug))) {
    return listedError(entry, endpoint, { providerCode: httpStatus, httpStatus });
  }
  const transient = httpStatus >= 500 || httpStatus === 408 || httpStatus === 429;
  return localError('http-error', endpoint, {
    reached: 'unknown',
    transient,
    providerCode: httpStatus,
    httpStatus,
  });
}

interface Answer {
  providerCode?: number;
  providerMessage?: string;
  httpStatus?: number;
}

interface LocalFacts {
  reached: Outcome;
  transient: boolean;
  cause?: unknown;
  /** A system code for the message, such as `ECONNREFUSED`. */
  detail?: string;
}

function listedError(entry: ErrorCodeEntry, endpoint: Called, answer: Answer): CallError {
  const outcome = outcomeOf(endpoint, entry.outcome);
  return new ProviderError({
    code: entry.name,
    outcome,
    retryable: entry.transient && mayRepeat(endpoint, outcome),
    endpoint: endpoint.slug,
    ...answer,
  });
}

function localError(
  code: LocalErrorCode,
  endpoint: Called,
  { reached, transient, cause, detail, ...answer }: Answer & LocalFacts,
): CallError {
  const outcome = outcomeOf(endpoint, reached);
  return new (KINDS[code] ?? ProviderError)({
    code,
    summary: detail === undefined ? undefined : `${endpoint.slug} failed (${detail}).`,
    outcome,
    retryable: transient && mayRepeat(endpoint, outcome),
    endpoint: endpoint.slug,
    cause,
    ...answer,
  });
}

/** The error classes of failures without a response of the provider. */
const KINDS: Readonly<Partial<Record<LocalErrorCode, typeof CallError>>> = {
  aborted: AbortedError,
  'credentials-unavailable': CredentialsError,
  'connect-failed': ConnectionError,
  'connect-timeout': ConnectionError,
  'connection-lost': ConnectionError,
  'response-timeout': ConnectionError,
};

/** A read never changes anything. */
function outcomeOf(endpoint: Called, reached: Outcome): Outcome {
  return endpoint.effect === 'read' ? 'not-applied' : reached;
}

function mayRepeat(endpoint: Called, outcome: Outcome): boolean {
  return endpoint.effect !== 'once' || outcome === 'not-applied';
}

/** Returns the system error code of a failed fetch. Only codes are used: messages may quote personal data. */
function systemCode(cause: unknown): string | undefined {
  const inner = isObject(cause) ? cause['cause'] : undefined;
  const code = isObject(inner) ? inner['code'] : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code) ? code : undefined;
}
