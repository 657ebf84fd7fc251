import type { ErrorText } from '../error-texts.js';
import type { Outcome } from '../errors.js';
import type { EndpointSlug } from './endpoint.js';

/** The subject of a code: a call, an order, or one message of an order. */
export type CodeSubject = 'call' | 'order' | 'message';

/** One of the provider's codes with its explanation. */
export interface CodeEntry {
  code: number;
  /** A stable name, defined here. */
  name: string;
  subject: CodeSubject;
  /** The provider's Turkish text; undefined when none is published. Texts may change, codes do not. */
  provider: string | undefined;
  /** Endpoints that are documented to return it; empty for codes of withdrawn endpoints. */
  endpoints: readonly EndpointSlug[];
  /** The effect of a call that returns this code. */
  outcome: Outcome;
  /** Whether the same request may succeed later without a change. */
  transient: boolean;
  en: ErrorText;
  tr: ErrorText;
}
