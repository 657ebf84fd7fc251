import type { ConsentChannel } from '../contract/iys-register.js';
import { isEmailAddress, parseEmail, type EmailAddress, type EmailFault } from '../email.js';
import { brand } from '../phone/e164.js';
import { isE164, parseTurkishMobile, type E164, type PhoneFault } from '../phone/index.js';
import { unwrapNumber } from '../phone/international.js';

/** The recipient of a consent in the registry's form: a phone number for MESAJ and ARAMA, an e-mail address for EPOSTA. */
export type ConsentRecipient = E164 | EmailAddress;

export type ConsentRecipientResult =
  | { ok: true; value: ConsentRecipient }
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
    return email.ok ? email : { ...email, kind: 'email' };
  }
  const phone = parseTurkishMobile(input);
  if (phone.ok) return phone;
  if (landlines && channel === 'ARAMA' && phone.reason === 'landline') {
    return { ok: true, value: brand(`+90${unwrapNumber(input).replace(/\D/g, '').slice(-10)}`) };
  }
  return { ...phone, kind: 'phone' };
}

/**
 * Returns whether a text has the form of a parsed recipient. Use it for recipients that were parsed before and come back as
 * text, for example from a database.
 */
export function isConsentRecipient(text: string): text is ConsentRecipient {
  return isE164(text) || isEmailAddress(text);
}

/** The ten national digits of mobile numbers begin with 5, those of landlines with 2, 3 or 4. */
const MOBILE = /^\+905/;
const LANDLINE = /^\+90[2-4]/;

/** Checks that a channel accepts a parsed recipient. Nothing is parsed again. */
export function acceptRecipient(
  recipient: ConsentRecipient,
  channel: ConsentChannel,
  { landlines = false }: ConsentRecipientOptions = {},
): ConsentRecipientResult {
  const accepted = { ok: true, value: recipient } as const;
  if (channel === 'EPOSTA') {
    return isEmailAddress(recipient) ? accepted : { ok: false, kind: 'email', reason: 'not-an-email' };
  }
  if (MOBILE.test(recipient)) return accepted;
  if (!isE164(recipient)) return { ok: false, kind: 'phone', reason: 'not-a-number' };
  if (!LANDLINE.test(recipient)) return { ok: false, kind: 'phone', reason: 'foreign' };
  return landlines && channel === 'ARAMA' ? accepted : { ok: false, kind: 'phone', reason: 'landline' };
}
