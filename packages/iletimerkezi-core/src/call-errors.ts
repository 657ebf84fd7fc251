import { findErrorName, type ProviderErrorName } from './contract/codes.js';
import type { EndpointSlug } from './contract/endpoint.js';
import { errorSentences, fillErrorText, type ErrorTexts } from './error-texts.js';
import { IletimerkeziError, isIletimerkeziError, redact, type Outcome } from './errors.js';
import { isLocalErrorCode, LOCAL_TEXTS, whenUnknown, type LocalErrorCode } from './local-texts.js';

/** Codes of failed calls to the provider: one for each error code of the provider, and the local ones. */
export type CallErrorCode = ProviderErrorName | LocalErrorCode;

/** The fields of a {@link CallError}. */
export interface CallErrorDetails {
  code: CallErrorCode;
  endpoint: EndpointSlug;
  /** Default `not-applied`. */
  outcome?: Outcome;
  /** Default false. */
  retryable?: boolean;
  /** One sentence before the text of the code. Default: the endpoint and the provider's code or the HTTP status. */
  summary?: string;
  /** In place of the texts of the code. */
  texts?: ErrorTexts;
  params?: Readonly<Record<string, string | number>>;
  providerCode?: number;
  providerMessage?: string;
  httpStatus?: number;
  cause?: unknown;
}

/** A call to the provider failed. */
export class CallError extends IletimerkeziError {
  override readonly name: string = 'CallError';
  declare readonly code: CallErrorCode;
  /** The endpoint called. */
  readonly endpoint: EndpointSlug;
  /** The provider's status code: of the body's envelope, else the HTTP status. */
  readonly providerCode?: number;
  /** The provider's Turkish message with numbers and addresses removed. Texts may change: branch on `code`. */
  readonly providerMessage?: string;
  /** The HTTP status, where an answer came. */
  readonly httpStatus?: number;

  constructor(details: CallErrorDetails) {
    const { code, endpoint, outcome = 'not-applied', retryable, params, cause } = details;
    const texts = details.texts ?? callErrorTexts(code, endpoint, outcome);
    super({
      code,
      texts,
      params,
      message: `${details.summary ?? summaryOf(details)} ${errorSentences(fillErrorText(texts.en, params ?? {}))}`,
      outcome,
      retryable,
      cause,
    });
    this.endpoint = endpoint;
    if (details.providerCode !== undefined) this.providerCode = details.providerCode;
    if (details.providerMessage !== undefined) this.providerMessage = redact(details.providerMessage);
    if (details.httpStatus !== undefined) this.httpStatus = details.httpStatus;
  }

  override toJSON(): Record<string, unknown> {
    const { endpoint, providerCode, providerMessage, httpStatus } = this;
    return { ...super.toJSON(), endpoint, providerCode, providerMessage, httpStatus };
  }
}

/** The provider refused the call, or its answer cannot be used. */
export class ProviderError extends CallError {
  override readonly name = 'ProviderError';
}

/** No complete answer came: the connection failed, broke or took too long. */
export class ConnectionError extends CallError {
  override readonly name = 'ConnectionError';
}

/** The credentials are missing, or the function that returns them failed. */
export class CredentialsError extends CallError {
  override readonly name = 'CredentialsError';
}

/** The call was cancelled by its signal or by the shutdown of the application. */
export class AbortedError extends CallError {
  override readonly name = 'AbortedError';
}

/** Whether a value is an error of a call to the provider, also when another copy of the package threw it. */
export function isCallError(value: unknown): value is CallError {
  return isIletimerkeziError(value) && typeof Reflect.get(value, 'endpoint') === 'string';
}

/** Returns the texts of a code; after an unknown outcome the fix is to look the result up. */
function callErrorTexts(code: CallErrorCode, endpoint: EndpointSlug, outcome: Outcome): ErrorTexts {
  const texts = isLocalErrorCode(code)
    ? LOCAL_TEXTS[code]
    : (findErrorName(code) ?? LOCAL_TEXTS['unlisted-code']);
  if (outcome !== 'unknown') return texts;
  const fix = whenUnknown(endpoint);
  return { en: { ...texts.en, fix: fix.en }, tr: { ...texts.tr, fix: fix.tr } };
}

function summaryOf({ code, endpoint, providerCode, httpStatus }: CallErrorDetails): string {
  const status = providerCode ?? httpStatus;
  if (status === undefined) return `${endpoint} failed.`;
  return isLocalErrorCode(code)
    ? `${endpoint} failed (${status}).`
    : `${endpoint} was answered with ${status}.`;
}
