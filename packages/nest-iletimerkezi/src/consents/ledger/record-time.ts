import type { ConsentStatus, KnownConsent } from 'iletimerkezi-core';
import { consentCountsFrom } from 'iletimerkezi-core/consents';

/**
 * Which clock orders the records of a recipient.
 * - `arrival`: a person decides now, through a form or an endpoint. A refusal counts from the moment the database receives
 *   it; a date in the entry comes from a browser or host and may be wrong. A consent without a date gets the database's
 *   time; one with a date counts from that date, at the latest now.
 * - `given`: records of another system's past (files, host tables, İYS). Only their dates can order them.
 *
 * Source: law 6563, art. 8: a refusal is binding from the moment it reaches the service provider.
 */
export type RecordDating = 'arrival' | 'given';

/** The date of a record and the moment it counts from. */
export interface RecordTime {
  /** The date of the record, also at İYS. */
  readonly consentDate: Date;
  /** Orders the record among the recipient's records. Never in the future. */
  readonly countsFrom: Date;
  /** Whether the date is the database's time. */
  readonly isServerTime: boolean;
  /** The entry's own date, if it was not used. Stored as evidence. */
  readonly statedAt?: Date | undefined;
}

/** The accepted difference between the clocks of two servers. */
const CLOCK_TOLERANCE_MS = 60_000;

const SECOND_MS = 1_000;

/**
 * Returns the date of a record and the moment it counts from.
 * @param given the entry's own date, valid if present.
 * @param now the database's clock.
 */
export function recordTime(
  status: ConsentStatus,
  given: Date | undefined,
  dating: RecordDating,
  known: KnownConsent | undefined,
  now: Date,
): RecordTime {
  if (given === undefined || (dating === 'arrival' && status === 'RET')) {
    const consentDate = afterKnown(known, now);
    return { consentDate, countsFrom: now, isServerTime: true, statedAt: given };
  }
  if (given <= now) {
    const countsFrom = consentCountsFrom({ status, consentDate: given, recordedAt: now });
    // Answers of İYS are compared with a consent's exact moment; only a refusal needs the rounded one.
    const isExact = status === 'ONAY' && !(known?.status === 'RET' && isSameSecond(known.consentDate, given));
    return { consentDate: given, countsFrom: isExact ? given : countsFrom, isServerTime: false };
  }
  // A consent dated in the future must not overrule a recent refusal.
  const isDoubtful = dating === 'given' && status === 'ONAY';
  const countsFrom = isDoubtful ? new Date(now.getTime() - CLOCK_TOLERANCE_MS) : now;
  return { consentDate: given, countsFrom, isServerTime: false };
}

/**
 * Returns when a record arrives that a person causes after the current one. The clock of the database decides, unless it stepped
 * back or both arrive in one millisecond: the person's later decision must not count from an earlier time.
 * @param current the moment that the current record counts from.
 * @param now the database's clock.
 */
export const arrivalAfter = (current: Date, now: Date): Date =>
  new Date(Math.max(now.getTime(), current.getTime() + 1));

/**
 * Returns whether a past record is dated in the future. Such a consent is refused: with a wrong time zone it would overrule a
 * refusal that came after it.
 */
export const isFromTheFuture = (status: string, given: Date, dating: RecordDating, now: Date): boolean =>
  dating === 'given' && status === 'ONAY' && given.getTime() > now.getTime() + CLOCK_TOLERANCE_MS;

/**
 * Returns the present, or the next second if the known record is in the same one: İYS stores whole seconds and accepts only
 * newer records. Source: İYS developer documentation, V178.
 */
function afterKnown(known: KnownConsent | undefined, now: Date): Date {
  const knownTime = known?.consentDate?.getTime();
  if (knownTime === undefined) return now;
  const next = (Math.floor(knownTime / SECOND_MS) + 1) * SECOND_MS;
  return next > now.getTime() && next - now.getTime() <= SECOND_MS ? new Date(next) : now;
}

const isSameSecond = (a: Date | undefined, b: Date): boolean =>
  a !== undefined && Math.floor(a.getTime() / SECOND_MS) === Math.floor(b.getTime() / SECOND_MS);
