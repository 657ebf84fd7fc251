import type { ConsentStatus } from '../contract/iys-register.js';

/** A consent or refusal with the times that order the records of one recipient, recipient type and channel. */
export interface DatedDecision {
  readonly status: ConsentStatus;
  /** The date of the decision. */
  readonly consentDate: Date;
  /** When it was recorded, by the recorder's clock; absent when it is not known. */
  readonly recordedAt?: Date | undefined;
}

const SECOND_MS = 1_000;

/**
 * Returns the time from which a decision counts, never later than it was recorded.
 *
 * A date from elsewhere (the registry, a file, another system) has a precision of one second, because the registry stores
 * whole seconds. Within that second a consent counts from the beginning and a refusal from the end, so that rounding never
 * orders a refusal before a consent. A decision that is dated by the recorder's own clock counts from `recordedAt`.
 *
 * Source: law 6563, art. 8 (a refusal must be followed); İYS developer documentation (dates in whole seconds).
 */
export function consentCountsFrom({ status, consentDate, recordedAt }: DatedDecision): Date {
  if (recordedAt !== undefined && consentDate >= recordedAt) return recordedAt;
  const second = Math.floor(consentDate.getTime() / SECOND_MS) * SECOND_MS;
  const counts = status === 'RET' ? second + SECOND_MS - 1 : second;
  return new Date(Math.min(counts, recordedAt?.getTime() ?? counts));
}

/**
 * Compares decisions for `Array.prototype.sort()`: the current one first. The newest by {@link consentCountsFrom} is current;
 * of two with the same time, the refusal is.
 */
export function compareConsents(a: DatedDecision, b: DatedDecision): number {
  const byTime = consentCountsFrom(b).getTime() - consentCountsFrom(a).getTime();
  return byTime || Number(a.status === 'ONAY') - Number(b.status === 'ONAY');
}
