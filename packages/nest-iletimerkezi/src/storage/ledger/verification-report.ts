/** The report of a verification. Recipients are counted once for each brand, recipient type and channel. */
export interface VerificationReport {
  readonly id: string;
  /** The scheduled time; undefined for a run that was started by a call. */
  readonly fireAt: Date | undefined;
  /**
   * `running`. `done`: everything due was checked, or the budget was used up (`reason: 'budget'`). `stopped`: by `reason`; the
   * next run continues.
   */
  readonly state: 'running' | 'done' | 'stopped';
  /** `budget`, `aborted`, or the code of the error that stopped it. */
  readonly reason: string | undefined;
  readonly startedAt: Date;
  readonly endedAt: Date | undefined;
  /** Requests to the provider. Stored responses of the last hour need none. */
  readonly requests: number;
  /** Recipients with a response: `confirmed` + `missing` + `changed`. */
  readonly checked: number;
  /** İYS has the same record as the ledger. */
  readonly confirmed: number;
  /** İYS has an older record than the ledger, or none. */
  readonly missing: number;
  /** Missing records that are queued again. */
  readonly repeated: number;
  /** İYS had a newer record, which is in the ledger now. */
  readonly changed: number;
  /** Recipients that could not be checked. */
  readonly failed: number;
  /** Recipients that were due and not checked; undefined while it runs. */
  readonly left:
    | { readonly registered: number; readonly coming: number; readonly others: number }
    | undefined;
}
