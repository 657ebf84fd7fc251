import type { ConsentChannel } from '../contract/iys-register.js';
import { parseEmail, type EmailFault } from '../email.js';
import { parseTurkishMobile, type PhoneFault } from '../phone.js';

export type ConsentRecipientResult =
  | { ok: true; value: string }
  | { ok: false; kind: 'email'; reason: EmailFault }
  | { ok: false; kind: 'phone'; reason: PhoneFault };

/**
 * The recipient of a consent in the registry's form: an e-mail address for EPOSTA, `+90…` for the others.
 * A message needs a mobile number; a call may go to a landline.
 *
 * Source: provider documentation, iys-register ("phone number or email").
 */
export function parseConsentRecipient(input: string, channel: ConsentChannel): ConsentRecipientResult {
  if (channel === 'EPOSTA') {
    const email = parseEmail(input);
    return email.ok ? email : { ok: false, kind: 'email', reason: email.reason };
  }
  const phone = parseTurkishMobile(input);
  if (phone.ok) return phone;
  if (channel === 'ARAMA' && phone.reason === 'landline') {
    return { ok: true, value: `+90${input.replace(/\D/g, '').slice(-10)}` };
  }
  return { ok: false, kind: 'phone', reason: phone.reason };
}
