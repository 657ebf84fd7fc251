import type { ConsentStatus, KnownConsent } from 'iletimerkezi-core';
import { consentCountsFrom } from 'iletimerkezi-core/consents';

/**
 * Which clock orders records of one recipient.
 * - `arrival`: a person decides now, through a form or an endpoint. A refusal counts from the moment the database
 *   receives it, whatever date comes with it: the date is a browser's or a host's and may be wrong. A consent
 *   without a date gets the database's time; one with a date counts from that date, at the latest from now.
 * - `given`: records from another system's past (files, host tables, the registry). Only their dates can order them.
 *
 * Source: law 6563, art. 8: a refusal has to be obeyed from the moment it reaches the service provider.
 */
export type RecordDating = 'arrival' | 'given';

/** When a record was made and from when it counts. */
export interface RecordTime {
  /** The date of the record, also for the registry. */
  readonly consentDate: Date;
  /** Orders the record among the recipient's others; never in the future. */
  readonly countsFrom: Date;
  /** Whether the database's clock dated it. */
  readonly isServerTime: boolean;
  /** The date that came with the record and was not used. Kept as evidence. */
  readonly statedAt?: Date | undefined;
}

/** Clocks of two servers may differ by so much. */
const CLOCK_TOLERANCE_MS = 60_000;

const SECOND_MS = 1_000;

/**
 * Dates a record.
 * @param given its own date, valid where there is one.
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
    // Answers of the registry are compared with a consent's exact moment; only a refusal calls for the rounded one.
    const isExact = status === 'ONAY' && !(known?.status === 'RET' && isSameSecond(known.consentDate, given));
    return { consentDate: given, countsFrom: isExact ? given : countsFrom, isServerTime: false };
  }
  // A consent whose date is ahead of ours must not overrule a refusal of a moment ago.
  const isDoubtful = dating === 'given' && status === 'ONAY';
  const countsFrom = isDoubtful ? new Date(now.getTime() - CLOCK_TOLERANCE_MS) : now;
  return { consentDate: given, countsFrom, isServerTime: false };
}

/**
 * Whether a record of the past is dated in the future. A consent with such a date is refused: with a wrong time zone it
 * would overrule a refusal that came after it.
 */
export const isFromTheFuture = (status: string, given: Date, dating: RecordDating, now: Date): boolean =>
  dating === 'given' && status === 'ONAY' && given.getTime() > now.getTime() + CLOCK_TOLERANCE_MS;

/**
 * The present, or the second after the known record where both fall into the same second: the registry keeps whole
 * seconds and refuses a record that is not newer. Source: İYS developer documentation, V178.
 */
function afterKnown(known: KnownConsent | undefined, now: Date): Date {
  const knownTime = known?.consentDate?.getTime();
  if (knownTime === undefined) return now;
  const next = (Math.floor(knownTime / SECOND_MS) + 1) * SECOND_MS;
  return next > now.getTime() && next - now.getTime() <= SECOND_MS ? new Date(next) : now;
}

const isSameSecond = (a: Date | undefined, b: Date): boolean =>
  a !== undefined && Math.floor(a.getTime() / SECOND_MS) === Math.floor(b.getTime() / SECOND_MS);
