/** Options of one verification. */
export interface VerifyOptions {
  /** Requests at most. Default: the option `requestsPerRun`. */
  readonly budget?: number;
  /** Ends the run. Results so far are kept. */
  readonly signal?: AbortSignal;
}
