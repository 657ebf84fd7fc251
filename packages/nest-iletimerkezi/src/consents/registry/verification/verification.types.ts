/**
 * The schedule and the limits of the verification. Everything has a default; the rate is `consents.checksPerSecond`.
 */
export interface VerificationOptions {
  /** When a run starts: a cron expression of five or six fields. Default `0 3 * * *`. */
  cron?: string;
  /** The time zone of the expression. Default `Europe/Istanbul`, which has no daylight saving time. */
  timeZone?: string;
  /** Requests of a run at most. Default 10,000: about eight minutes at 20 a second. */
  requestsPerRun?: number;
  /**
   * Milliseconds after which İYS should return a registered record. Before that the record is not checked. Default one hour.
   */
  registrationGracePeriodMs?: number;
  /** Registrations of a record that İYS does not return, in all, within its time limit. Default 3. */
  attempts?: number;
  /** Milliseconds after which another instance may continue the run of an unresponsive one. Default 30,000. */
  leaseMs?: number;
}

const HOUR_MS = 3_600_000;

export const VERIFICATION_DEFAULTS: Required<VerificationOptions> = {
  cron: '0 3 * * *',
  timeZone: 'Europe/Istanbul',
  requestsPerRun: 10_000,
  registrationGracePeriodMs: HOUR_MS,
  attempts: 3,
  leaseMs: 30_000,
};

/** Options of one verification. */
export interface VerifyOptions {
  /** Requests at most. Default: the option `requestsPerRun`. */
  readonly budget?: number;
  /** Ends the run. Results so far are kept. */
  readonly signal?: AbortSignal;
}
