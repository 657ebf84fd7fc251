import { consentFaultText } from '../../consents/fault-texts.js';
import { reviewConsent, type ConsentCandidate, type ConsentFinding } from '../../consents/rules.js';
import type { ConsentQuery } from '../../contract/iys-check.js';
import type { ConsentBatch, ConsentRecord } from '../../contract/iys-register.js';
import { parseEmail } from '../../email.js';
import { parseTurkishMobile } from '../../phone.js';
import { Faults, type Checked } from './faults.js';

/** Consents one request may register. Source: provider documentation, iys-register (475). */
export const MAX_CONSENTS = 5_000;

/**
 * Checks a batch of consents by the provider's documented rules, listing all faults: one bad record would refuse the
 * whole batch. What only the registry might refuse is left to the caller; see `reviewConsent`.
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
  given.forEach((record, index) => {
    addFindings(reviewConsent({ ...record }, { now }).errors, `records[${index}].`, faults);
  });
  return faults.settle(() => ({ brandCode: batch.brandCode, records: given.map(asSent) }));
}

/** Checks a question to the registry; a phone number comes back in E.164. */
export function checkConsentQuery(query: ConsentQuery): Checked<ConsentQuery> {
  const faults = new Faults();
  checkBrandCode(query?.brandCode, faults);
  // A question is a record without its answer: whatever that would be, the addressee is judged alike.
  const now = new Date();
  const record: ConsentCandidate = { ...query, status: 'ONAY', source: 'HS_WEB', consentDate: now };
  addFindings(reviewConsent(record, { now }).errors, '', faults);
  return faults.settle(() => asSent(query));
}

function addFindings(findings: readonly ConsentFinding[], prefix: string, faults: Faults): void {
  for (const finding of findings) {
    // Sentences there, but a fault stands in a row of others.
    const { en, tr } = consentFaultText(finding);
    faults.add(`${prefix}${finding.field}`, { en: en.replace(/\.$/, ''), tr: tr.replace(/\.$/, '') });
  }
}

/** A checked record or question with its recipient as the registry writes it. */
function asSent<Value extends Pick<ConsentQuery, 'recipient' | 'channel'>>(value: Value): Value {
  return {
    ...value,
    recipient: value.channel === 'EPOSTA' ? address(value.recipient) : phone(value.recipient),
  };
}

function address(recipient: string): string {
  const email = parseEmail(recipient);
  return email.ok ? email.value : recipient;
}

/** Mobile numbers, and the landlines that may be called, in E.164. */
function phone(recipient: string): string {
  const mobile = parseTurkishMobile(recipient);
  return mobile.ok ? mobile.value : `+90${recipient.replaceAll(/\D/g, '').slice(-10)}`;
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
