/** What is killed: the host, the database server under it, or both at once. `faults`: the host, at a provider that fails. */
export type Target = 'host' | 'server' | 'both' | 'faults';

/**
 * Every loop, with its kills unless asked for others. `stops`: processes that stand still for longer than their lease;
 * `clocks`: a database whose clock jumps; `answers`: one whose answers are late or lost; `handlers`: hosts killed while
 * they handle delivery reports; `consents`: a host that loads them; `load`: one of several senders.
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
  consents: 50,
  load: 20,
} as const;
export type LoopName = keyof typeof LOOPS;

export interface Counts {
  kills: number;
  /** What was acknowledged: messages, consents, or delivery reports. */
  acknowledged: number;
  /** Of these, taken by the provider; of reports, handled. */
  accepted: number;
  /** Of these, neither taken nor visible as held. */
  lost: number;
  /** Held for a person, or marked as of unknown outcome: visible, and not sent again automatically. */
  held: number;
  /** Recipients with two complete send requests at the front before the provider; or who were registered twice. */
  sentTwice: number;
  /** Orders still of unknown outcome at the end. */
  unknown?: number;
  /** Orders that the provider accepted and that did not end as sent. */
  wrongEnds?: number;
  /** The most recipients that reached the provider in any second, where that is counted. */
  busiest?: number;
  /** Acknowledged delivery reports whose handler never ran to its end. */
  neverHandled?: number;
}

/** A loop that cannot run on this machine, and why. */
export interface Skipped {
  readonly skipped: string;
}

/** What the provider takes in a second. */
export const LIMIT = 100;

/** Held orders at most, as a share of the acknowledged; one is always allowed. */
const HELD_SHARE = 0.002;

/** Loops whose processes run freely, so that no delay of the loop affects the rate. */
const RATE_CHECKED: readonly LoopName[] = ['load', 'clocks'];
/** Not `faults`: what a failing provider dropped is held by right. */
const COUNTS_HELD: readonly LoopName[] = ['host', 'server', 'both', 'stops', 'clocks', 'answers'];

/** What a loop's counts break, in words; nothing when it passed. */
export function faultsOf(name: LoopName, counts: Counts): string[] {
  const {
    acknowledged,
    held,
    lost,
    sentTwice,
    unknown = 0,
    wrongEnds = 0,
    busiest = 0,
    neverHandled = 0,
  } = counts;
  const most = Math.max(1, acknowledged * HELD_SHARE);
  return [
    lost > 0 && `${lost} lost`,
    sentTwice > 0 && `${sentTwice} sent twice`,
    wrongEnds > 0 && `${wrongEnds} accepted, but ended otherwise`,
    unknown > 0 && `${unknown} unknown at the end`,
    neverHandled > 0 && `${neverHandled} reports never handled`,
    COUNTS_HELD.includes(name) && held > most && `${held} held, more than ${HELD_SHARE * 100} %`,
    RATE_CHECKED.includes(name) && busiest > LIMIT && `${busiest} recipients in one second`,
  ].filter((fault) => fault !== false);
}

/** The counts of a loop in one line. */
export function describeCounts(counts: Counts): string {
  const { kills, acknowledged, accepted, held, lost, sentTwice, unknown, wrongEnds, busiest, neverHandled } =
    counts;
  const ratio = accepted === 0 ? '' : ` (${((100 * held) / accepted).toFixed(2)} % of accepted)`;
  return [
    `${kills} kills`,
    `${acknowledged} acknowledged`,
    `${accepted} accepted`,
    `${held} held${ratio}`,
    unknown !== undefined && `${unknown} unknown`,
    `${lost} lost`,
    `${sentTwice} sent twice`,
    wrongEnds !== undefined && `${wrongEnds} accepted but ended otherwise`,
    busiest !== undefined && `${busiest} in the busiest second`,
    neverHandled !== undefined && `${neverHandled} never handled`,
  ]
    .filter((part) => part !== false)
    .join(', ');
}
