/** Maximum length of a sender. Source: provider documentation, overview, "11-character sender limit". */
export const SENDER_MAX_LENGTH = 11;

/** The sender that every account may use until its first own sender is approved. Source: provider documentation, test mode. */
export const TEST_SENDER = 'APITEST';

/** Why a text cannot be a sender. */
export type SenderFault =
  | 'empty'
  | 'too-long'
  /** A Turkish letter, or a character that no sender may have. */
  | 'character'
  /** A space at the beginning or end, which no approved sender has. */
  | 'outer-space';

export type SenderResult = { ok: true; value: string } | { ok: false; reason: SenderFault };

/** Letters, digits, inner spaces, and characters of trade names: `N11.COM`, `H&M`, `A-101`. */
const CHARACTERS = /^[A-Za-z0-9 .&_-]+$/;

/**
 * Checks the form of a sender. `client.getSenders()` returns the approved ones. The provider documents "alphanumeric
 * characters, no Turkish letters", but approved senders with a space or with `.`, `&`, `_` or `-` exist, so these characters
 * are accepted. Source: provider documentation, overview and error codes 450 and 460.
 */
export function parseSender(input: string): SenderResult {
  if (typeof input !== 'string' || input.trim() === '') return { ok: false, reason: 'empty' };
  if (input !== input.trim()) return { ok: false, reason: 'outer-space' };
  if (!CHARACTERS.test(input) || !/[A-Za-z0-9]/.test(input)) return { ok: false, reason: 'character' };
  if (input.length > SENDER_MAX_LENGTH) return { ok: false, reason: 'too-long' };
  return { ok: true, value: input };
}
