import { ProviderError } from '../call-errors.js';
import type { ErrorTexts } from '../error-texts.js';
import type { Outcome } from '../errors.js';
import { LOCAL_TEXTS } from '../local-texts.js';
import type { EndpointSlug } from './endpoint.js';

/** Returns the error for a success that lacks a required field. `what` names the field, never its value. */
export function malformedAnswer(endpoint: EndpointSlug, what: string, outcome: Outcome): ProviderError {
  return new ProviderError({
    code: 'malformed-response',
    summary: `The answer of ${endpoint} could not be used: ${what}.`,
    texts: outcome === 'applied' ? APPLIED : undefined,
    outcome,
    endpoint,
  });
}

const { en, tr } = LOCAL_TEXTS['malformed-response'];

const APPLIED: ErrorTexts = {
  en: { ...en, fix: 'The provider accepted the call: do not repeat it; query its result.' },
  tr: { ...tr, fix: 'Sağlayıcı çağrıyı kabul etti: yinelemeyin, sonucunu sorgulayın.' },
};
