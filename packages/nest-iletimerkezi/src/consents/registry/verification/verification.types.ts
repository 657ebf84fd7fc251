/** When and how much is verified. Everything has a default; the pace is `consents.checksPerSecond`. */
export interface VerificationOptions {
  /** When a run begins: a cron expression of five or six fields. Default `0 3 * * *`. */
  cron?: string;
  /** In which the expression is read. Default `Europe/Istanbul`, which knows no daylight saving time. */
  timeZone?: string;
  /** Requests a run makes at most. Default 10,000: some eight minutes at 20 a second. */
  requestsPerRun?: number;
  /**
   * How long the registry may take to show a record after it was handed over, in milliseconds; before that it is not
   * asked about it. Default an hour.
   */
  registrationGracePeriodMs?: number;
  /** How often a record that does not land is handed over in all, while its time limit allows. Default 3. */
  attempts?: number;
  /** How long an instance that says nothing keeps its run, in milliseconds; then another goes on with it. Default 30,000. */
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

/** How to run once. */
export interface VerifyOptions {
  /** Requests at most. Default: the option `requestsPerRun`. */
  readonly budget?: number;
  /** Ends the run; what was checked stays. */
  readonly signal?: AbortSignal;
}
