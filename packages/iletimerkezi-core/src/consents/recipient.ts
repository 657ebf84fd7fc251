import type { ConsentChannel } from '../contract/iys-register.js';
import { parseEmail, type EmailFault } from '../email.js';
import { parseTurkishMobile, type PhoneFault } from '../phone/index.js';

export type ConsentRecipientResult =
  | { ok: true; value: string }
  | { ok: false; kind: 'email'; reason: EmailFault }
  | { ok: false; kind: 'phone'; reason: PhoneFault };

export interface ConsentRecipientOptions {
  /** Accept landlines for the channel ARAMA. Default false. */
  landlines?: boolean;
}

/**
 * Returns the recipient of a consent in the registry's form: an e-mail address for EPOSTA, `+90…` for the others. The
 * provider documents mobile numbers only, and one refused number fails its batch, so a landline for ARAMA is a fault unless
 * `landlines` is set.
 *
 * Source: provider documentation, iys-register ("phone number or email", 422) and iys-check ("recipient format matters").
 */
export function parseConsentRecipient(
  input: string,
  channel: ConsentChannel,
  { landlines = false }: ConsentRecipientOptions = {},
): ConsentRecipientResult {
  if (channel === 'EPOSTA') {
    const email = parseEmail(input);
    return email.ok ? email : { ok: false, kind: 'email', reason: email.reason };
  }
  const phone = parseTurkishMobile(input);
  if (phone.ok) return phone;
  if (landlines && channel === 'ARAMA' && phone.reason === 'landline') {
    return { ok: true, value: `+90${input.replace(/\D/g, '').slice(-10)}` };
  }
  return { ok: false, kind: 'phone', reason: phone.reason };
}
