/** Schedule and limits of verifications. All are optional; `consents.checksPerSecond` sets the rate. */
export interface VerificationOptions {
  /** Start time of a run: a cron expression of five or six fields. Default `0 3 * * *`. */
  cron?: string;
  /** Time zone of the expression. Default `Europe/Istanbul`, which has no daylight saving time. */
  timeZone?: string;
  /** Maximum number of requests of one run. Default 10,000: about eight minutes at 20 per second. */
  requestsPerRun?: number;
  /**
   * Milliseconds that İYS may take to show a submitted record; the record is not checked before. Default one hour.
   */
  registrationGracePeriodMs?: number;
  /** Submissions of a record that İYS does not show, the first one included, within its time limit. Default 3. */
  attempts?: number;
}

const HOUR_MS = 3_600_000;

export const VERIFICATION_DEFAULTS: Required<VerificationOptions> = {
  cron: '0 3 * * *',
  timeZone: 'Europe/Istanbul',
  requestsPerRun: 10_000,
  registrationGracePeriodMs: HOUR_MS,
  attempts: 3,
};
