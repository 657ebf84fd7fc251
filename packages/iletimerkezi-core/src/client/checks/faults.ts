import type { InputFault } from '../../errors.js';
import type { PhoneFault } from '../../phone.js';
import type { SenderFault } from '../../sender.js';

/** An input found good, in the form that is sent, or everything that is wrong with it. */
export type Checked<Value> = { ok: true; value: Value } | { ok: false; faults: InputFault[] };

/** A fault's sentence in both languages. */
export interface FaultText {
  en: string;
  tr: string;
}

/** Gathers faults while an input is gone through. */
export class Faults {
  readonly list: InputFault[] = [];

  add(path: string, text: FaultText): void {
    this.list.push({ path, message: text.en, messageTr: text.tr });
  }

  /** The value, if nothing was found wrong. */
  settle<Value>(value: () => Value): Checked<Value> {
    return this.list.length === 0 ? { ok: true, value: value() } : { ok: false, faults: this.list };
  }
}

export const NUMBER_TEXTS: Readonly<Record<PhoneFault, FaultText>> = {
  empty: { en: 'the number is empty', tr: 'numara boş' },
  'not-a-number': { en: 'this is not a phone number', tr: 'bu bir telefon numarası değil' },
  exponent: {
    en: 'a spreadsheet shortened the number and its last digits are lost; export the column as text',
    tr: 'hesap tablosu numarayı kısaltmış, son haneleri kaybolmuş; sütunu metin olarak dışa aktarın',
  },
  'too-short': { en: 'the number has too few digits', tr: 'numarada eksik hane var' },
  'too-long': { en: 'the number has too many digits', tr: 'numarada fazla hane var' },
  landline: { en: 'a landline takes no SMS', tr: 'sabit hat SMS almaz' },
  'not-mobile': { en: 'this is not a mobile number', tr: 'bu bir cep telefonu numarası değil' },
  foreign: {
    en: 'the number is of another country; set abroad once the account’s abroad mode is on',
    tr: 'numara başka bir ülkenin; hesabın yurt dışı modu açıksa abroad seçeneğini açın',
  },
  'country-code': {
    en: 'the country code cannot be told; write the number with + or 00',
    tr: 'ülke kodu anlaşılmıyor; numarayı + ya da 00 ile yazın',
  },
};

export const SENDER_TEXTS: Readonly<Record<SenderFault, FaultText>> = {
  empty: { en: 'the sender is empty', tr: 'başlık boş' },
  'too-long': { en: 'a sender has at most 11 characters', tr: 'başlık en fazla 11 karakterdir' },
  character: {
    en: 'a sender has no Turkish letters and no signs outside ASCII',
    tr: 'başlıkta Türkçe harf ve ASCII dışı işaret olmaz',
  },
  'outer-space': {
    en: 'a space stands before or after the sender; give it exactly as approved',
    tr: 'başlığın başında ya da sonunda boşluk var; onaylandığı gibi yazın',
  },
};

/** Whether a value is a Date (also one of another realm, as tests and frames have) that is a moment. */
export function isMoment(value: unknown): value is Date {
  return Object.prototype.toString.call(value) === '[object Date]' && !Number.isNaN(Number(value));
}

export const NOT_A_DATE: FaultText = { en: 'a valid Date is needed', tr: 'geçerli bir Date gerekir' };
