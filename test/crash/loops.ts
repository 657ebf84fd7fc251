/** The process that is killed: the host, the database server, or both. `faults`: the host, with a provider that fails. */
export type Target = 'host' | 'server' | 'both' | 'faults';

/**
 * The loops with their default number of kills. `stops`: processes that are stopped for longer than their lease. `clocks`:
 * the clock of the database jumps. `answers`: responses of the database are late or lost. `handlers`: hosts are killed while
 * they handle delivery reports. `spend`: hosts with a cap on spending are killed while they enqueue. `consents`: a host is killed while it imports consents. `load`: one of several senders is
 * killed.
 */
export const LOOPS = {
  host: 200,
  server: 20,
  both: 20,
  faults: 20,
  stops: 50,
  clocks: 50,
  answers: 50,
  handlers: 50,
  spend: 50,
  consents: 50,
  load: 20,
} as const;
export type LoopName = keyof typeof LOOPS;

export interface Counts {
  kills: number;
  /** Number of acknowledged messages, consents or delivery reports. */
  acknowledged: number;
  /** Acknowledged items that the provider accepted, or reports that were handled. */
  accepted: number;
  /** Acknowledged items that were neither accepted nor held. */
  lost: number;
  /** Items that are held for a decision or have an unknown outcome. They are not sent again automatically. */
  held: number;
  /** Recipients with two complete send requests at the proxy of the provider, or with two registrations. */
  sentTwice: number;
  /** Orders with an unknown outcome at the end. */
  unknown?: number;
  /** Orders that the provider accepted and that do not have the final state of a sent order. */
  wrongStates?: number;
  /** Maximum number of recipients that reached the provider in any second, if the loop counts it. */
  busiest?: number;
  /** Acknowledged delivery reports whose handler never completed. */
  neverHandled?: number;
  /** Credits above the cap on spending that were reserved, billed or sent. */
  aboveCap?: number;
  /** Credits that stay reserved although their orders have ended. */
  reservedForEver?: number;
}

/** The reason why a loop cannot run on this machine. */
export interface Skipped {
  readonly skipped: string;
}

/** Recipients that the provider accepts in a second. */
export const LIMIT = 100;

/** Maximum share of acknowledged orders that are held. One held order is always allowed. */
const MAX_HELD_SHARE = 0.002;

/** Loops that do not delay their processes, so that the rate can be checked. */
const RATE_CHECKED: readonly LoopName[] = ['load', 'clocks'];
/** Loops that limit held orders. In `faults`, orders that the provider dropped are held correctly. */
const HELD_CHECKED: readonly LoopName[] = ['host', 'server', 'both', 'stops', 'clocks', 'answers'];

/** Returns the violated limits of a loop as texts. An empty list means that it passed. */
export function faultsOf(name: LoopName, counts: Counts): string[] {
  const {
    acknowledged,
    held,
    lost,
    sentTwice,
    unknown = 0,
    wrongStates = 0,
    busiest = 0,
    neverHandled = 0,
    aboveCap = 0,
    reservedForEver = 0,
  } = counts;
  const most = Math.max(1, acknowledged * MAX_HELD_SHARE);
  return [
    lost > 0 && `${lost} lost`,
    sentTwice > 0 && `${sentTwice} sent twice`,
    wrongStates > 0 && `${wrongStates} accepted, but in another final state`,
    unknown > 0 && `${unknown} unknown at the end`,
    neverHandled > 0 && `${neverHandled} reports never handled`,
    aboveCap > 0 && `${aboveCap} credits above the cap`,
    reservedForEver !== 0 && `${reservedForEver} credits reserved without an open order`,
    HELD_CHECKED.includes(name) && held > most && `${held} held, more than ${MAX_HELD_SHARE * 100} %`,
    RATE_CHECKED.includes(name) && busiest > LIMIT && `${busiest} recipients in one second`,
  ].filter((fault) => fault !== false);
}

/** Formats the counts of a loop in one line. */
export function describeCounts(counts: Counts): string {
  const {
    kills,
    acknowledged,
    accepted,
    held,
    lost,
    sentTwice,
    unknown,
    wrongStates,
    busiest,
    neverHandled,
    aboveCap,
    reservedForEver,
  } = counts;
  const ratio = accepted === 0 ? '' : ` (${((100 * held) / accepted).toFixed(2)} % of accepted)`;
  return [
    `${kills} kills`,
    `${acknowledged} acknowledged`,
    `${accepted} accepted`,
    `${held} held${ratio}`,
    unknown !== undefined && `${unknown} unknown`,
    `${lost} lost`,
    `${sentTwice} sent twice`,
    wrongStates !== undefined && `${wrongStates} accepted but in another final state`,
    busiest !== undefined && `${busiest} in the busiest second`,
    neverHandled !== undefined && `${neverHandled} never handled`,
    aboveCap !== undefined && `${aboveCap} above the cap`,
    reservedForEver !== undefined && `${reservedForEver} reserved at the end`,
  ]
    .filter((part) => part !== false)
    .join(', ');
}
