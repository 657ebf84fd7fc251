/** A sender has at most this many characters. Source: provider documentation, overview, "11-character sender limit". */
export const SENDER_MAX_LENGTH = 11;

/** The sender every account may use until its first own sender is approved. Source: provider documentation, test mode. */
export const TEST_SENDER = 'APITEST';

/** Why a text cannot be a sender. */
export type SenderFault =
  | 'empty'
  | 'too-long'
  /** A Turkish letter, or a sign that no sender has. */
  | 'character'
  /** A space before or after: senders must be given exactly as approved, and none is approved so. */
  | 'outer-space';

export type SenderResult = { ok: true; value: string } | { ok: false; reason: SenderFault };

/** Letters, digits, spaces inside, and the signs of trade names: `N11.COM`, `H&M`, `A-101`. */
const CHARACTERS = /^[A-Za-z0-9 .&_-]+$/;

/**
 * Returns whether a text can be a sender at all; whether it is approved, only the account knows (`client.getSenders()`).
 * The provider documents "alphanumeric characters, no Turkish letters"; approved senders with a space or a sign of a
 * trade name exist, so these few signs pass. Source: provider documentation, overview and error codes 450 and 460.
 */
export function parseSender(input: string): SenderResult {
  if (typeof input !== 'string' || input.trim() === '') return { ok: false, reason: 'empty' };
  if (input !== input.trim()) return { ok: false, reason: 'outer-space' };
  if (!CHARACTERS.test(input) || !/[A-Za-z0-9]/.test(input)) return { ok: false, reason: 'character' };
  if (input.length > SENDER_MAX_LENGTH) return { ok: false, reason: 'too-long' };
  return { ok: true, value: input };
}
