import { faultOf, type InputFault } from '../../fault-texts.js';
import { consentFaultText, type ConsentFault } from '../../consents/fault-texts.js';
import type { ConsentRecipient } from '../../consents/recipient.js';
import {
  reviewConsent,
  reviewParsedConsent,
  type ConsentCandidate,
  type ConsentReview,
} from '../../consents/rules.js';
import type { ConsentQuery } from '../../contract/iys-check.js';
import type { ConsentBatch, ConsentRecord } from '../../contract/iys-register.js';
import { Faults, type Checked } from '../../faults.js';

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
 * provider to refuse the batch. A valid batch is returned with its recipients in the registry's form. Rules of the registry
 * alone are left to the caller, see `reviewConsent`.
 */
export function checkConsentBatch(
  batch: ConsentBatch,
  now: Date = new Date(),
  options: ConsentCheckOptions = {},
): Checked<ConsentBatch<ConsentRecipient>> {
  return checkBatch(batch, (record) => reviewConsent(record, { now, ...options }));
}

/** Checks everything of a batch but the form of its recipients, which have been parsed before. */
export function checkParsedConsentBatch(
  batch: ConsentBatch<ConsentRecipient>,
  now: Date = new Date(),
  options: ConsentCheckOptions = {},
): Checked<ConsentBatch<ConsentRecipient>> {
  return checkBatch(batch, (record) => reviewParsedConsent(record, { now, ...options }));
}

/** Checks a consent query. Returns it with its recipient in the registry's form. */
export function checkConsentQuery(
  query: ConsentQuery,
  options: ConsentCheckOptions = {},
): Checked<ConsentQuery<ConsentRecipient>> {
  return checkQuery(query, (record) => reviewConsent(record, options));
}

/** Checks everything of a consent query but the form of its recipient, which has been parsed before. */
export function checkParsedConsentQuery(
  query: ConsentQuery<ConsentRecipient>,
  options: ConsentCheckOptions = {},
): Checked<ConsentQuery<ConsentRecipient>> {
  return checkQuery(query, (record) => reviewParsedConsent(record, options));
}

/** Returns the fault of a consent's field with its text, as the checks of consents list it. */
export function consentInputFault(path: string, { code, reason }: ConsentFault): InputFault {
  // Faults are joined to a list, so they have no full stop.
  const { en, tr } = consentFaultText({ code, reason });
  return faultOf(path, `consent-${code}`, { en: en.replace(/\.$/, ''), tr: tr.replace(/\.$/, '') });
}

function checkBatch<Recipient extends string>(
  batch: ConsentBatch<Recipient>,
  review: (record: ConsentRecord<Recipient>) => ConsentReview,
): Checked<ConsentBatch<ConsentRecipient>> {
  const faults = new Faults();
  checkBrandCode(batch?.brandCode, faults);
  const given: readonly ConsentRecord<Recipient>[] = Array.isArray(batch?.records) ? batch.records : [];
  if (given.length === 0 || given.length > MAX_CONSENTS) {
    faults.add('records', 'too-many-consents', { max: MAX_CONSENTS, count: given.length });
  }
  const records = given.flatMap((record, index) => {
    const { recipient, errors } = review({ ...record });
    addErrors(errors, `records[${index}].`, faults);
    return recipient === undefined ? [] : { ...record, recipient };
  });
  return faults.settle(() => ({ brandCode: batch.brandCode, records }));
}

function checkQuery<Recipient extends string>(
  query: ConsentQuery<Recipient>,
  review: (record: ConsentCandidate<Recipient>) => ConsentReview,
): Checked<ConsentQuery<ConsentRecipient>> {
  const faults = new Faults();
  checkBrandCode(query?.brandCode, faults);
  // A query has no status, source or date. The values used here are valid and do not affect the other checks.
  const { recipient, errors } = review({
    ...query,
    status: 'ONAY',
    source: 'HS_WEB',
    consentDate: new Date(),
  });
  addErrors(errors, '', faults);
  return recipient === undefined
    ? { ok: false, faults: faults.list }
    : faults.settle(() => ({ ...query, recipient }));
}

function addErrors(errors: ConsentReview['errors'], prefix: string, faults: Faults): void {
  for (const error of errors) faults.list.push(consentInputFault(`${prefix}${error.field}`, error));
}

function checkBrandCode(brandCode: unknown, faults: Faults): void {
  const text = typeof brandCode === 'number' ? String(brandCode) : brandCode;
  if (typeof text !== 'string' || !BRAND_CODE.test(text)) {
    faults.add('brandCode', 'brand-code-digits');
  }
}
