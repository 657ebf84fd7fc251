import type { ConsentCellFault, ReadConsentsOptions, TextSource } from 'iletimerkezi-core/files';
import type { ConsentError, EmailFault, PhoneFault } from 'iletimerkezi-core';
import type { ConsentEntry } from '../ledger/ledger.types.js';

/** A permission of one of the host's users. */
export interface ImportRecord extends ConsentEntry {
  /** When the person decided, by the host's records. */
  readonly consentDate: Date;
  /** Default: that of the synchronisation. */
  readonly brandCode?: string;
  /** Where the host's source stands after this record, as an id or a change number; it comes back on a resume. */
  readonly cursor?: string;
}

/** Where a synchronisation begins. */
export interface ImportPoint {
  /** Rows that are done: 0 at the start, more after an interruption. */
  readonly rows: number;
  /** The cursor of the last row that is done and had one. */
  readonly cursor: string | undefined;
  /** The run before that came to its end: what changed since then is what a nightly run needs. */
  readonly previous: { readonly startedAt: Date; readonly cursor: string | undefined } | undefined;
}

type Records = AsyncIterable<ImportRecord> | Iterable<ImportRecord>;

/**
 * Where permissions come from.
 * - An iterable gives all of them, in the same order each time: after an interruption the rows that are done are
 *   read again and passed over.
 * - A function is asked for what follows a point, so that it can begin there, and for what changed since the last run.
 * - `file` is read in one of core's consent formats; see `readConsents`.
 */
export type ImportSource =
  | Records
  | ((point: ImportPoint) => Records | Promise<Records>)
  | (ReadConsentsOptions & { readonly file: TextSource });

export interface ImportOptions {
  /** Of records that name none. Default: the option `brandCode`. */
  readonly brandCode?: string;
  /** Whether to register what is new. Default true; false where another system does. */
  readonly register?: boolean;
  /** Rows in a transaction, from 1 to 5,000. Default 5,000. After a crash at most so many are read a second time. */
  readonly batchSize?: number;
  /** Begins anew where an earlier run was interrupted. Default false: it is resumed. */
  readonly restart?: boolean;
  /** Ends the run; what is committed stays, and the next run resumes there. */
  readonly signal?: AbortSignal;
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

/** What one batch came to. It is committed when it is told. */
export interface ImportBatch {
  readonly refused: readonly RefusedRow[];
  /** Of the whole run so far, the part before an interruption included. */
  readonly totals: ImportTotals;
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
