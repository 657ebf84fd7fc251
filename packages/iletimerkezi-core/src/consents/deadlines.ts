import { istanbulDay, startOfIstanbulDay } from '../istanbul-time.js';
import { holidayOn } from './holidays.js';

/** Days after which the provider refuses a consent. Source: provider documentation, iys-register, "cannot be older than 3 days". */
export const PROVIDER_DAYS = 3;

/** The legal period in business days. Source: regulation on commercial electronic messages (2015/29417, amended 2020). */
export const LEGAL_BUSINESS_DAYS = 3;

const DAY = 86_400_000;

export interface BusinessDayOptions {
  /**
   * Whether a half holiday (the eve of a religious holiday, 28 October) counts as a business day. Default `true`, which
   * gives the earlier deadline: the law does not specify it.
   */
  halfDaysCount?: boolean;
}

export interface RegistrationDeadlines {
  /** The time from which the provider refuses the consent: 72 hours after it was given. */
  provider: Date;
  /** The end of the legal period: the end of the third business day after it, in Istanbul. */
  law: Date;
  /** The earlier of the two: register the consent before this time. */
  effective: Date;
}

/** Returns whether a day of Istanbul's calendar is a business day: not a weekend day, not a public holiday. */
export function isBusinessDay(day: number, options: BusinessDayOptions = {}): boolean {
  const weekday = (((day + 4) % 7) + 7) % 7; // 1 January 1970 was a Thursday
  const holiday = holidayOn(day);
  if (weekday === 0 || weekday === 6 || holiday?.kind === 'holiday') return false;
  return holiday === undefined || options.halfDaysCount !== false;
}

/**
 * Returns the day of Istanbul's calendar that is `count` business days after another. The first day is not counted, as in
 * legal periods.
 *
 * @throws {RangeError} outside `HOLIDAY_YEARS`, or when `count` is not an integer from 0
 */
export function addBusinessDays(day: number, count: number, options: BusinessDayOptions = {}): number {
  if (!Number.isInteger(count) || count < 0)
    throw new RangeError('The number of business days must be an integer from 0.');
  let result = day;
  for (let left = count; left > 0; left -= isBusinessDay(result, options) ? 1 : 0) result += 1;
  return result;
}

/**
 * Returns the deadlines for registering a consent. The provider counts 3 calendar days, the law counts business days, so the
 * provider's deadline is never later.
 *
 * @example registrationDeadlines(new Date('2026-03-18T10:00:00+03:00'))
 * // provider: 21 March 10:00; law: the end of 24 March (a religious holiday is in between)
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

/** Returns whether a consent is too old for the provider. Exactly 3 days is not too old. */
export function isTooOldForProvider(consentDate: Date, now: Date): boolean {
  return now.getTime() - consentDate.getTime() > PROVIDER_DAYS * DAY;
}
