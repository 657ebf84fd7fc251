import { parseDateTime } from 'iletimerkezi-core';
import { addDays, dayOf } from '../../parts/day.js';
import { nextWeekday } from './readDateTime.js';

const MINUTE = 60_000;
const MONDAY = 1;

export interface QuickPick {
  name: 'hour' | 'tomorrow' | 'monday';
  time: Date;
}

/** Returns the times that are offered at `now`. Seconds are rounded up. Before a Monday, "Monday" is "tomorrow" and left out. */
export function quickPicks(now: number): readonly QuickPick[] {
  const today = dayOf(now);
  const [tomorrow, monday] = [addDays(today, 1), nextWeekday(today, MONDAY)];
  const morning = (day: string): Date => parseDateTime(`${day} 10:00`) ?? new Date(Number.NaN);
  return [
    { name: 'hour', time: new Date(Math.ceil(now / MINUTE) * MINUTE + 60 * MINUTE) },
    { name: 'tomorrow', time: morning(tomorrow) },
    ...(monday === tomorrow ? [] : [{ name: 'monday' as const, time: morning(monday) }]),
  ];
}
