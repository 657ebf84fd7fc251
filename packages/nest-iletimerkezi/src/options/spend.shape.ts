import { isObject, objectOf, oneOf, optional, required, satisfies, wholeNumber } from './option-checks.js';

/** Largest cap: counters are exact far beyond it. */
const MOST_CREDITS = 1_000_000_000_000;

const credits = (least: number) => optional(wholeNumber('not-in-range', least, MOST_CREDITS));

/** Checks of the spend limits of an account. */
export const SPEND_LIMITS = required(
  objectOf('{ perDay, perMonth, … }', {
    perDay: credits(1),
    perMonth: credits(1),
    perCampaign: credits(1),
    reserveForTransactional: credits(0),
    beyond: optional(oneOf('refuse', 'wait')),
  }),
  satisfies('spend-limits-without-cap', hasCap),
  satisfies('spend-day-above-month', hasFittingDay),
  satisfies('spend-reserve-too-large', hasFittingReserve),
);

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> => (isObject(value) ? { ...value } : {});

function hasCap(value: unknown): boolean {
  const { perDay, perMonth, perCampaign } = fieldsOf(value);
  return [perDay, perMonth, perCampaign].some((cap) => cap !== undefined);
}

/** A day would never reach a cap above that of its month. */
function hasFittingDay(value: unknown): boolean {
  const { perDay, perMonth } = fieldsOf(value);
  return perDay === undefined || perMonth === undefined || Number(perDay) <= Number(perMonth);
}

/** A reserve that is as large as a cap would refuse every campaign. */
function hasFittingReserve(value: unknown): boolean {
  const { perDay, perMonth, reserveForTransactional: reserve = 0 } = fieldsOf(value);
  if (reserve === 0) return true;
  const caps = [perDay, perMonth].filter((cap) => cap !== undefined);
  return caps.length > 0 && caps.every((cap) => Number(cap) > Number(reserve));
}
