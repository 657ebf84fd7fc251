import { consentFaultText } from '../../consents/fault-texts.js';
import { parseConsentRecipient } from '../../consents/recipient.js';
import { reviewConsent, type ConsentCandidate, type ConsentFinding } from '../../consents/rules.js';
import type { ConsentQuery } from '../../contract/iys-check.js';
import type { ConsentBatch, ConsentRecord } from '../../contract/iys-register.js';
import { Faults, type Checked } from './faults.js';

/** Consents one request may register. Source: provider documentation, iys-register (475). */
export const MAX_CONSENTS = 5_000;

/** The registry's brand codes have some six digits. */
const BRAND_CODE = /^\d{1,20}$/;

/** What the checks of consents may be told about the account. */
export interface ConsentCheckOptions {
  /** Accept landlines for the channel ARAMA. Default false: the provider documents mobile numbers only. */
  landlines?: boolean;
}

/**
 * Checks a batch of consents by the provider's documented rules, listing all faults: one bad record would refuse the
 * whole batch. What only the registry might refuse is left to the caller; see `reviewConsent`.
 */
export function checkConsentBatch(
  batch: ConsentBatch,
  now: Date = new Date(),
  { landlines }: ConsentCheckOptions = {},
): Checked<ConsentBatch> {
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
    addFindings(reviewConsent({ ...record }, { now, landlines }).errors, `records[${index}].`, faults);
  });
  return faults.settle(() => ({ brandCode: batch.brandCode, records: given.map(asSent) }));
}

/** Checks a question to the registry; a phone number comes back in E.164. */
export function checkConsentQuery(
  query: ConsentQuery,
  { landlines }: ConsentCheckOptions = {},
): Checked<ConsentQuery> {
  const faults = new Faults();
  checkBrandCode(query?.brandCode, faults);
  // A question is a record without its answer: whatever that would be, the addressee is judged alike.
  const now = new Date();
  const record: ConsentCandidate = { ...query, status: 'ONAY', source: 'HS_WEB', consentDate: now };
  addFindings(reviewConsent(record, { now, landlines }).errors, '', faults);
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
  const parsed = parseConsentRecipient(value.recipient, value.channel, { landlines: true });
  return { ...value, recipient: parsed.ok ? parsed.value : value.recipient };
}

function checkBrandCode(brandCode: unknown, faults: Faults): void {
  const text = typeof brandCode === 'number' ? String(brandCode) : brandCode;
  if (typeof text !== 'string' || !BRAND_CODE.test(text)) {
    faults.add('brandCode', {
      en: 'the brand code of the panel is needed, a whole number or its digits',
      tr: 'paneldeki marka kodu gerekir: tam sayı ya da rakamları',
    });
  }
}
