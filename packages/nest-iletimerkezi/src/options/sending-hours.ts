import {
  formatDate,
  formatDateTime,
  inputFault,
  type InputFault,
  istanbulDay,
  startOfIstanbulDay,
} from 'iletimerkezi-core';
import { type DailyHours, type SendingHoursOptions, WEEKDAYS } from './sending-hours.options.js';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
const CLOCK_TIME = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;

/** Returns the minutes since midnight of `HH:MM`; undefined if it is no time of a day. */
export function minutesOf(time: unknown): number | undefined {
  const match = typeof time === 'string' ? CLOCK_TIME.exec(time) : null;
  if (match === null) return undefined;
  const [, hours, minutes] = match;
  return hours === undefined ? DAY_MINUTES : Number(hours) * 60 + Number(minutes);
}

/** A range of minutes from the midnight at which a day begins. The end may be on the following day. */
interface Span {
  readonly opens: number;
  readonly closes: number;
}

/** The hours in which an account sends commercial messages. Hours over midnight belong to the day on which they begin. */
export class SendingHours {
  /** By day of the week, from Sunday; undefined for a day without sending. */
  readonly #spans: readonly (Span | undefined)[];
  readonly #holidays: ReadonlySet<string>;

  /** @param options valid options, by which at least one day of the week has hours. */
  constructor({ from, to, days = {}, holidays = [] }: SendingHoursOptions) {
    this.#spans = WEEKDAYS.map((weekday) => {
      const hours = days[weekday] ?? { from, to };
      return hours === false ? undefined : spanOf(hours);
    });
    this.#holidays = new Set(holidays);
  }

  /** Returns whether commercial messages may be sent at a time. A holiday is closed from midnight to midnight. */
  isOpen(at: Date): boolean {
    const day = istanbulDay(at);
    if (this.#isHoliday(day)) return false;
    return [day, day - 1].some((start) => {
      const span = this.#spanOf(start);
      const time = at.getTime();
      return span !== undefined && time >= span.opensAt && time < span.closesAt;
    });
  }

  /** Returns the time itself if it is within the hours, otherwise the time of the next opening. */
  nextOpening(at: Date): Date {
    if (this.isOpen(at)) return at;
    const today = istanbulDay(at);
    // Each holiday closes one opening, and openings are at most a week apart.
    const last = today + 7 * (this.#holidays.size + 2);
    for (let day = today; day <= last; day += 1) {
      const span = this.#spanOf(day);
      if (span !== undefined && span.opensAt > at.getTime()) return new Date(span.opensAt);
    }
    throw new RangeError('These sending hours never open.');
  }

  /** Returns the fault of a time that is not within the hours, with the next opening; undefined for other times. */
  faultOf(path: string, at: Date): InputFault | undefined {
    if (this.isOpen(at)) return undefined;
    const opensAt = formatDateTime(this.nextOpening(at));
    return inputFault(path, 'outside-sending-hours', { opensAt });
  }

  /** Returns the fault of a `sendAt`. The provider takes minutes, to which a request rounds up. */
  sendAtFault(path: string, sendAt: Date): InputFault | undefined {
    return this.faultOf(path, new Date(Math.ceil(sendAt.getTime() / MINUTE_MS) * MINUTE_MS));
  }

  #isHoliday(day: number): boolean {
    return this.#holidays.has(formatDate(startOfIstanbulDay(day)));
  }

  #spanOf(day: number): { readonly opensAt: number; readonly closesAt: number } | undefined {
    // 1 January 1970 was a Thursday.
    const span = this.#spans[(((day + 4) % 7) + 7) % 7];
    if (span === undefined || this.#isHoliday(day)) return undefined;
    const midnight = startOfIstanbulDay(day).getTime();
    return { opensAt: midnight + span.opens * MINUTE_MS, closesAt: midnight + span.closes * MINUTE_MS };
  }
}

function spanOf({ from, to }: DailyHours): Span {
  const opens = minutesOf(from) ?? 0;
  const closes = minutesOf(to) ?? DAY_MINUTES;
  return { opens, closes: closes > opens ? closes : closes + DAY_MINUTES };
}
