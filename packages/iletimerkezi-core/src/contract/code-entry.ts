import type { ErrorText } from '../error-texts.js';
import type { Outcome } from '../errors.js';
import type { EndpointSlug } from './endpoint.js';

/** What a code is about: a call, an order, or one message of an order. */
export type CodeSubject = 'call' | 'order' | 'message';

/** One code of the provider's, explained. */
export interface CodeEntry {
  code: number;
  /** A stable name of ours for it. */
  name: string;
  subject: CodeSubject;
  /** The provider's own Turkish text; undefined where none is published. Texts may change, codes do not. */
  provider: string | undefined;
  /** Endpoints documented to answer with it; none for codes of endpoints that were withdrawn. */
  endpoints: readonly EndpointSlug[];
  /** What an answer with this code says about the effect of the call. */
  outcome: Outcome;
  /** Whether the same request may succeed later without a change. */
  transient: boolean;
  en: ErrorText;
  tr: ErrorText;
}
