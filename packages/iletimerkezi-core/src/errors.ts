import { errorDocUrl } from './error-docs.js';
import { errorSentences, fillErrorText, type ErrorParams, type ErrorTexts } from './error-texts.js';

/**
 * The known effect of the failed call.
 * - `not-applied`: it had no effect (also every failed read: a read changes nothing)
 * - `applied`: it was carried out, only its answer could not be used
 * - `unknown`: it may or may not have been carried out; look it up before you make the call again
 */
export type Outcome = 'not-applied' | 'applied' | 'unknown';

/** The fields of an {@link IletimerkeziError}. */
export interface IletimerkeziErrorDetails {
  /** Stable name in kebab case. */
  code: string;
  /** The entry of the code in the package's table of texts. */
  texts: ErrorTexts;
  /** Values for the placeholders of the texts. No credential, phone number or message text. */
  params?: ErrorParams;
  /** Default: the English text of the table. Pass it when the failure needs a more specific message. */
  message?: string;
  /** Default `not-applied`. */
  outcome?: Outcome;
  /** Default false. */
  retryable?: boolean;
  cause?: unknown;
}

const BRAND = Symbol.for('iletimerkezi.error');
const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/**
 * The base of every error that the packages throw. Its message, `toJSON` and inspection never contain a credential, a phone
 * number or a message text.
 */
export class IletimerkeziError extends Error {
  /** Stable name to branch on. */
  readonly code: string;
  /** The known effect of the call. */
  readonly outcome: Outcome;
  /** True when the same call may be repeated later without doing anything twice, and may then succeed. */
  readonly retryable: boolean;
  /** The section of the documentation that describes the code. */
  readonly docUrl: string;
  /** Values that complete the text of the code, such as a row or an id. */
  readonly params: ErrorParams;
  /** The explanation in both languages, with placeholders. `errorText(error, language)` fills it in. */
  declare readonly texts: ErrorTexts;

  constructor({ code, texts, params = {}, message, outcome, retryable, cause }: IletimerkeziErrorDetails) {
    super(
      message ?? errorSentences(fillErrorText(texts.en, params)),
      cause === undefined ? undefined : { cause },
    );
    this.name = 'IletimerkeziError';
    this.code = code;
    this.outcome = outcome ?? 'not-applied';
    this.retryable = retryable ?? false;
    this.docUrl = errorDocUrl(code);
    this.params = params;
    Object.defineProperty(this, 'texts', { value: texts });
    Object.defineProperty(this, BRAND, { value: true });
  }

  /** Makes `instanceof IletimerkeziError` and `@Catch(IletimerkeziError)` true for errors of another copy of this package. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (this === IletimerkeziError) return isIletimerkeziError(value);
    return super[Symbol.hasInstance](value);
  }

  /** Returns a plain object for logs: no cause, no stack, nothing secret. */
  toJSON(): Record<string, unknown> {
    const { name, code, message, outcome, retryable, docUrl } = this;
    return { name, code, message, outcome, retryable, docUrl };
  }

  /** Returns what `console.log` and `util.inspect` print in Node. */
  [INSPECT](): string {
    const facts = Object.entries(this.toJSON())
      .filter(([key, value]) => value !== undefined && !['name', 'message'].includes(key))
      .map(([key, value]) => `  ${key}: ${JSON.stringify(value)}`);
    return `${this.stack ?? `${this.name}: ${this.message}`}\n${facts.join('\n')}`;
  }
}

/** Whether a value is an error of these packages, also when another copy of a package threw it. */
export function isIletimerkeziError(value: unknown): value is IletimerkeziError {
  return typeof value === 'object' && value !== null && Reflect.get(value, BRAND) === true;
}

/** Replaces whatever could be a phone number or an e-mail address in a text that others wrote. */
export function redact(text: string): string {
  return text
    .replace(/[^\s<>"']+/g, (run) => (run.includes('@') ? '[address]' : run))
    .replace(/\+?\d(?:[\s().-]?\d){8,}/g, '[number]');
}
