import type { EmailFault } from '../email.js';
import type { PhoneFault } from '../phone/index.js';
import { CONSENT_FINDING_TEXTS, type ConsentError, type ConsentWarning } from './rules.js';

interface Text {
  tr: string;
  en: string;
}

/** The codes of faults in the cells of a consent file. */
export type ConsentCellFaultCode =
  | 'missing'
  /** A filled cell after the last column. */
  | 'extra'
  | 'phone'
  | 'email'
  | 'recipient-type'
  | 'channel'
  /** Not ONAY or RET, in capitals. */
  | 'status'
  | 'source'
  /** A platform without a known source; add it with `platforms`. */
  | 'platform'
  /** Not a valid time, or not in a supported format. */
  | 'date'
  | 'brand-code'
  /** A quotation mark is not closed, so the cells of the row are uncertain. */
  | 'stray-quote'
  /** The status is ONAY, but another column has RET. */
  | 'conflict';

/** A fault of a record or of a row of a file, as `reviewConsent` and `readConsents` return it. */
export interface ConsentFault {
  readonly code: ConsentError | ConsentWarning | ConsentCellFaultCode;
  /** Why the recipient is invalid. */
  readonly reason?: PhoneFault | EmailFault | undefined;
}

const CELL_TEXTS: Readonly<Record<Exclude<ConsentCellFaultCode, ConsentError | ConsentWarning>, Text>> = {
  missing: { tr: 'Hücre boş.', en: 'The cell is empty.' },
  extra: {
    tr: 'Son sütundan sonra dolu bir hücre var.',
    en: 'There is a filled cell after the last column.',
  },
  platform: {
    tr: 'Bu platformun karşılığı olan izin kaynağı bilinmiyor; platforms seçeneğine ekleyin.',
    en: 'No consent source is known for this platform; add it with the option platforms.',
  },
  'stray-quote': {
    tr: 'Satırda kapanmayan bir tırnak var; kapatın ya da silin.',
    en: 'The row has a quotation mark that is not closed; close or remove it.',
  },
  conflict: {
    tr: 'Durum ONAY, başka bir sütunda RET var; birini düzeltin.',
    en: 'The status is ONAY, but another column has RET; correct one of them.',
  },
  'brand-code': { tr: 'Marka kodu yalnızca rakamlardan oluşur.', en: 'A brand code consists of digits.' },
};

const PHONE_TEXTS: Readonly<Record<PhoneFault, Text>> = {
  empty: { tr: 'Telefon numarası boş.', en: 'The phone number is empty.' },
  'not-a-number': { tr: 'Bu bir telefon numarası değil.', en: 'This is not a phone number.' },
  exponent: {
    tr: 'Hesap tablosu numarayı kısaltmış, son haneleri kaybolmuş; sütunu metin olarak dışa aktarın.',
    en: 'A spreadsheet shortened the number and its last digits are lost; export the column as text.',
  },
  'too-short': { tr: 'Telefon numarasında eksik hane var.', en: 'The phone number has too few digits.' },
  'too-long': { tr: 'Telefon numarasında fazla hane var.', en: 'The phone number has too many digits.' },
  landline: {
    tr: 'Bu bir sabit hat; sağlayıcının belgelerine göre cep telefonu numarası gerekir.',
    en: 'This is a landline; the provider documents mobile numbers only.',
  },
  'not-mobile': {
    tr: 'Bu bir servis numarası (444, 0850 gibi); alıcının kendi numarası gerekir.',
    en: 'This is a service number (such as 444 or 0850); the recipient’s own number is required.',
  },
  foreign: {
    tr: 'Numara başka bir ülkeye ait; İYS izni için Türkiye numarası gerekir.',
    en: 'This is a number of another country; İYS requires a number of Türkiye.',
  },
  'country-code': {
    tr: 'Ülke kodu anlaşılmıyor; numarayı +90 ile yazın.',
    en: 'The country code is ambiguous; write the number with +90.',
  },
  'trunk-zero': {
    tr: 'Ülke kodundan sonra sıfır var; numarayı +90 ile, sıfırsız yazın.',
    en: 'A zero follows the country code; write the number with +90 and without the zero.',
  },
};

const EMAIL_TEXTS: Readonly<Record<EmailFault, Text>> = {
  empty: { tr: 'E-posta adresi boş.', en: 'The e-mail address is empty.' },
  'too-short': {
    tr: 'E-posta adresi 6 karakterden kısa.',
    en: 'The e-mail address has fewer than 6 characters.',
  },
  'too-long': {
    tr: 'E-posta adresi 265 karakterden uzun.',
    en: 'The e-mail address has more than 265 characters.',
  },
  'not-an-email': {
    tr: 'Bu bir e-posta adresi değil; ad@alan.com biçiminde olmalı.',
    en: 'This is not an e-mail address; its form is name@domain.com.',
  },
  'non-ascii': {
    tr: 'E-posta adresinde Türkçe ya da başka özel bir harf var; İYS kabul etmez.',
    en: 'The e-mail address contains a letter outside a–z; İYS does not accept it.',
  },
  'special-character': {
    tr: 'E-posta adresinde + dışında özel bir karakter var; İYS kabul etmez.',
    en: 'The e-mail address contains a special character other than +; İYS does not accept it.',
  },
};

const REASONS: Readonly<Partial<Record<ConsentFault['code'], Readonly<Partial<Record<string, Text>>>>>> = {
  phone: PHONE_TEXTS,
  email: EMAIL_TEXTS,
};

const TEXTS: Readonly<Record<ConsentFault['code'], Text>> = { ...CONSENT_FINDING_TEXTS, ...CELL_TEXTS };

/**
 * Returns the text of a fault in both languages. With the `reason` of an invalid recipient, the text describes what is wrong
 * with the number or address.
 *
 * @example
 * consentFaultText({ code: 'phone', reason: 'landline' }).en;
 * // 'This is a landline; the provider documents mobile numbers only.'
 */
export function consentFaultText({ code, reason }: ConsentFault): { tr: string; en: string } {
  return (reason && REASONS[code]?.[reason]) ?? TEXTS[code];
}
