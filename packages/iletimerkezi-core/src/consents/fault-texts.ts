import type { EmailFault } from '../email.js';
import type { ConsentCellFault } from '../files/consent-file.js';
import type { PhoneFault } from '../phone/index.js';
import { CONSENT_FINDING_TEXTS, type ConsentError, type ConsentWarning } from './rules.js';

interface Text {
  tr: string;
  en: string;
}

/** What is wrong with a record or with a row of a file, as `reviewConsent` and `readConsents` tell it. */
export interface ConsentFault {
  readonly code: ConsentError | ConsentWarning | ConsentCellFault['code'];
  /** Of a recipient that is none. */
  readonly reason?: PhoneFault | EmailFault | undefined;
}

const CELL_TEXTS: Readonly<Record<Exclude<ConsentCellFault['code'], ConsentError | ConsentWarning>, Text>> = {
  missing: { tr: 'Hücre boş.', en: 'The cell is empty.' },
  extra: { tr: 'Son sütundan sonra dolu bir hücre var.', en: 'There is a cell beyond the last column.' },
  platform: {
    tr: 'Bu platformun karşılığı olan izin kaynağı bilinmiyor; platforms seçeneğine ekleyin.',
    en: 'No consent source is known for this platform; add it with the option platforms.',
  },
  'stray-quote': {
    tr: 'Satırda kapanmayan bir tırnak var; kapatın ya da silin.',
    en: 'The row has a quotation mark that is not closed; close or remove it.',
  },
  conflict: {
    tr: 'Durum ONAY, başka bir sütun RET diyor; hangisinin geçerli olduğunu belirtin.',
    en: 'The status says ONAY and another column says RET; say which one applies.',
  },
  'brand-code': { tr: 'Marka kodu yalnızca rakamlardan oluşur.', en: 'A brand code has digits only.' },
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
    tr: 'Bu bir sabit hat; sağlayıcı cep telefonu numarası ister.',
    en: 'This is a landline; the provider documents mobile numbers only.',
  },
  'not-mobile': {
    tr: 'Bu bir servis numarası (444, 0850 gibi); alıcının kendi numarası gerekir.',
    en: 'This is a service number (such as 444 or 0850); the recipient’s own is needed.',
  },
  foreign: {
    tr: 'Numara başka bir ülkenin; İYS izni için Türkiye numarası gerekir.',
    en: 'The number is of another country; the registry needs one of Türkiye.',
  },
  'country-code': {
    tr: 'Ülke kodu anlaşılmıyor; numarayı +90 ile yazın.',
    en: 'The country code cannot be told; write the number with +90.',
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
    en: 'This is not an e-mail address; it has the form name@domain.com.',
  },
  'non-ascii': {
    tr: 'E-posta adresinde Türkçe ya da başka özel bir harf var; İYS kabul etmez.',
    en: 'The e-mail address has a letter that is not English; the registry takes none.',
  },
  'special-character': {
    tr: 'E-posta adresinde + dışında özel bir işaret var; İYS kabul etmez.',
    en: 'The e-mail address has a special character other than +; the registry takes none.',
  },
};

const REASONS: Readonly<Partial<Record<ConsentFault['code'], Readonly<Partial<Record<string, Text>>>>>> = {
  phone: PHONE_TEXTS,
  email: EMAIL_TEXTS,
};

const TEXTS: Readonly<Record<ConsentFault['code'], Text>> = { ...CONSENT_FINDING_TEXTS, ...CELL_TEXTS };

/**
 * A fault in a sentence for people, in both languages. Where a recipient's `reason` is told, it says what is wrong with
 * the number or address, not only that a valid one is needed.
 *
 * @example
 * consentFaultText({ code: 'phone', reason: 'landline' }).en;
 * // 'This is a landline; the provider documents mobile numbers only.'
 */
export function consentFaultText({ code, reason }: ConsentFault): { tr: string; en: string } {
  return (reason && REASONS[code]?.[reason]) ?? TEXTS[code];
}
