import type { Emulator } from 'iletimerkezi-emulator';

/** A send request as it reached the provider, whether it was taken or not. */
export interface Arrival {
  /** Milliseconds. */
  at: number;
  recipients: number;
}

/** Reads send requests off the emulator's journal, which keeps only the newest: call `collect` now and then. */
export class ArrivalLog {
  readonly all: Arrival[] = [];
  readonly #emulator: Emulator;
  #seen = 0;

  constructor(emulator: Emulator) {
    this.#emulator = emulator;
  }

  collect(): void {
    for (const { id, endpoint, at, recipients = 0, durationMs } of this.#emulator
      .journal(5_000)
      .toReversed()) {
      if (id <= this.#seen) continue;
      this.#seen = id;
      if (endpoint !== 'send-sms') continue;
      this.all.push({ at: at - durationMs, recipients });
    }
  }
}

/** The most recipients in any window of one second. */
export function busiestSecond(arrivals: readonly Arrival[]): number {
  const sorted = arrivals.toSorted((a, b) => a.at - b.at);
  let first = 0;
  let inside = 0;
  let most = 0;
  for (const { at, recipients } of sorted) {
    inside += recipients;
    while ((sorted[first]?.at ?? at) <= at - 1_000) inside -= sorted[first++]?.recipients ?? 0;
    most = Math.max(most, inside);
  }
  return most;
}

/** Recipients a second between two moments. */
export function rateBetween(arrivals: readonly Arrival[], from: number, to: number): number {
  const inside = arrivals.filter(({ at }) => at >= from && at < to);
  return inside.reduce((sum, { recipients }) => sum + recipients, 0) / ((to - from) / 1_000);
}
