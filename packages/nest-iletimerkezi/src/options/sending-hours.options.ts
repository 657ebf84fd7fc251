/** Hours of a day, as `HH:MM` in Türkiye. */
export interface DailyHours {
  /** Opening. */
  from: string;
  /** Closing, exclusive; `24:00` is the end of the day. If it is not after `from`, the hours end on the following day. */
  to: string;
}

/** Days of the week, from Sunday. */
export const WEEKDAYS = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const satisfies readonly Weekday[];

/** A day of the week. */
export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';

/**
 * The hours in which an account sends commercial messages, in the time of Türkiye. Neither law 6563 nor the regulation on
 * commercial messages (2015/29417) sets such hours for SMS: they are a courtesy to the recipients. Transactional messages,
 * such as one-time codes, are not affected.
 */
export interface SendingHoursOptions extends DailyHours {
  /** Hours of single days of the week; `false` for a day without sending. Default: the hours of every day. */
  days?: Partial<Record<Weekday, DailyHours | false>>;
  /** Days without sending, as `YYYY-MM-DD`. At most 1,000. Default none. */
  holidays?: readonly string[];
}
