import { faultOf } from '../../fault-texts.js';
import { consentFaultText } from '../../consents/fault-texts.js';
import { parseConsentRecipient } from '../../consents/recipient.js';
import { reviewConsent, type ConsentCandidate, type ConsentFinding } from '../../consents/rules.js';
import type { ConsentQuery } from '../../contract/iys-check.js';
import type { ConsentBatch, ConsentRecord } from '../../contract/iys-register.js';
import { Faults, type Checked } from './faults.js';

/** Maximum number of consents in one request. Source: provider documentation, iys-register (475). */
export const MAX_CONSENTS = 5_000;

/** Brand codes of İYS have about six digits. */
const BRAND_CODE = /^\d{1,20}$/;

/** Account settings that affect the checks of consents. */
export interface ConsentCheckOptions {
  /** Accept landlines for the channel ARAMA. Default false: the provider documents mobile numbers only. */
  landlines?: boolean;
}

/**
 * Checks a batch of consents against the provider's documented rules and lists all faults: one invalid record causes the
 * provider to refuse the batch. Rules of the registry alone are left to the caller, see `reviewConsent`.
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
    faults.add('records', 'too-many-consents', { max: MAX_CONSENTS, count: given.length });
  }
  given.forEach((record, index) => {
    addFindings(reviewConsent({ ...record }, { now, landlines }).errors, `records[${index}].`, faults);
  });
  return faults.settle(() => ({ brandCode: batch.brandCode, records: given.map(asSent) }));
}

/** Checks a consent query. Returns it with a phone number in E.164. */
export function checkConsentQuery(
  query: ConsentQuery,
  { landlines }: ConsentCheckOptions = {},
): Checked<ConsentQuery> {
  const faults = new Faults();
  checkBrandCode(query?.brandCode, faults);
  // A query has no status, source or date. The values used here are valid and do not affect the other checks.
  const now = new Date();
  const record: ConsentCandidate = { ...query, status: 'ONAY', source: 'HS_WEB', consentDate: now };
  addFindings(reviewConsent(record, { now, landlines }).errors, '', faults);
  return faults.settle(() => asSent(query));
}

function addFindings(findings: readonly ConsentFinding[], prefix: string, faults: Faults): void {
  for (const finding of findings) {
    // Faults are joined to a list, so they have no full stop.
    const { en, tr } = consentFaultText(finding);
    const text = { en: en.replace(/\.$/, ''), tr: tr.replace(/\.$/, '') };
    faults.list.push(faultOf(`${prefix}${finding.field}`, `consent-${finding.code}`, text));
  }
}

/** Returns a checked record or query with its recipient in the registry's form. */
function asSent<Value extends Pick<ConsentQuery, 'recipient' | 'channel'>>(value: Value): Value {
  const parsed = parseConsentRecipient(value.recipient, value.channel, { landlines: true });
  return { ...value, recipient: parsed.ok ? parsed.value : value.recipient };
}

function checkBrandCode(brandCode: unknown, faults: Faults): void {
  const text = typeof brandCode === 'number' ? String(brandCode) : brandCode;
  if (typeof text !== 'string' || !BRAND_CODE.test(text)) {
    faults.add('brandCode', 'brand-code-digits');
  }
}
