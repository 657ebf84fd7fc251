import type { BrandContact, BrandOptOut, BrandProfile } from './brand-profile.js';
import type { ContentMessage } from './content-message.js';
import { FoldedText } from './fold.js';
import { OPT_OUT_FIELD, optOutLink } from './opt-out-link.js';
import { foldHeader } from '../fold-header.js';

/** A duty that a footer fulfils. Source: regulation 2015/29417, art. 8 (identity, contact) and art. 9 (optOut). */
export type FooterPart = 'identity' | 'contact' | 'optOut';

/** Fewest digits of a telephone number with its area code; short numbers have three to eight. */
const SHORTEST_PHONE = 10;

/** In the order in which the footer states them. */
export const FOOTER_PARTS: readonly FooterPart[] = ['identity', 'contact', 'optOut'];

/**
 * Returns the shortest footer of a commercial message, or only the given parts of it. Its own words have no letter that
 * requires an encoding other than GSM-7. A link is the placeholder `{ret}`.
 *
 * @example footerOf(profile) // 'Mersis 0123456789012345 SMS ret: RET yaz 4050'
 */
export function footerOf(profile: BrandProfile, parts: readonly FooterPart[] = FOOTER_PARTS): string {
  const { identity, contact, optOut, locale = 'tr' } = profile;
  const stated = FOOTER_PARTS.filter((part) => parts.includes(part)).map((part) => {
    if (part === 'identity')
      return 'mersis' in identity ? `Mersis ${identity.mersis}` : `${identity.name} ${identity.idNumber}`;
    if (part === 'contact') return contact === undefined ? '' : contactText(contact);
    return optOutText(optOut, locale);
  });
  return stated.filter((text) => text !== '').join(' ');
}

/**
 * Returns a text with the parts of the footer that it lacks, after a line break. Parts whose check is off are not added. A
 * text that has all parts, in any case and also transliterated, is returned unchanged.
 */
export function withFooter(text: string, profile: BrandProfile): string {
  const missing = missingParts(text, profile);
  if (missing.length === 0) return text;
  const footer = footerOf(profile, missing);
  return footer === '' ? text : `${text.trimEnd()}\n${footer}`;
}

/**
 * Returns the text of a message as it is sent: a commercial text with its footer, unless the profile requires authors to
 * write it. `{ret}` stays for the recipient's link. Without a profile, every text is returned unchanged.
 */
export function lawfulText({ kind, text }: ContentMessage, profile: BrandProfile | undefined): string {
  const isLeft = kind !== 'commercial' || profile === undefined || profile.footer === 'require';
  return isLeft || text.trim() === '' ? text : withFooter(text, profile);
}

/** Returns the parts that a text lacks and whose check is on. */
export function missingParts(
  text: string,
  { identity, contact, optOut, checks }: BrandProfile,
): FooterPart[] {
  const folded = new FoldedText(text);
  return FOOTER_PARTS.filter((part) => {
    if (checks?.[part] === false) return false;
    if (part === 'identity') return !hasIdentity(folded, identity);
    if (part === 'optOut') return !hasOptOut(text, folded, optOut);
    return !(contact === undefined ? hasOptOut(text, folded, optOut) : hasContact(folded, contact));
  });
}

function contactText(contact: BrandContact): string {
  if ('phone' in contact) return `Tel ${contact.phone}`;
  return 'email' in contact ? contact.email : contact.address;
}

function optOutText(optOut: BrandOptOut, locale: 'tr' | 'en'): string {
  const label = locale === 'tr' ? 'SMS ret:' : 'Stop SMS:';
  if ('link' in optOut) return `${label} ${OPT_OUT_FIELD}`;
  if ('phone' in optOut) return `${label} ${optOut.phone}`;
  const { keyword, number } = optOut;
  return locale === 'tr' ? `${label} ${keyword} yaz ${number}` : `${label} ${keyword} to ${number}`;
}

function hasIdentity(folded: FoldedText, identity: BrandProfile['identity']): boolean {
  const hasDigits = (digits: string): boolean => folded.numbers.some((each) => each.includes(digits));
  if ('mersis' in identity) return hasDigits(identity.mersis);
  return hasDigits(identity.idNumber) && folded.joined.includes(foldHeader(identity.name));
}

function hasContact(folded: FoldedText, contact: BrandContact): boolean {
  if ('phone' in contact) return hasNumber(folded, contact.phone);
  return folded.joined.includes(foldHeader('email' in contact ? contact.email : contact.address));
}

function hasOptOut(text: string, folded: FoldedText, optOut: BrandOptOut): boolean {
  if ('link' in optOut) {
    // A link that was filled in before is recognised by its URL.
    return text.includes(OPT_OUT_FIELD) || text.includes(optOutLink(optOut.link, ''));
  }
  if ('phone' in optOut) return hasNumber(folded, optOut.phone);
  return hasNumber(folded, optOut.number) && folded.words.has(foldHeader(optOut.keyword));
}

/** Returns whether a text has a number, with or without country code and leading zero. */
function hasNumber(folded: FoldedText, number: string): boolean {
  const wanted = number.replace(/^\+?(?:00)?90(?=\d{10}$)|^0(?=\d{10}$)|^\+/, '');
  // A short number, such as 4050, is also a part of other numbers.
  return wanted.length < SHORTEST_PHONE
    ? folded.groups.includes(wanted)
    : folded.numbers.some((each) => each.includes(wanted));
}
