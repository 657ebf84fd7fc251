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

/** What a run has come to. Recipients are counted once for each brand, recipient type and channel. */
export interface VerificationReport {
  readonly id: string;
  /** When it was due; undefined where it was called for. */
  readonly fireAt: Date | undefined;
  /**
   * `running`; `done`: all that was due was checked, or the budget is used up (`reason: 'budget'`); `stopped`: by what
   * `reason` says, and the next run goes on.
   */
  readonly state: 'running' | 'done' | 'stopped';
  /** `budget`, `aborted`, or the code of the error that stopped it. */
  readonly reason: string | undefined;
  readonly startedAt: Date;
  readonly endedAt: Date | undefined;
  /** Requests to the provider; answers that were kept from the last hour cost none. */
  readonly requests: number;
  /** Recipients that were answered: `confirmed` + `missing` + `changed`. */
  readonly checked: number;
  /** The registry says what the ledger says. */
  readonly confirmed: number;
  /** The registry has not got what the ledger holds, or nothing at all. */
  readonly missing: number;
  /** Records that are handed over once more, of those that are missing. */
  readonly repeated: number;
  /** The registry told something newer: the ledger has it now. */
  readonly changed: number;
  /** Recipients that could not be asked about. */
  readonly failed: number;
  /** Recipients that were due and not checked; undefined while it runs. */
  readonly left:
    | { readonly registered: number; readonly coming: number; readonly others: number }
    | undefined;
}

/** How to run once. */
export interface VerifyOptions {
  /** Requests at most. Default: the option `requestsPerRun`. */
  readonly budget?: number;
  /** Ends the run; what was checked stays. */
  readonly signal?: AbortSignal;
}
