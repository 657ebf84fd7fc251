import type { SpendRules } from '../../options/spend.options.js';

export type SpendPeriod = 'day' | 'month';

/** A period that a message counts for, with its first day as `YYYY-MM-DD`. */
export interface CountedPeriod {
  readonly period: SpendPeriod;
  readonly starts: string;
  /** The cap in the options; undefined without one. */
  readonly cap: number | undefined;
  /** The part of the cap that the message may use; null without a cap. */
  readonly usable: number | null;
}

/** Shares of a cap that are announced, in percent. */
export const ANNOUNCED_SHARES = [50, 80, 100] as const;

/** A share of a cap that was reached, in percent. */
export type AnnouncedShare = (typeof ANNOUNCED_SHARES)[number];

/**
 * Returns the periods of a day. The month is first: transactions lock counters in this sequence, also those of two days.
 * @param mayUseReserve whether the message may use the credits reserved for transactional messages.
 */
export function periodsOf(
  day: string,
  { perDay, perMonth, reserveForTransactional }: SpendRules,
  mayUseReserve: boolean,
): readonly CountedPeriod[] {
  const kept = mayUseReserve ? 0 : reserveForTransactional;
  const usable = (cap: number | undefined) => (cap === undefined ? null : cap - kept);
  return [
    { period: 'month', starts: `${day.slice(0, 7)}-01`, cap: perMonth, usable: usable(perMonth) },
    { period: 'day', starts: day, cap: perDay, usable: usable(perDay) },
  ];
}

/** Returns the start of the period that follows. Türkiye has had the offset +03:00 all year since 2016. */
export function nextStart({ period, starts }: Pick<CountedPeriod, 'period' | 'starts'>): Date {
  const next = new Date(`${starts}T00:00:00Z`);
  if (period === 'day') next.setUTCDate(next.getUTCDate() + 1);
  else next.setUTCMonth(next.getUTCMonth() + 1);
  return new Date(`${next.toISOString().slice(0, 10)}T00:00:00+03:00`);
}
