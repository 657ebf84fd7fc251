import type { EndpointSlug } from '../../contract/endpoint.js';
import { InputError, type InputFault } from '../../input-error.js';
import { isMoment } from '../../moment.js';
import type { PhoneFault } from '../../phone/index.js';
import type { SenderFault } from '../../sender.js';

/** A valid input in the form that is sent, or all faults of an invalid one. */
export type Checked<Value> = { ok: true; value: Value } | { ok: false; faults: InputFault[] };

/** The text of a fault in both languages. */
export interface FaultText {
  en: string;
  tr: string;
}

/** Collects the faults of one input, so that all of them are reported together. */
export class Faults {
  readonly list: InputFault[] = [];

  add(path: string, text: FaultText): void {
    this.list.push({ path, message: text.en, messageTr: text.tr });
  }

  /** Adds a fault unless the value is a valid `Date` between the years 1000 and 9999. */
  moment(path: string, value: unknown): void {
    if (!isMoment(value)) this.add(path, NOT_A_DATE);
  }

  /** Adds a fault unless the value is an integer from `min` to `max`. */
  wholeNumber(path: string, value: unknown, min: number, max: number): void {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max) return;
    this.add(path, {
      en: `must be an integer from ${min} to ${max}`,
      tr: `${min} ile ${max} arasında bir tam sayı olmalı`,
    });
  }

  /** Adds a fault unless the value is one of the listed words. */
  oneOf(path: string, value: unknown, words: readonly string[]): void {
    if (words.some((word) => word === value)) return;
    this.add(path, {
      en: `must be one of ${words.join(', ')}`,
      tr: `şunlardan biri olmalı: ${words.join(', ')}`,
    });
  }

  /** Adds a fault unless the value is a text of 1 to `max` characters that a database can store. */
  plainText(path: string, value: unknown, max: number): void {
    const text = plainTextFault(value, max);
    if (text !== undefined) this.add(path, text);
  }

  /** @throws InputError with every fault, if there is one. */
  throwIfAny(endpoint?: EndpointSlug): void {
    if (this.list.length > 0) throw new InputError(this.list, endpoint);
  }

  /** Returns the value if there is no fault. */
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
  landline: { en: 'a landline cannot receive SMS', tr: 'sabit hatlar SMS alamaz' },
  'not-mobile': { en: 'this is not a mobile number', tr: 'bu bir cep telefonu numarası değil' },
  foreign: {
    en: 'this is a number of another country; set abroad if the account’s abroad mode is on',
    tr: 'numara başka bir ülkeye ait; hesabın yurt dışı modu açıksa abroad seçeneğini açın',
  },
  'country-code': {
    en: 'the country code is ambiguous; write the number with + or 00',
    tr: 'ülke kodu anlaşılmıyor; numarayı + ya da 00 ile yazın',
  },
  'trunk-zero': {
    en: 'a zero follows the country code; write the number without it',
    tr: 'ülke kodundan sonra sıfır var; numarayı o sıfır olmadan yazın',
  },
};

export const SENDER_TEXTS: Readonly<Record<SenderFault, FaultText>> = {
  empty: { en: 'the sender is empty', tr: 'başlık boş' },
  'too-long': { en: 'a sender has at most 11 characters', tr: 'başlık en fazla 11 karakterdir' },
  character: {
    en: 'a sender may contain only the letters A to Z, digits, spaces and the characters . & _ -',
    tr: 'başlıkta yalnızca A-Z harfleri, rakam, boşluk ve . & _ - karakterleri olabilir',
  },
  'outer-space': {
    en: 'the sender begins or ends with a space; write it exactly as approved',
    tr: 'başlık boşlukla başlıyor ya da bitiyor; onaylandığı gibi yazın',
  },
};

export const NOT_A_DATE: FaultText = {
  en: 'must be a valid Date object in the years 1000 to 9999, not a text or a number',
  tr: '1000 ile 9999 yılları arasında geçerli bir Date nesnesi olmalı; metin ya da sayı olamaz',
};

/** Half of a surrogate pair, for example when `slice` cuts an emoji. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Returns why a text cannot be stored or sent: it is not valid Unicode, or contains a NUL. */
export function encodingFault(text: string): FaultText | undefined {
  if (text.includes('\0')) {
    return { en: 'contains a NUL character; remove it', tr: 'NUL karakteri içeriyor; kaldırın' };
  }
  if (LONE_SURROGATE.test(text)) {
    return {
      en: 'contains half of an emoji or another broken character; cut texts with Array.from(text), not with slice',
      tr: 'yarım bir emoji ya da bozuk bir karakter içeriyor; metni slice yerine Array.from(text) ile kesin',
    };
  }
  return undefined;
}

/** Returns why a value is not a text of 1 to `max` characters that a database can store. */
export function plainTextFault(value: unknown, max: number): FaultText | undefined {
  if (typeof value !== 'string' || value === '') {
    return { en: 'must be a text that is not empty', tr: 'boş olmayan bir metin olmalı' };
  }
  if (value.length > max) {
    return {
      en: `must have at most ${max} characters, but has ${value.length}`,
      tr: `en fazla ${max} karakter olabilir, ${value.length} karakter var`,
    };
  }
  return encodingFault(value);
}
