/** Options of one verification. */
export interface VerifyOptions {
  /** Maximum number of requests to İYS. Default: the option `requestsPerRun`. */
  readonly budget?: number;
  /** Ends the run. Results that were received are stored. */
  readonly signal?: AbortSignal;
}
