/** What is killed: the host, the database server under it, or both at once. `faults`: the host, at a provider that fails. */
export type Target = 'host' | 'server' | 'both' | 'faults';

/** Every loop, with its kills unless asked for others. `consents`: a host that loads them; `load`: one of several senders. */
export const LOOPS = { host: 200, server: 20, both: 20, faults: 20, consents: 50, load: 20 } as const;
export type LoopName = keyof typeof LOOPS;

export interface Counts {
  kills: number;
  /** What was acknowledged: messages, or consents. */
  acknowledged: number;
  /** Of these, taken by the provider. */
  accepted: number;
  /** Of these, neither taken nor visible as held. */
  lost: number;
  /** Held for a person, or marked as of unknown outcome: visible, and not sent again by itself. */
  held: number;
  /** Recipients for whom a send reached the provider a second time, taken or not; or who were registered twice. */
  sentTwice: number;
  /** The most recipients that reached the provider in any second, where that is counted. */
  busiest?: number;
}

/** What the provider takes in a second. */
export const LIMIT = 100;
