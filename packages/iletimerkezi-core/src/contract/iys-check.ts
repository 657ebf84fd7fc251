import { parseDateTime } from '../istanbul-time.js';
import type { Endpoint } from './endpoint.js';
import type { ConsentChannel, RecipientType } from './iys-register.js';
import { field, isObject, readRecipient, readText } from './json.js';
import { malformedAnswer } from './malformed.js';

/** A consent query: recipient, recipient type and channel of a brand. */
export interface ConsentQuery<Recipient extends string = string> {
  brandCode: string | number;
  /** A phone number for MESAJ and ARAMA, an e-mail address for EPOSTA. */
  recipient: Recipient;
  recipientType: RecipientType;
  channel: ConsentChannel;
}

/** The newest record of a recipient. */
export interface ConsentOnFile {
  /** E.164 for Turkish numbers. */
  recipient: string | undefined;
  /** Where it was obtained: a {@link ConsentSource}, or a source of the registry's own (`IYS_WEB`, …). */
  source: string | undefined;
  consentDate: Date | undefined;
}

/**
 * The consent of a recipient at İYS.
 * - `granted`: the recipient has consented to commercial messages
 * - `refused`: the recipient has refused them
 * - `none`: no record for this recipient type and channel; also possible for a brand code of another account
 * - `unknown-recipient`: the provider returned 422, which it documents for a recipient without records, for a brand code of
 *   another account, and for malformed values (the client refuses malformed values before the call)
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
    // An empty list or an object without a status means that there is no record.
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
