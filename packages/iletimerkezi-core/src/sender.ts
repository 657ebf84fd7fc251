/** A sender has at most this many characters. Source: provider documentation, overview, "11-character sender limit". */
export const SENDER_MAX_LENGTH = 11;

/** The sender every account may use until its first own sender is approved. Source: provider documentation, test mode. */
export const TEST_SENDER = 'APITEST';

/** Why a text cannot be a sender. */
export type SenderFault =
  | 'empty'
  | 'too-long'
  /** A Turkish letter or another sign outside ASCII. */
  | 'character'
  /** A space before or after: senders must be given exactly as approved, and none is approved so. */
  | 'outer-space';

export type SenderResult = { ok: true; value: string } | { ok: false; reason: SenderFault };

/**
 * Whether a text can be a sender at all; whether it is approved, only the account knows (`client.getSenders()`).
 * Spaces and signs inside pass: the overview says alphanumeric, but approved senders with spaces exist, and the refusal
 * 460 names only length and Turkish letters. Source: provider documentation, overview and error codes.
 */
export function parseSender(input: string): SenderResult {
  if (typeof input !== 'string' || input.trim() === '') return { ok: false, reason: 'empty' };
  if (input !== input.trim()) return { ok: false, reason: 'outer-space' };
  if (!/^[\x20-\x7e]+$/.test(input)) return { ok: false, reason: 'character' };
  if (input.length > SENDER_MAX_LENGTH) return { ok: false, reason: 'too-long' };
  return { ok: true, value: input };
}
