import type { Emulator } from 'iletimerkezi-emulator';
import type { SendFront } from './front.ts';
import type { Counts } from './loops.ts';
import { messageOf } from './numbers.ts';

/** States in which an order may end that the provider accepted. */
const SENT_STATES: ReadonlySet<string> = new Set([
  'submitted',
  'reconciled',
  'settled',
  'unknown',
  'held',
  'resent',
]);

/** States that show a person that an order's outcome is not known. */
const VISIBLE: ReadonlySet<string> = new Set(['held', 'unknown']);

interface Observed {
  readonly kills: number;
  /** Campaigns of acknowledged messages. */
  readonly acked: ReadonlyMap<number, string>;
  /** The state of each campaign's only order. */
  readonly states: ReadonlyMap<string, string>;
  readonly emulator: Emulator;
  readonly front: SendFront;
}

/** Compares acknowledged messages with the requests that arrived, those that the provider accepted, and the orders' states. */
export function takeCensus({ kills, acked, states, emulator, front }: Observed): Counts {
  const accepted = new Set(emulator.inbox({}, 10_000_000).map(({ to }) => messageOf(to)));
  const numbers = [...acked.keys()];
  const stateOf = (n: number): string => states.get(acked.get(n) ?? '') ?? 'missing';
  const inState = (state: string): number => numbers.filter((n) => stateOf(n) === state).length;
  return {
    kills,
    acknowledged: numbers.length,
    accepted: numbers.filter((n) => accepted.has(n)).length,
    lost: numbers.filter((n) => !accepted.has(n) && !VISIBLE.has(stateOf(n))).length,
    held: inState('held'),
    unknown: inState('unknown'),
    sentTwice: front.sentTwice().length,
    wrongStates: numbers.filter((n) => accepted.has(n) && !SENT_STATES.has(stateOf(n))).length,
  };
}
