import type { ReadConsentsOptions, TextSource } from 'iletimerkezi-core/files';
import type { ConsentEntry } from '../ledger/ledger.types.js';
import type { ImportPoint, ImportTotals, RefusedRow } from '../../storage/ledger/import-rows.js';

/** A consent or refusal of a user of the host. */
export interface ImportRecord extends ConsentEntry {
  /** When the person decided, by the host's records. */
  readonly consentDate: Date;
  /** Default: the brand code of the import. */
  readonly brandCode?: string;
  /**
   * The position of the host's source after this record, such as an id or a change number. Passed back on a resume.
   */
  readonly cursor?: string;
}

type Records = AsyncIterable<ImportRecord> | Iterable<ImportRecord>;

/**
 * Where consents come from.
 * - An iterable yields all of them, in the same order each time. After an interruption it is read again and committed rows
 *   are skipped.
 * - A function receives a point and returns the rows that follow it, or those that changed since the last run.
 * - `file` is read in one of core's consent formats; see `readConsents`.
 */
export type ImportSource =
  | Records
  | ((point: ImportPoint) => Records | Promise<Records>)
  | (ReadConsentsOptions & { readonly file: TextSource });

export interface ImportOptions {
  /** For records without a brand code. Default: the option `brandCode`. */
  readonly brandCode?: string;
  /** Registers new records. Default true; set false if another system registers them. */
  readonly register?: boolean;
  /** Rows in a transaction, 1 to 5,000. Default 5,000. At most that many are read again after a crash. */
  readonly batchSize?: number;
  /** Starts again instead of resuming an interrupted run. Default false. */
  readonly restart?: boolean;
  /** Ends the run. Committed rows are kept, and the next run resumes after them. */
  readonly signal?: AbortSignal;
}

/** The result of a committed batch. */
export interface ImportBatch {
  readonly refused: readonly RefusedRow[];
  /** Of the run so far, including the part before an interruption. */
  readonly totals: ImportTotals;
}
