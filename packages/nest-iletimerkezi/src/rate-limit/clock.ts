/** Time as pacing needs it, so that tests can turn it by hand. */
export interface Clock {
  /** Milliseconds that only go forward. */
  now(): number;
  /** Calls back once, no sooner than after `ms`; the result takes the call back. */
  after(ms: number, run: () => void): () => void;
}

export const monotonicClock: Clock = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
