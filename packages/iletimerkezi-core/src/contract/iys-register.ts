import { formatDateTime } from '../istanbul-time.js';
import type { Endpoint } from './endpoint.js';

/** Individuals, or merchants and tradesmen. The registry has separate records for each. */
export type RecipientType = 'BIREYSEL' | 'TACIR';

/** The channel of a consent: messages, e-mail, calls (`type` on the wire). */
export type ConsentChannel = 'MESAJ' | 'EPOSTA' | 'ARAMA';

/** Consent or refusal. A refusal is a new record; it does not delete the consent. */
export type ConsentStatus = 'ONAY' | 'RET';

/** Where a consent was obtained. `HS_KARAR` (a ruling) is not allowed in the first record of a recipient. */
export type ConsentSource =
  | 'HS_FIZIKSEL_ORTAM'
  | 'HS_ISLAK_IMZA'
  | 'HS_ETKINLIK'
  | 'HS_EORTAM'
  | 'HS_WEB'
  | 'HS_MOBIL'
  | 'HS_MESAJ'
  | 'HS_EPOSTA'
  | 'HS_CAGRI_MERKEZI'
  | 'HS_SOSYAL_MEDYA'
  | 'HS_ATM'
  | 'HS_KARAR';

/** One consent or refusal to register. */
export interface ConsentRecord<Recipient extends string = string> {
  /** A phone number for MESAJ and ARAMA, an e-mail address for EPOSTA. */
  recipient: Recipient;
  recipientType: RecipientType;
  channel: ConsentChannel;
  status: ConsentStatus;
  source: ConsentSource;
  /** When it was given, at most 3 days ago. Sent in whole seconds of Turkish time. */
  consentDate: Date;
}

/** 1 to 5,000 consents of one brand. The provider refuses all of them if one is invalid. */
export interface ConsentBatch<Recipient extends string = string> {
  brandCode: string | number;
  records: readonly ConsentRecord<Recipient>[];
}

/**
 * `POST /v1/consent/create/json`. Success means queued, not registered: look important records up with iys-check.
 * Source: provider documentation, iys-register.
 */
export const registerConsents: Endpoint<ConsentBatch, void> = {
  slug: 'iys-register',
  operation: 'consents.register',
  path: '/v1/consent/create/json',
  effect: 'once',

  encode({ brandCode, records }) {
    const list = records.map(({ recipient, recipientType, channel, status, source, consentDate }) => ({
      recipient,
      recipientType,
      type: channel,
      status,
      source,
      consentDate: formatDateTime(consentDate),
    }));
    return { consent: { brandCode, list } };
  },

  decode: () => undefined,
};
