/** The clock of the rate limiter. Tests set it by hand. */
export interface Clock {
  /** Returns monotonic time in milliseconds. */
  now(): number;
  /** Calls `run` once, after `ms` milliseconds or later. Returns a function that cancels the call. */
  after(ms: number, run: () => void): () => void;
}

export const monotonicClock: Clock = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
