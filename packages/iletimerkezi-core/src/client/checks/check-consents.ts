import type { ConsentQuery } from '../../contract/iys-check.js';
import type { ConsentBatch, ConsentRecord } from '../../contract/iys-register.js';
import { parseRecipient } from '../../phone.js';
import { Faults, isMoment, NOT_A_DATE, NUMBER_TEXTS, type Checked } from './faults.js';

/** Consents one request may register. Source: provider documentation, iys-register (475). */
export const MAX_CONSENTS = 5_000;

/** A consent older than this is refused. Source: provider documentation, iys-register. */
const MAX_AGE_MS = 3 * 24 * 3_600_000;

const RECIPIENT_TYPES = ['BIREYSEL', 'TACIR'];
const CHANNELS = ['MESAJ', 'EPOSTA', 'ARAMA'];
const STATUSES = ['ONAY', 'RET'];
const SOURCES = [
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
];

/**
 * Checks a batch of consents by the provider's documented rules, listing all faults: one bad record would refuse the
 * whole batch. What only the registry would refuse, by what it already knows, is not looked at here.
 */
export function checkConsentBatch(batch: ConsentBatch, now: Date = new Date()): Checked<ConsentBatch> {
  const faults = new Faults();
  checkBrandCode(batch?.brandCode, faults);
  const given: readonly ConsentRecord[] = Array.isArray(batch?.records) ? batch.records : [];
  if (given.length === 0 || given.length > MAX_CONSENTS) {
    faults.add('records', {
      en: `a request registers 1 to ${MAX_CONSENTS} consents, here are ${given.length}`,
      tr: `bir istek 1 ile ${MAX_CONSENTS} arası izin kaydeder, burada ${given.length} var`,
    });
  }
  const records = given.map((record, index) => checkRecord(record, `records[${index}].`, faults, now));
  return faults.settle(() => ({ brandCode: batch.brandCode, records }));
}

/** Checks a question to the registry; a phone number comes back in E.164. */
export function checkConsentQuery(query: ConsentQuery): Checked<ConsentQuery> {
  const faults = new Faults();
  checkBrandCode(query?.brandCode, faults);
  const recipient = checkAddressee(query, '', faults);
  return faults.settle(() => ({ ...query, recipient }));
}

function checkRecord(record: ConsentRecord, prefix: string, faults: Faults, now: Date): ConsentRecord {
  const recipient = checkAddressee(record, prefix, faults);
  checkWord(record?.status, STATUSES, `${prefix}status`, faults);
  checkWord(record?.source, SOURCES, `${prefix}source`, faults);
  if (!isMoment(record?.consentDate)) {
    faults.add(`${prefix}consentDate`, NOT_A_DATE);
  } else if (now.getTime() - record.consentDate.getTime() > MAX_AGE_MS) {
    faults.add(`${prefix}consentDate`, {
      en: 'the consent is older than 3 days; the provider takes it no more',
      tr: 'izin 3 günden eski; sağlayıcı artık kabul etmez',
    });
  }
  return { ...record, recipient };
}

/** Who is meant, for what: the part that records and questions share. */
function checkAddressee(
  given: Pick<ConsentQuery, 'recipient' | 'recipientType' | 'channel'>,
  prefix: string,
  faults: Faults,
): string {
  checkWord(given?.recipientType, RECIPIENT_TYPES, `${prefix}recipientType`, faults);
  checkWord(given?.channel, CHANNELS, `${prefix}channel`, faults);
  const recipient = typeof given?.recipient === 'string' ? given.recipient.trim() : '';
  if (given?.channel === 'EPOSTA') {
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(recipient)) {
      faults.add(`${prefix}recipient`, {
        en: 'this is not an e-mail address',
        tr: 'bu bir e-posta adresi değil',
      });
    }
    return recipient;
  }
  const number = parseRecipient(recipient);
  if (number.ok) return number.value;
  faults.add(`${prefix}recipient`, NUMBER_TEXTS[number.reason]);
  return '';
}

function checkBrandCode(brandCode: unknown, faults: Faults): void {
  const text = typeof brandCode === 'number' ? String(brandCode) : brandCode;
  if (typeof text !== 'string' || !/^\d+$/.test(text)) {
    faults.add('brandCode', {
      en: 'the brand code of the panel is needed, a whole number or its digits',
      tr: 'paneldeki marka kodu gerekir: tam sayı ya da rakamları',
    });
  }
}

function checkWord(value: unknown, words: readonly string[], path: string, faults: Faults): void {
  if (typeof value === 'string' && words.includes(value)) return;
  faults.add(path, {
    en: `one of ${words.join(', ')} is needed`,
    tr: `şunlardan biri gerekir: ${words.join(', ')}`,
  });
}
