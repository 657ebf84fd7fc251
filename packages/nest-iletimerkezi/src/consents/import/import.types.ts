import type { ReadConsentsOptions, TextSource } from 'iletimerkezi-core/files';
import type { ConsentEntry } from '../ledger/ledger.types.js';
import type { ImportPoint, ImportTotals, RefusedRow } from '../../storage/ledger/import-rows.js';

/** A permission of one of the host's users. */
export interface ImportRecord extends ConsentEntry {
  /** When the person decided, by the host's records. */
  readonly consentDate: Date;
  /** Default: that of the synchronisation. */
  readonly brandCode?: string;
  /** Where the host's source stands after this record, as an id or a change number; it comes back on a resume. */
  readonly cursor?: string;
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

/** What one batch came to. It is committed when it is told. */
export interface ImportBatch {
  readonly refused: readonly RefusedRow[];
  /** Of the whole run so far, the part before an interruption included. */
  readonly totals: ImportTotals;
}
