import type { ConsentChannel, ConsentStatus } from '../contract/iys-register.js';
import type { EmailFault } from '../email.js';
import { isMoment } from '../moment.js';
import type { PhoneFault } from '../phone/index.js';
import { isTooOldForProvider } from './deadlines.js';
import {
  acceptRecipient,
  parseConsentRecipient,
  type ConsentRecipient,
  type ConsentRecipientResult,
} from './recipient.js';
import { isConsentChannel, isConsentSource, isConsentStatus, isRecipientType } from './vocabulary.js';

/** A record to review. Its values are not trusted. */
export interface ConsentCandidate<Recipient extends string = string> {
  recipient: Recipient;
  recipientType: string;
  channel: string;
  status: string;
  source: string;
  consentDate: Date;
}

/** The newest record at the registry of the same brand, recipient, recipient type and channel. */
export interface KnownConsent {
  status: ConsentStatus;
  /** Undefined when the registry did not return it. */
  consentDate: Date | undefined;
}

export interface ReviewContext {
  /** Default: the current time. */
  now?: Date;
  /** The newest record at the registry; `none` for no record. Absent when it is not known: its rules are not checked then. */
  known?: KnownConsent | 'none';
  /** Accept landlines for the channel ARAMA. Default false: the provider documents mobile numbers only. */
  landlines?: boolean;
}

/** Errors: the provider documents that it refuses such a record together with its batch. */
export type ConsentError =
  | 'recipient-type'
  | 'channel'
  | 'status'
  | 'source'
  | 'phone'
  | 'email'
  | 'date'
  | 'too-old'
  | 'ruling-without-record'
  /** Only for records with evidence: a part of it cannot be stored. */
  | 'evidence';

/** Warnings: the record violates rules of the registry. The provider may accept it and the registry drop it. */
export type ConsentWarning =
  | 'first-is-refusal'
  | 'repeated-status'
  | 'not-newer'
  | 'in-future'
  | 'before-registry'
  | 'ruling-unverified';

export interface ConsentFinding<Code extends ConsentError | ConsentWarning = ConsentError | ConsentWarning> {
  code: Code;
  field: keyof ConsentCandidate | 'evidence';
  /** Why the recipient is invalid. */
  reason?: PhoneFault | EmailFault;
}

export interface ConsentReview {
  /** The recipient in the registry's form; undefined when it is invalid, or the channel is. */
  recipient: ConsentRecipient | undefined;
  errors: ConsentFinding<ConsentError>[];
  warnings: ConsentFinding<ConsentWarning>[];
}

/** The registry accepts no consent from before 1 May 2015, 00:00, when law 6563 came into force. */
const REGISTRY_BEGINS = new Date('2015-05-01T00:00:00+03:00');

/**
 * Reviews a record before it is registered. Errors: the provider documents that it refuses the record (enumerations, the
 * recipient, a date older than 3 days, HS_KARAR as a first record). Warnings: only rules of the registry are violated. Does
 * not change or drop anything; the caller decides.
 *
 * Sources: provider documentation, iys-register; the registry's developer documentation (H155, H175, V174, V178).
 */
export function reviewConsent(record: ConsentCandidate, context: ReviewContext = {}): ConsentReview {
  return review(record, context, (channel) => parseConsentRecipient(record.recipient, channel, context));
}

/** Reviews a record whose recipient has been parsed, as {@link reviewConsent} does. The recipient is not parsed again. */
export function reviewParsedConsent(
  record: ConsentCandidate<ConsentRecipient>,
  context: ReviewContext = {},
): ConsentReview {
  return review(record, context, (channel) => acceptRecipient(record.recipient, channel, context));
}

function review(
  record: ConsentCandidate,
  context: ReviewContext,
  readRecipient: (channel: ConsentChannel) => ConsentRecipientResult,
): ConsentReview {
  const now = context.now ?? new Date();
  const errors: ConsentReview['errors'] = [];
  const warnings: ConsentReview['warnings'] = [];
  const refuse = (code: ConsentError, field: keyof ConsentCandidate): void =>
    void errors.push({ code, field });
  const warn = (code: ConsentWarning, field: keyof ConsentCandidate): void =>
    void warnings.push({ code, field });

  const { channel } = record;
  // Without a channel it is not known whether the recipient is a number or an address.
  const read = isConsentChannel(channel) ? readRecipient(channel) : undefined;
  if (read?.ok === false) errors.push({ code: read.kind, field: 'recipient', reason: read.reason });
  const recipient = read?.ok ? read.value : undefined;
  if (!isRecipientType(record.recipientType)) refuse('recipient-type', 'recipientType');
  if (read === undefined) refuse('channel', 'channel');
  if (!isConsentStatus(record.status)) refuse('status', 'status');
  if (!isConsentSource(record.source)) refuse('source', 'source');

  const { known } = context;
  if (record.source === 'HS_KARAR') {
    if (known === 'none') refuse('ruling-without-record', 'source');
    else if (known === undefined) warn('ruling-unverified', 'source');
  }
  if (known === 'none' && record.status === 'RET') warn('first-is-refusal', 'status');
  if (typeof known === 'object' && known.status === record.status) warn('repeated-status', 'status');

  const date = record.consentDate;
  if (!isMoment(date)) {
    refuse('date', 'consentDate');
    return { recipient, errors, warnings };
  }
  if (isTooOldForProvider(date, now)) refuse('too-old', 'consentDate');
  if (date > now) warn('in-future', 'consentDate');
  if (date < REGISTRY_BEGINS) warn('before-registry', 'consentDate');
  // The registry stores whole seconds.
  const knownDate = typeof known === 'object' ? known.consentDate : undefined;
  if (knownDate !== undefined && wholeSeconds(date) <= wholeSeconds(knownDate))
    warn('not-newer', 'consentDate');
  return { recipient, errors, warnings };
}

const wholeSeconds = (date: Date): number => Math.floor(date.getTime() / 1000);

/** The text of each finding. `consentFaultText` describes an invalid recipient in detail. */
export const CONSENT_FINDING_TEXTS: Readonly<
  Record<ConsentError | ConsentWarning, { tr: string; en: string }>
> = {
  'recipient-type': {
    tr: 'Alıcı tipi BIREYSEL veya TACIR olmalı.',
    en: 'The recipient type must be BIREYSEL or TACIR.',
  },
  channel: {
    tr: 'İzin türü MESAJ, EPOSTA veya ARAMA olmalı.',
    en: 'The channel must be MESAJ, EPOSTA or ARAMA.',
  },
  status: { tr: 'İzin durumu ONAY veya RET olmalı.', en: 'The status must be ONAY or RET.' },
  source: {
    tr: 'İzin kaynağı HS_ ile başlayan kaynaklardan biri olmalı.',
    en: 'The source must be one of the HS_ sources.',
  },
  phone: { tr: 'Geçerli bir telefon numarası gerekli.', en: 'A valid phone number is required.' },
  email: { tr: 'Geçerli bir e-posta adresi gerekli.', en: 'A valid e-mail address is required.' },
  date: { tr: 'İzin tarihi okunamadı.', en: 'The consent date cannot be read.' },
  'too-old': {
    tr: 'İzin tarihi 3 günden eski; sağlayıcı kabul etmez.',
    en: 'The consent is older than 3 days; the provider refuses it.',
  },
  'ruling-without-record': {
    tr: 'HS_KARAR bir alıcının ilk kaydında kullanılamaz.',
    en: 'HS_KARAR cannot be a recipient’s first record.',
  },
  evidence: {
    tr: 'Kanıttaki bir alan saklanamıyor: bozuk karakter, NUL, aşırı uzun metin ya da geçersiz tarih var.',
    en: 'A field of the evidence cannot be stored: a broken character, a NUL, a text that is too long or an invalid date.',
  },
  'ruling-unverified': {
    tr: 'HS_KARAR yalnızca daha önce kaydı olan alıcıda kullanılabilir; önce sorgulayın.',
    en: 'HS_KARAR requires an earlier record of the recipient; query it first.',
  },
  'first-is-refusal': {
    tr: 'Alıcının kaydı yok; İYS ilk kayıt olarak ret kabul etmez.',
    en: 'The recipient has no record; the registry does not accept a refusal as the first one.',
  },
  'repeated-status': {
    tr: 'İYS’deki durum zaten bu; aynı durum ikinci kez kabul edilmez.',
    en: 'The registry already has this status and does not accept it twice.',
  },
  'not-newer': {
    tr: 'İYS’deki kayıt bu tarihten eski değil; yeni kaydın tarihi daha ileri olmalı.',
    en: 'The registry has a record that is not older than this date; a new record must be later.',
  },
  'in-future': { tr: 'İzin tarihi gelecekte.', en: 'The consent date is in the future.' },
  'before-registry': {
    tr: 'İzin tarihi 1 Mayıs 2015’ten önce.',
    en: 'The consent date is before 1 May 2015.',
  },
};
