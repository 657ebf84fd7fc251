/** Why the registry does not accept an e-mail address. */
export type EmailFault =
  | 'empty'
  /** Under 6 characters. */
  | 'too-short'
  /** Over 265 characters. */
  | 'too-long'
  /** Not of the form name@domain.tld, or a misplaced dot. */
  | 'not-an-email'
  /** A Turkish or other non-English letter. */
  | 'non-ascii'
  /** A special character other than `+`, such as `!` or `'`. */
  | 'special-character';

declare const EMAIL_BRAND: unique symbol;

/**
 * An e-mail address that the registry accepts, with the domain in lower case. The type is branded: only {@link parseEmail}
 * and {@link isEmailAddress} return it, so a value of this type has been parsed.
 */
export type EmailAddress = string & { readonly [EMAIL_BRAND]: true };

export type EmailResult = { ok: true; value: EmailAddress } | { ok: false; reason: EmailFault };

const SHORTEST = 6;
const LONGEST = 265;
const FORM = /^[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

/**
 * Returns whether a text is an address as `parseEmail` returns it. Checks the form only: use it for addresses that were
 * parsed before and come back as text, for example from a database.
 */
export function isEmailAddress(text: string): text is EmailAddress {
  return FORM.test(text);
}

/**
 * Parses an e-mail address that the registry accepts: 6 to 265 characters, English letters, digits, `.`, `_`, `-` and, as the
 * only special character, `+`. Returns it with the domain in lower case and without surrounding spaces.
 *
 * Source: the registry's rules as its business partners publish them; the provider documents only "valid".
 */
export function parseEmail(input: string): EmailResult {
  const text = typeof input === 'string' ? input.trim() : '';
  if (text === '') return { ok: false, reason: 'empty' };
  if (text.length < SHORTEST) return { ok: false, reason: 'too-short' };
  if (text.length > LONGEST) return { ok: false, reason: 'too-long' };
  const at = text.lastIndexOf('@');
  const name = text.slice(0, at);
  const domain = text.slice(at + 1);
  if (at < 1 || domain === '' || /\s/.test(text)) return { ok: false, reason: 'not-an-email' };
  // oxlint-disable-next-line no-control-regex -- the range of ASCII
  if (/[^\u0000-\u007f]/.test(text)) return { ok: false, reason: 'non-ascii' };
  if (/[^A-Za-z0-9._+-]/.test(name)) return { ok: false, reason: 'special-character' };
  const value = `${name}@${domain.toLowerCase()}`;
  return isEmailAddress(value) ? { ok: true, value } : { ok: false, reason: 'not-an-email' };
}
