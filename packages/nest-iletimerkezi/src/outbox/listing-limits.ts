import type { ListingLimits } from '../storage/outbox/listing.repository.js';

/*
 * Limits how often all instances read the provider's list of orders for one account. The provider publishes no limit for
 * get-reports and asks for fair use.
 *
 * A call that returns a final page is needed once and consumes no credit. All other calls consume credit: reading pages
 * that are not final yet, searching for a page, and reading pages again after a crash. While credit is left, readings follow
 * without a pause. Without credit, each reading is delayed, so that it serves several look-ups.
 */

/** Maximum credit of an account, in calls. */
const MOST_CREDIT = 45;

/** Time after which one call of credit is restored, in milliseconds. */
const CREDIT_EVERY_MS = 600_000;

/** Credit added for each final page, in addition to the call that returned it. */
const CREDIT_PER_PAGE = 0.15;

/** Pause for each call beyond the credit, in milliseconds. */
const PAUSE_PER_CALL_MS = 12_000;

/** Pause under heavy traffic, in milliseconds. After it many pages are final and one reading returns them. */
const HEAVY_PAUSE_MS = 120_000;

const SHORTEST_LIMIT_MS = HEAVY_PAUSE_MS;
const LONGEST_LIMIT_MS = 300_000;

/** Returns the credit for a number of final pages. */
export const creditOf = (pages: number): number => pages * (1 + CREDIT_PER_PAGE);

/**
 * Returns the limits for reading the list.
 * @param schedule pauses between the look-ups of one order, in milliseconds. The longest one limits the pause between readings.
 */
export function listingLimits(schedule: readonly number[]): ListingLimits {
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
 * Returns the time within which a sent order is expected to appear in the list, in milliseconds. The provider does not
 * document it. A host with a short look-up schedule decides with orders that are listed within that schedule.
 */
export const listedAfterMs = (schedule: readonly number[]): number =>
  Math.min(
    LISTED_AFTER_MS.most,
    Math.max(
      LISTED_AFTER_MS.least,
      schedule.reduce((sum, pause) => sum + pause, 0),
    ),
  );
