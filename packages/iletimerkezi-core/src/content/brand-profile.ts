import { trimEndOf } from '../trim-end.js';
import { type Checked, Faults } from '../faults.js';
import { isEmailAddress } from '../email.js';
import { foldDigits } from '../phone/index.js';
import { isOptOutUrl } from './opt-out-link.js';

/**
 * Who sends commercial messages.
 *
 * Merchants state their MERSİS number, tradespeople (esnaf) their name and id number. Source: regulation 2015/29417,
 * art. 8. The sender shows the brand name, so that the title is not repeated in a short message.
 */
export type BrandIdentity =
  | {
      /** The MERSİS number: 16 digits. */
      readonly mersis: string;
    }
  | {
      /** Name and surname of the tradesperson. */
      readonly name: string;
      /** Tax number (10 digits) or T.C. identity number (11 digits). The check digits must be correct. */
      readonly idNumber: string;
    };

/**
 * The ways to reach the sender. Source: regulation 2015/29417, art. 8, which names telephone, fax, short message number
 * and e-mail; `address` stands for any other accessible contact.
 */
export type BrandContact =
  | { readonly phone: string }
  | { readonly email: string }
  | { readonly address: string };

/**
 * The way to refuse further messages free of charge: by a short message, a link or a call. Source: law 6563, art. 8, and
 * regulation 2015/29417, art. 9.
 */
export type BrandOptOut =
  | {
      /** The word to send, such as `RET`. */
      readonly keyword: string;
      /** The number to send it to. */
      readonly number: string;
    }
  | {
      /** The URL below which each recipient has a page, such as `https://example.com/r`. See `{ret}`. */
      readonly link: string;
    }
  | { readonly phone: string };

/** Which duties are checked. Each is on by default: turn one off only if your lawyer has confirmed it. */
export interface ContentChecks {
  readonly identity?: boolean;
  readonly contact?: boolean;
  readonly optOut?: boolean;
  /** Warnings about promotions in transactional texts, and about commercial texts of unclear purpose. */
  readonly purpose?: boolean;
}

/** The statements of a commercial message about its sender. `parseBrandProfile` returns it, and accepts it again. */
export interface BrandProfile {
  /** The title of the business, as recipients know it. Shown on the opt-out page. */
  readonly title: string;
  readonly identity: BrandIdentity;
  /** Not required when recipients refuse by a short message or a call: its number is a contact. */
  readonly contact?: BrandContact;
  readonly optOut: BrandOptOut;
  /** The language of the footer. Default `tr`. */
  readonly locale?: 'tr' | 'en';
  /**
   * `append` (default): a text without footer gets it. `require`: a text without footer is refused, so that the author
   * writes it.
   */
  readonly footer?: 'append' | 'require';
  readonly checks?: ContentChecks;
}

const LONGEST_TITLE = 200;
const LONGEST_NAME = 60;
const LONGEST_ADDRESS = 100;

const CHECKS = ['identity', 'contact', 'optOut', 'purpose'] as const;
const FIELDS = ['title', 'identity', 'contact', 'optOut', 'locale', 'footer', 'checks'];

type Given = Readonly<Record<string, unknown>>;

/**
 * Parses a brand profile and lists all faults. Digits may have spaces and hyphens between them.
 *
 * The profile has no field for the operator code `B186`: the provider appends it to every message. Source: provider
 * documentation, overview.
 */
export function parseBrandProfile(given: unknown): Checked<BrandProfile> {
  const faults = new Faults();
  if (!isRecord(given)) {
    faults.add('', 'brand-required');
    return { ok: false, faults: faults.list };
  }
  for (const name of Object.keys(given)) {
    if (!FIELDS.includes(name)) faults.oneOf(name, name, FIELDS);
  }
  const { contact, locale, footer } = given;
  const title = textAt('title', given['title'], LONGEST_TITLE, faults);
  const identity = identityOf(given['identity'], faults);
  const reached = contact === undefined ? undefined : contactOf(contact, faults);
  const optOut = optOutOf(given['optOut'], faults);
  if (optOut !== undefined && 'link' in optOut && contact === undefined) {
    faults.add('contact', 'brand-contact-required');
  }
  if (locale !== undefined) faults.oneOf('locale', locale, ['tr', 'en']);
  if (footer !== undefined) faults.oneOf('footer', footer, ['append', 'require']);
  const checks = checksOf(given['checks'], faults);
  if (identity === undefined || optOut === undefined) return { ok: false, faults: faults.list };
  return faults.settle(() => ({
    title,
    identity,
    ...(reached && { contact: reached }),
    optOut,
    locale: locale === 'en' ? 'en' : 'tr',
    footer: footer === 'require' ? 'require' : 'append',
    ...(checks && { checks }),
  }));
}

function identityOf(given: unknown, faults: Faults): BrandIdentity | undefined {
  const { mersis, name, idNumber } = isRecord(given) ? given : {};
  if (mersis !== undefined) {
    const digits = digitsOf(mersis);
    if (/^\d{16}$/.test(digits)) return { mersis: digits };
    faults.add('identity.mersis', 'brand-mersis');
    return undefined;
  }
  if (name === undefined && idNumber === undefined) {
    faults.add('identity', 'brand-identity-required');
    return undefined;
  }
  const digits = digitsOf(idNumber);
  if (!isTaxNumber(digits) && !isIdentityNumber(digits)) faults.add('identity.idNumber', 'brand-id-number');
  return { name: textAt('identity.name', name, LONGEST_NAME, faults), idNumber: digits };
}

function contactOf(given: unknown, faults: Faults): BrandContact | undefined {
  const { phone, email, address } = isRecord(given) ? given : {};
  if (phone !== undefined) return { phone: numberAt('contact.phone', phone, faults) };
  if (address !== undefined) return { address: textAt('contact.address', address, LONGEST_ADDRESS, faults) };
  if (typeof email === 'string' && isEmailAddress(email.trim())) return { email: email.trim() };
  faults.add('contact', 'brand-contact-required');
  return undefined;
}

function optOutOf(given: unknown, faults: Faults): BrandOptOut | undefined {
  const { keyword, number, link, phone } = isRecord(given) ? given : {};
  if (link !== undefined) {
    if (isOptOutUrl(link)) return { link: trimEndOf(link, '/') };
    faults.add('optOut.link', 'brand-opt-out-link');
    return undefined;
  }
  if (phone !== undefined) return { phone: numberAt('optOut.phone', phone, faults) };
  if (keyword === undefined && number === undefined) {
    faults.add('optOut', 'brand-opt-out-required');
    return undefined;
  }
  const word = typeof keyword === 'string' ? keyword.trim() : '';
  if (!/^\p{L}[\p{L}\p{N}]{0,14}$/u.test(word)) faults.add('optOut.keyword', 'brand-keyword');
  return { keyword: word, number: numberAt('optOut.number', number, faults) };
}

function checksOf(given: unknown, faults: Faults): ContentChecks | undefined {
  if (given === undefined) return undefined;
  if (!isRecord(given)) faults.add('checks', 'object-required');
  const entries = Object.entries(isRecord(given) ? given : {});
  for (const [name, on] of entries) {
    if (!CHECKS.some((check) => check === name)) faults.oneOf(`checks.${name}`, name, CHECKS);
    else if (typeof on !== 'boolean') faults.oneOf(`checks.${name}`, on, ['true', 'false']);
  }
  return Object.fromEntries(entries);
}

/** A short number, or a telephone number with or without the country code. Source: national numbering plan, 3 to 12 digits. */
function numberAt(path: string, given: unknown, faults: Faults): string {
  const digits = digitsOf(given);
  if (!/^\+?\d{3,13}$/.test(digits)) faults.add(path, 'brand-number');
  return digits;
}

function textAt(path: string, given: unknown, max: number, faults: Faults): string {
  const text = typeof given === 'string' ? given.normalize('NFC').trim().replaceAll(/\s+/g, ' ') : '';
  faults.plainText(path, text, max);
  return text;
}

const digitsOf = (given: unknown): string =>
  typeof given === 'string' ? foldDigits(given).replaceAll(/[\s().-]/g, '') : '';

/** Returns whether ten digits are a tax number: the last one is the check digit of the Revenue Administration. */
function isTaxNumber(text: string): boolean {
  if (!/^\d{10}$/.test(text)) return false;
  let sum = 0;
  for (let index = 0; index < 9; index += 1) {
    const shifted = (Number(text[index]) + 9 - index) % 10;
    sum += shifted === 9 ? 9 : (shifted * 2 ** (9 - index)) % 9;
  }
  return (10 - (sum % 10)) % 10 === Number(text[9]);
}

/** Returns whether eleven digits are a T.C. identity number: the last two are check digits of the civil registry. */
function isIdentityNumber(text: string): boolean {
  if (!/^[1-9]\d{10}$/.test(text)) return false;
  const digits = Array.from(text, Number);
  const sum = (from: number, to: number, step: number): number => {
    let total = 0;
    for (let index = from; index <= to; index += step) total += digits[index] ?? 0;
    return total;
  };
  const tenth = (((sum(0, 8, 2) * 7 - sum(1, 7, 2)) % 10) + 10) % 10;
  return tenth === digits[9] && sum(0, 9, 1) % 10 === digits[10];
}

const isRecord = (value: unknown): value is Given =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
