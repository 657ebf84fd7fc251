import type { ConsentError, EmailFault, PhoneFault } from 'iletimerkezi-core';
import type { ConsentCellFault } from 'iletimerkezi-core/files';

/** Where a synchronisation begins. */
export interface ImportPoint {
  /** Rows that are done: 0 at the start, more after an interruption. */
  readonly rows: number;
  /** The cursor of the last row that is done and had one. */
  readonly cursor: string | undefined;
  /** The run before that came to its end: what changed since then is what a nightly run needs. */
  readonly previous: { readonly startedAt: Date; readonly cursor: string | undefined } | undefined;
}

/** One thing wrong with a row; {@link importFaultText} says it in words. */
export interface ImportFault {
  readonly field: string | undefined;
  readonly code: ConsentError | 'in-future' | ConsentCellFault['code'] | 'not-a-record';
  /** Why a recipient is none, where the code is `phone` or `email`. */
  readonly reason?: PhoneFault | EmailFault;
  /** Of a file, from 1. */
  readonly column?: number;
}

/** A row of which nothing was kept. */
export interface RefusedRow {
  /** From 1; of a file, the spreadsheet's row. */
  readonly row: number;
  readonly faults: readonly ImportFault[];
}

/** `read` = `recorded` + `unchanged` + `refused`, and `recorded` = `queued` + all of `kept`. */
export interface ImportTotals {
  readonly read: number;
  readonly recorded: number;
  /** The ledger holds the same already, or something newer. */
  readonly unchanged: number;
  /** No records; see {@link RefusedRow}. */
  readonly refused: number;
  /** Of those recorded, on their way to the registry. */
  readonly queued: number;
  /** Of those recorded, not sent to it, by reason: `first-is-refusal`, `too-old`, `not-asked` and others. */
  readonly kept: Readonly<Record<string, number>>;
}

/** How a synchronisation stands. */
export interface ImportReport {
  readonly name: string;
  readonly startedAt: Date;
  /** Undefined while it runs or was interrupted. */
  readonly finishedAt: Date | undefined;
  readonly cursor: string | undefined;
  readonly totals: ImportTotals;
}
