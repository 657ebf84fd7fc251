import { parseDateTime } from '../istanbul-time.js';
import type { Endpoint } from './endpoint.js';
import type { ConsentChannel, RecipientType } from './iys-register.js';
import { field, isObject, readRecipient, readText } from './json.js';
import { malformedAnswer } from './malformed.js';

/** Whose consent, for what. */
export interface ConsentQuery {
  brandCode: string | number;
  /** A phone number for MESAJ and ARAMA, an e-mail address for EPOSTA. */
  recipient: string;
  recipientType: RecipientType;
  channel: ConsentChannel;
}

/** The newest record of a recipient. */
export interface ConsentOnFile {
  /** E.164 for Turkish numbers. */
  recipient: string | undefined;
  /** Where it was obtained: one of the sources one can register, or one of the registry's own (`IYS_WEB`, …). */
  source: string | undefined;
  consentDate: Date | undefined;
}

/**
 * The registry's answer.
 * - `granted`: commercial messages are allowed as far as the registry goes
 * - `refused`: they are forbidden
 * - `none`: no record for this recipient type and channel; also what a brand code that is not the account's may give
 * - `unknown-recipient`: the provider answered 422. Its documents say so for a recipient the registry does not know, and
 *   also for a brand code that is not the account's and for malformed values; the last are refused before they leave.
 */
export type ConsentState =
  | ({ state: 'granted' | 'refused' } & ConsentOnFile)
  | { state: 'none' }
  | { state: 'unknown-recipient' };

/** `POST /v1/consent/show/json`. Source: provider documentation, iys-check. */
export const checkConsent: Endpoint<ConsentQuery, ConsentState> = {
  slug: 'iys-check',
  operation: 'consents.check',
  path: '/v1/consent/show/json',
  effect: 'read',

  encode({ brandCode, recipient, recipientType, channel }) {
    return { consent: { brandCode, recipient, recipientType, type: channel } };
  },

  decode(response) {
    const consent = field(response, 'consent');
    const status = isObject(consent) ? readText(field(consent, 'status'))?.toUpperCase() : undefined;
    // An empty list, or an object without a status: there is no record.
    if (!isObject(consent) || status === undefined) return { state: 'none' };
    if (status !== 'ONAY' && status !== 'RET') {
      throw malformedAnswer('iys-check', 'the status is neither ONAY nor RET', 'not-applied');
    }
    return {
      state: status === 'ONAY' ? 'granted' : 'refused',
      recipient: readRecipient(field(consent, 'recipient')),
      source: readText(field(consent, 'source')),
      consentDate: parseDateTime(readText(field(consent, 'consentDate'))),
    };
  },

  decodeRefusal: (code) => (code === 422 ? { state: 'unknown-recipient' } : undefined),
};
