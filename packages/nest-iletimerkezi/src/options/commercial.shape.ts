import { parseDate } from 'iletimerkezi-core';
import {
  isObject,
  isText,
  objectOf,
  type OptionCheck,
  optional,
  required,
  satisfies,
  wholeNumber,
} from './option-checks.js';
import { minutesOf } from './sending-hours.js';
import { WEEKDAYS } from './sending-hours.options.js';

const MOST_HOLIDAYS = 1_000;

const openingTime = satisfies(
  'not-clock-time',
  (value) => minutesOf(value) !== undefined && value !== '24:00',
);
const closingTime = satisfies('not-clock-time', (value) => minutesOf(value) !== undefined);

/** Hours whose end is their beginning would be open for a whole day or never. */
const differ = satisfies('sending-hours-empty', (value) => {
  const { from, to } = fieldsOf(value);
  return minutesOf(from) === undefined || from !== to;
});

const hoursOfDay: OptionCheck = (value, path) =>
  value === undefined || value === false
    ? []
    : required(
        objectOf("{ from: '10:00', to: '18:00' }, false", { from: openingTime, to: closingTime }),
        differ,
      )(value, path);

/** Checks of the sending hours of an account. */
export const SENDING_HOURS = required(
  objectOf("{ from: '09:00', to: '21:00' }", {
    from: openingTime,
    to: closingTime,
    days: optional(
      objectOf(
        "{ saturday: { from: '10:00', to: '18:00' }, sunday: false }",
        Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, hoursOfDay])),
      ),
    ),
    holidays: optional(satisfies('not-holidays', areHolidays)),
  }),
  differ,
  satisfies('sending-hours-closed', isOpenOnSomeDay),
);

/** Checks of the frequency cap of an account. */
export const FREQUENCY_CAP = required(
  objectOf('{ messages, days }', {
    messages: wholeNumber('not-in-range', 1, 100),
    days: wholeNumber('not-in-range', 1, 366),
  }),
);

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> => (isObject(value) ? { ...value } : {});

function areHolidays(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length <= MOST_HOLIDAYS &&
    value.every((day) => isText(day) && parseDate(day) !== undefined)
  );
}

function isOpenOnSomeDay(value: unknown): boolean {
  const days = fieldsOf(fieldsOf(value)['days']);
  return WEEKDAYS.some((weekday) => days[weekday] !== false);
}
