import type { ConsentError, EmailFault, PhoneFault } from 'iletimerkezi-core';
import type { ConsentCellFault } from 'iletimerkezi-core/files';

/** The point at which an import starts. */
export interface ImportPoint {
  /** Committed rows: 0 at the start, more after an interruption. */
  readonly rows: number;
  /** The cursor of the last committed row that had one. */
  readonly cursor: string | undefined;
  /** The last completed run. A nightly run needs what changed since then. */
  readonly previous: { readonly startedAt: Date; readonly cursor: string | undefined } | undefined;
}

/** A fault of a row; `importFaultText()` returns it as a sentence. */
export interface ImportFault {
  readonly field: string | undefined;
  readonly code: ConsentError | 'in-future' | ConsentCellFault['code'] | 'not-a-record';
  /** Why a recipient is invalid, if the code is `phone` or `email`. */
  readonly reason?: PhoneFault | EmailFault;
  /** Of a file, from 1. */
  readonly column?: number;
}

/** A row of which nothing was stored. */
export interface RefusedRow {
  /** From 1. In a file, the row of the spreadsheet. */
  readonly row: number;
  readonly faults: readonly ImportFault[];
}

/** `read` = `recorded` + `unchanged` + `refused`, and `recorded` = `queued` + all of `kept`. */
export interface ImportTotals {
  readonly read: number;
  readonly recorded: number;
  /** The ledger has the same record or a newer one. */
  readonly unchanged: number;
  /** Invalid rows; see {@link RefusedRow}. */
  readonly refused: number;
  /** Of the recorded rows, those queued for registration. */
  readonly queued: number;
  /** Of the recorded rows, those not registered, by reason: `first-is-refusal`, `too-old`, `not-asked` and others. */
  readonly kept: Readonly<Record<string, number>>;
}

/** The progress or result of an import. */
export interface ImportReport {
  readonly name: string;
  readonly startedAt: Date;
  /** Undefined while it runs, and after an interruption. */
  readonly finishedAt: Date | undefined;
  readonly cursor: string | undefined;
  readonly totals: ImportTotals;
}
