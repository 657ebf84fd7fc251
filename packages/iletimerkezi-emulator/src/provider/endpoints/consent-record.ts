import type { Quirks } from '../../quirks/quirks.js';
import type { Channel, ConsentKey, ConsentRecord, ConsentStatus } from '../../state/registry.js';
import type { RecipientType } from '../../state/order.js';
import { DAY, dayOfWeek, parseTimestamp } from '../../time/istanbul.js';
import { readNumber } from '../phone.js';
import { field } from '../read.js';

/** The twelve sources of the provider's documentation, iys-register. */
const SOURCES = new Set([
  'HS_FIZIKSEL_ORTAM',
  'HS_ISLAK_IMZA',
  'HS_ETKINLIK',
  'HS_EORTAM',
  'HS_WEB',
  'HS_MOBIL',
  'HS_MESAJ',
  'HS_EPOSTA',
  'HS_CAGRI_MERKEZI',
  'HS_SOSYAL_MEDYA',
  'HS_ATM',
  'HS_KARAR',
]);
const EMAIL = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/;
/** Clocks of caller and provider may differ a little before a date counts as in the future. */
const CLOCK_SKEW = 60_000;

/** A record as read from the wire, or what is wrong with it. */
export type RecordRead =
  | { ok: true; record: Omit<ConsentRecord, 'receivedAt' | 'visibleAt' | 'by'> }
  | { ok: false; reason: string };

/** Reads the key of a consent; returns what is wrong with it as text. */
export function readKey(
  input: unknown,
  brandCode: string,
  landlineCalls: Quirks['landlineCalls'],
): ConsentKey | string {
  const recipientType = field(input, 'recipientType');
  const type = field(input, 'type');
  if (!isRecipientType(recipientType)) return 'recipientType is neither BIREYSEL nor TACIR';
  if (!isChannel(type)) return 'type is none of MESAJ, EPOSTA, ARAMA';
  const recipient = readRecipient(field(input, 'recipient'), type, landlineCalls);
  if (recipient === undefined)
    return `recipient is no ${type === 'EPOSTA' ? 'email address' : 'phone number'}`;
  return { brandCode, recipient, recipientType, type };
}

/** Reads one record of iys-register. `oldest` is the earliest consent date taken. */
export function readRecord(
  input: unknown,
  at: { brandCode: string; now: number; oldest: number; landlineCalls: Quirks['landlineCalls'] },
): RecordRead {
  const key = readKey(input, at.brandCode, at.landlineCalls);
  if (typeof key === 'string') return { ok: false, reason: key };
  const status = field(input, 'status');
  const source = field(input, 'source');
  const date = field(input, 'consentDate');
  if (!isStatus(status)) return { ok: false, reason: 'status is neither ONAY nor RET' };
  if (typeof source !== 'string' || !SOURCES.has(source))
    return { ok: false, reason: 'source is none of the HS_ list' };
  const consentDate = typeof date === 'string' ? parseTimestamp(date) : undefined;
  if (consentDate === undefined) return { ok: false, reason: 'consentDate is not YYYY-MM-DD HH:MM:SS' };
  if (consentDate < at.oldest) return { ok: false, reason: 'consentDate is older than 3 days' };
  if (consentDate > at.now + CLOCK_SKEW) return { ok: false, reason: 'consentDate is in the future' };
  return { ok: true, record: { ...key, status, source, consentDate } };
}

/** The earliest consent date the provider takes: three days back, by the calendar or by business days. */
export function consentAgeLimit(now: number, reading: Quirks['consentAge']): number {
  if (reading === 'calendar') return now - 3 * DAY;
  let limit = now;
  for (let left = 3; left > 0;) {
    limit -= DAY;
    const day = dayOfWeek(limit);
    if (day !== 0 && day !== 6) left -= 1;
  }
  return limit;
}

export function isRecipientType(value: unknown): value is RecipientType {
  return value === 'BIREYSEL' || value === 'TACIR';
}

export function isChannel(value: unknown): value is Channel {
  return value === 'MESAJ' || value === 'EPOSTA' || value === 'ARAMA';
}

export function isStatus(value: unknown): value is ConsentStatus {
  return value === 'ONAY' || value === 'RET';
}

/** A Turkish number with an area code, in the documented forms of a mobile number. */
const LANDLINE = /^(?:\+?90|0)?([234]\d{9})$/;

/** A phone as +90…, an address as written; only the channel EPOSTA takes an address. */
export function readRecipient(
  value: unknown,
  type: Channel,
  landlineCalls: Quirks['landlineCalls'],
): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (type === 'EPOSTA') return value.length <= 265 && EMAIL.test(value) ? value : undefined;
  const landline =
    type === 'ARAMA' && landlineCalls === 'accept' ? LANDLINE.exec(value.replaceAll(' ', '')) : null;
  if (landline) return `+90${landline[1]}`;
  const number = readNumber(value, false);
  return number === undefined ? undefined : `+${number}`;
}
