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
