import { istanbulDay, startOfIstanbulDay } from '../istanbul-time.js';
import { holidayOn } from './holidays.js';

/** The provider refuses a consent older than this. Source: provider documentation, iys-register, "cannot be older than 3 days". */
export const PROVIDER_DAYS = 3;

/** The law's period, in business days. Source: regulation on commercial electronic messages (2015/29417, amended 2020). */
export const LEGAL_BUSINESS_DAYS = 3;

const DAY = 86_400_000;

export interface BusinessDayOptions {
  /**
   * Whether a half holiday (the eve of a feast, 28 October) counts as a business day. Default `true`: the
   * law does not say, and so a deadline comes out earlier rather than later.
   */
  halfDaysCount?: boolean;
}

export interface RegistrationDeadlines {
  /** From this instant on the provider refuses the consent: 3 times 24 hours after it was given. */
  provider: Date;
  /** The end of the law's period: the midnight in Istanbul that closes the third business day after it. */
  law: Date;
  /** The instant before which the consent must be registered to satisfy both. */
  effective: Date;
}

/** Whether offices work on that day of Istanbul's calendar: no weekend, no public holiday. */
export function isBusinessDay(day: number, options: BusinessDayOptions = {}): boolean {
  const weekday = (((day + 4) % 7) + 7) % 7; // 1 January 1970 was a Thursday
  const holiday = holidayOn(day);
  if (weekday === 0 || weekday === 6 || holiday?.kind === 'holiday') return false;
  return holiday === undefined || options.halfDaysCount !== false;
}

/**
 * The day of Istanbul's calendar that is so many business days after another; the first one is not
 * counted, as in the law's periods.
 *
 * @throws {RangeError} where the holidays are not known (see `HOLIDAY_YEARS`), or for a count that is no
 * whole number from 0
 */
export function addBusinessDays(day: number, count: number, options: BusinessDayOptions = {}): number {
  if (!Number.isInteger(count) || count < 0)
    throw new RangeError('Count business days in whole numbers from 0.');
  let result = day;
  for (let left = count; left > 0; left -= isBusinessDay(result, options) ? 1 : 0) result += 1;
  return result;
}

/**
 * Until when a consent must be registered. The provider's 3 days run on over weekends and holidays, the
 * law's are business days, so the provider's end first or together.
 *
 * @example registrationDeadlines(new Date('2026-03-18T10:00:00+03:00'))
 * // provider: 21 March 10:00; law: the end of 24 March (the feast lies between)
 */
export function registrationDeadlines(
  consentDate: Date,
  options: BusinessDayOptions = {},
): RegistrationDeadlines {
  const provider = new Date(consentDate.getTime() + PROVIDER_DAYS * DAY);
  const last = addBusinessDays(istanbulDay(consentDate), LEGAL_BUSINESS_DAYS, options);
  const law = startOfIstanbulDay(last + 1);
  return { provider, law, effective: provider < law ? provider : law };
}

/** Whether the provider's period is over. Exactly 3 days is not yet over. */
export function isTooOldForProvider(consentDate: Date, now: Date): boolean {
  return now.getTime() - consentDate.getTime() > PROVIDER_DAYS * DAY;
}
