import type { ListingPace } from '../storage/outbox/listing.repository.js';

/*
 * How often the provider's list of orders is read for one account, over all instances. The provider publishes no limit
 * for get-reports and asks for fair use.
 *
 * Calls that bring pages known for good from then on are needed once and cost nothing in the end. All others take
 * credit: reading what is not final yet, finding a page, and reading again what a kill lost. While credit is left,
 * looks follow one another without a pause; after that, each reading waits so that looks gather for the next one.
 */

/** Calls that an account may be ahead. */
const MOST_CREDIT = 45;

/** Time in which one call of credit comes back, in milliseconds. */
const CREDIT_EVERY_MS = 600_000;

/** Credit for each page that is known for good, beside the call that it cost. */
const CREDIT_PER_PAGE = 0.15;

/** Pause for each call without credit, in milliseconds. */
const PAUSE_PER_CALL_MS = 12_000;

/** Pause under heavy traffic: much is final after it, and read in one go. */
const HEAVY_PAUSE_MS = 120_000;

const SHORTEST_LIMIT_MS = HEAVY_PAUSE_MS;
const LONGEST_LIMIT_MS = 300_000;

export const creditOf = (pages: number): number => pages * (1 + CREDIT_PER_PAGE);

/** @param schedule the pauses between the looks for one order. The list rests no longer than the longest of them. */
export function listingPace(schedule: readonly number[]): ListingPace {
  const longestPauseMs = Math.min(LONGEST_LIMIT_MS, Math.max(SHORTEST_LIMIT_MS, ...schedule));
  return {
    mostCredit: MOST_CREDIT,
    creditEveryMs: CREDIT_EVERY_MS,
    longestPauseMs,
    pauseAfter: ({ calls, credit, isHeavy }) => {
      if (calls === 0) return 0;
      const least = isHeavy ? HEAVY_PAUSE_MS : 0;
      return Math.min(longestPauseMs, Math.max(least, -credit * PAUSE_PER_CALL_MS));
    },
  };
}

const LISTED_AFTER_MS = { least: 5_000, most: 60_000 } as const;

/**
 * How long after its time an order may appear in the list, in milliseconds; the provider does not say. A host that
 * looks for a short time only decides on what is listed sooner.
 */
export const listedAfterMs = (schedule: readonly number[]): number =>
  Math.min(
    LISTED_AFTER_MS.most,
    Math.max(
      LISTED_AFTER_MS.least,
      schedule.reduce((sum, pause) => sum + pause, 0),
    ),
  );
