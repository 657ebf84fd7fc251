import { IletimerkeziError, type Outcome } from '../errors.js';
import type { EndpointSlug } from './endpoint.js';

/** The error for a success that lacks what it should carry. `what` names the field, never its value. */
export function malformedAnswer(endpoint: EndpointSlug, what: string, outcome: Outcome): IletimerkeziError {
  return new IletimerkeziError({
    code: 'malformed-response',
    message: `The answer of ${endpoint} could not be used: ${what}.`,
    hint:
      outcome === 'applied'
        ? 'The provider did accept the call: do not make it again, look its result up instead.'
        : 'The provider may have changed its answer; report it with the endpoint’s name.',
    hintTr:
      outcome === 'applied'
        ? 'Sağlayıcı çağrıyı kabul etti: yinelemeyin, sonucunu sorgulayın.'
        : 'Sağlayıcı yanıtını değiştirmiş olabilir; uç noktanın adıyla bildirin.',
    outcome,
    retryable: false,
    endpoint,
  });
}
