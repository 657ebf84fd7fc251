import type { ProviderErrorName } from './contract/codes.js';
import type { EndpointSlug } from './contract/endpoint.js';
import { setupSectionOf } from './contract/setup-sections.js';

/**
 * What is known about the effect of the failed call.
 * - `not-applied`: the provider certainly did not carry it out (also every failed read: a read changes nothing)
 * - `applied`: the provider carried it out, only its answer could not be used
 * - `unknown`: it may or may not have been carried out; look it up before you make the call again
 */
export type Outcome = 'not-applied' | 'applied' | 'unknown';

/** Failures that have no code of the provider's. */
export type LocalErrorCode =
  | 'invalid-input'
  | 'credentials-unavailable'
  | 'aborted'
  | 'connect-failed'
  | 'connect-timeout'
  | 'connection-lost'
  | 'response-timeout'
  | 'malformed-response'
  | 'http-error'
  | 'unlisted-code';

/** Stable names to branch on: one for each error code of the provider, and the local ones. */
export type IletimerkeziErrorCode = ProviderErrorName | LocalErrorCode;

/** What an {@link IletimerkeziError} is made of. */
export interface IletimerkeziErrorDetails {
  code: IletimerkeziErrorCode;
  /** What happened, in English, without credentials, numbers or message texts. */
  message: string;
  /** What to do about it, in English. */
  hint: string;
  /** What to do about it, in Turkish. */
  hintTr: string;
  outcome: Outcome;
  retryable: boolean;
  endpoint?: EndpointSlug;
  providerCode?: number;
  providerMessage?: string;
  httpStatus?: number;
  cause?: unknown;
}

const BRAND = Symbol.for('iletimerkezi.error');
const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/**
 * Every failure of this package. Its message, `toJSON` and inspection never hold a credential, a phone number or a text.
 */
export class IletimerkeziError extends Error {
  /** Stable name to branch on. */
  readonly code: IletimerkeziErrorCode;
  /** What to do about it, in English. `describeError(error, 'tr')` has the Turkish. */
  readonly hint: string;
  /** What to do about it, in Turkish. */
  readonly hintTr: string;
  /** What is known about the effect of the call. */
  readonly outcome: Outcome;
  /** True when the very same call may be made again, later, without doing anything twice, and may then succeed. */
  readonly retryable: boolean;
  /** The endpoint called, where one was. */
  readonly endpoint?: EndpointSlug;
  /** The provider's status code: of the body's envelope, else the HTTP status. */
  readonly providerCode?: number;
  /** The provider's Turkish message, with numbers and addresses blotted out. Texts may change: branch on `code`. */
  readonly providerMessage?: string;
  /** The HTTP status, where an answer came. */
  readonly httpStatus?: number;
  /** The section of the documentation on the step whose absence causes this error; `docUrlTr` has the Turkish page. */
  readonly docUrl?: string;
  readonly docUrlTr?: string;

  constructor(details: IletimerkeziErrorDetails) {
    super(
      `${details.message} ${details.hint}`,
      details.cause === undefined ? undefined : { cause: details.cause },
    );
    this.name = 'IletimerkeziError';
    this.code = details.code;
    this.hint = details.hint;
    this.hintTr = details.hintTr;
    this.outcome = details.outcome;
    this.retryable = details.retryable;
    if (details.endpoint !== undefined) this.endpoint = details.endpoint;
    if (details.providerCode !== undefined) this.providerCode = details.providerCode;
    if (details.providerMessage !== undefined) this.providerMessage = redact(details.providerMessage);
    if (details.httpStatus !== undefined) this.httpStatus = details.httpStatus;
    const section = setupSectionOf(details.code);
    if (section !== undefined) {
      this.docUrl = section.en;
      this.docUrlTr = section.tr;
    }
    Object.defineProperty(this, BRAND, { value: true });
  }

  /** A plain object for logs: no cause, no stack, nothing secret. */
  toJSON(): Record<string, unknown> {
    return {
      name: this.name,
      code: this.code,
      message: this.message,
      hint: this.hint,
      outcome: this.outcome,
      retryable: this.retryable,
      endpoint: this.endpoint,
      providerCode: this.providerCode,
      providerMessage: this.providerMessage,
      httpStatus: this.httpStatus,
      docUrl: this.docUrl,
    };
  }

  /** What `console.log` and `util.inspect` print in Node. */
  [INSPECT](): string {
    const facts = Object.entries(this.toJSON())
      .filter(([key, value]) => value !== undefined && !['name', 'message', 'hint'].includes(key))
      .map(([key, value]) => `  ${key}: ${JSON.stringify(value)}`);
    return `${this.stack ?? `${this.name}: ${this.message}`}\n${facts.join('\n')}`;
  }
}

/** One fault of an input: where it is and what is wrong with it. The offending value itself is never repeated. */
export interface InputFault {
  /** Path from the call's argument, such as `recipients[3]` or `messages[0].text`. */
  path: string;
  /** What is wrong and what would be right, in English. */
  message: string;
  /** The same in Turkish. */
  messageTr: string;
}

/** An input was refused before anything left the machine. `faults` lists every fault, not only the first. */
export class InputError extends IletimerkeziError {
  /** Every fault of the input, in the input's order. */
  readonly faults: readonly InputFault[];

  constructor(faults: readonly InputFault[], endpoint?: EndpointSlug) {
    const shown = faults.slice(0, 3).map((fault) => `${fault.path}: ${fault.message}`);
    const more =
      faults.length > shown.length ? ` (and ${faults.length - shown.length} more, see faults)` : '';
    super({
      code: 'invalid-input',
      message: `The request was not sent. ${shown.join('; ')}${more}.`,
      hint: 'Correct the input at the paths named in faults.',
      hintTr: 'Girdiyi faults içinde yolu verilen yerlerde düzeltin.',
      outcome: 'not-applied',
      retryable: false,
      endpoint,
    });
    this.name = 'InputError';
    this.faults = faults;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), faults: this.faults };
  }
}

/** Whether a value is one of our errors, also one thrown by another copy of this package. */
export function isIletimerkeziError(value: unknown): value is IletimerkeziError {
  return typeof value === 'object' && value !== null && Reflect.get(value, BRAND) === true;
}

/** Whether a value is an {@link InputError}, also one thrown by another copy of this package. */
export function isInputError(value: unknown): value is InputError {
  return (
    isIletimerkeziError(value) &&
    value.code === 'invalid-input' &&
    Array.isArray(Reflect.get(value, 'faults'))
  );
}

/** Blots out whatever could be a phone number or an e-mail address in a text that others wrote. */
export function redact(text: string): string {
  return text
    .replace(/[^\s<>"']+/g, (run) => (run.includes('@') ? '[address]' : run))
    .replace(/\+?\d(?:[\s().-]?\d){8,}/g, '[number]');
}
