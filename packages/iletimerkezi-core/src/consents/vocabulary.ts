import type {
  ConsentChannel,
  ConsentSource,
  ConsentStatus,
  RecipientType,
} from '../contract/iys-register.js';

/** A wire value with its name in both languages. */
export interface Term<Value extends string> {
  value: Value;
  tr: string;
  en: string;
}

/** `recipientType` on the wire. Source of all four lists: provider documentation, iys-register. */
export const RECIPIENT_TYPES: readonly Term<RecipientType>[] = [
  { value: 'BIREYSEL', tr: 'Bireysel', en: 'Individual' },
  { value: 'TACIR', tr: 'Tacir veya esnaf', en: 'Merchant or tradesman' },
];

/** `type` on the wire: what the consent is for. */
export const CONSENT_CHANNELS: readonly Term<ConsentChannel>[] = [
  { value: 'MESAJ', tr: 'Mesaj', en: 'Message' },
  { value: 'EPOSTA', tr: 'E-posta', en: 'E-mail' },
  { value: 'ARAMA', tr: 'Arama', en: 'Call' },
];

/** `status` on the wire. */
export const CONSENT_STATUSES: readonly Term<ConsentStatus>[] = [
  { value: 'ONAY', tr: 'Onay', en: 'Consent' },
  { value: 'RET', tr: 'Ret', en: 'Refusal' },
];

/** `source` on the wire: where the consent was obtained. */
export const CONSENT_SOURCES: readonly Term<ConsentSource>[] = [
  { value: 'HS_FIZIKSEL_ORTAM', tr: 'Fiziksel ortam', en: 'Printed form' },
  { value: 'HS_ISLAK_IMZA', tr: 'Islak imza', en: 'Signed contract' },
  { value: 'HS_ETKINLIK', tr: 'Etkinlik', en: 'Event' },
  { value: 'HS_EORTAM', tr: 'Elektronik ortam', en: 'Electronic medium' },
  { value: 'HS_WEB', tr: 'Web sitesi', en: 'Website' },
  { value: 'HS_MOBIL', tr: 'Mobil uygulama', en: 'Mobile app' },
  { value: 'HS_MESAJ', tr: 'Kısa mesaj', en: 'Text message' },
  { value: 'HS_EPOSTA', tr: 'E-posta', en: 'E-mail' },
  { value: 'HS_CAGRI_MERKEZI', tr: 'Çağrı merkezi', en: 'Call centre' },
  { value: 'HS_SOSYAL_MEDYA', tr: 'Sosyal medya', en: 'Social media' },
  { value: 'HS_ATM', tr: 'ATM', en: 'ATM' },
  { value: 'HS_KARAR', tr: 'İdari veya yargı kararı', en: 'Administrative or court ruling' },
];

const valuesOf = <Value extends string>(terms: readonly Term<Value>[]): ReadonlySet<string> =>
  new Set(terms.map(({ value }) => value));

const recipientTypes = /* @__PURE__ */ valuesOf(RECIPIENT_TYPES);
const channels = /* @__PURE__ */ valuesOf(CONSENT_CHANNELS);
const statuses = /* @__PURE__ */ valuesOf(CONSENT_STATUSES);
const sources = /* @__PURE__ */ valuesOf(CONSENT_SOURCES);

export const isRecipientType = (value: unknown): value is RecipientType =>
  typeof value === 'string' && recipientTypes.has(value);

export const isConsentChannel = (value: unknown): value is ConsentChannel =>
  typeof value === 'string' && channels.has(value);

export const isConsentStatus = (value: unknown): value is ConsentStatus =>
  typeof value === 'string' && statuses.has(value);

/** Returns whether a source can be registered. The registry also returns its own sources (`IYS_WEB`, …). */
export const isConsentSource = (value: unknown): value is ConsentSource =>
  typeof value === 'string' && sources.has(value);
