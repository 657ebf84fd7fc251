import type { ConsentHistoryRow, RegistrationState } from 'nest-iletimerkezi';
import type { Bilingual, Problem } from './problem.js';
import type { Revised } from './revised.js';

/** Data of a `summary` event of `GET /api/consents/events`: the summary of the ledger, sent when it changes. */
export interface ConsentSummary {
  readonly granted: number;
  readonly refused: number;
  readonly registrations: Partial<Record<RegistrationState, number>>;
  /** The position of the newest record. It changes when a record is added. */
  readonly newest: number;
}

/** `GET /api/consents/people/:recipient`: newest record first. */
export interface ConsentPerson {
  readonly recipient: string;
  readonly records: readonly ConsentHistoryRow[];
}

/** `GET /api/consent-form`: the texts of the form in the user's language. */
export interface ConsentFormTexts {
  readonly brand: { readonly name: string; readonly address: string };
  readonly statement: { readonly version: string; readonly text: string };
  readonly privacyNotice: string;
}

/** `POST /api/consents/chain`: the result of recomputing every hash. */
export type ChainAnswer =
  | {
      readonly valid: true;
      readonly records: number;
      readonly erased: number;
      readonly head: string;
      readonly tookMs: number;
    }
  | { readonly valid: false; readonly position: number; readonly fault: string; readonly tookMs: number };

/** Why a row of a file was not imported. */
export interface ImportRowFault {
  /** The row number in the spreadsheet, from 1. */
  readonly row: number;
  readonly column?: string;
  readonly reason: Bilingual;
}

/**
 * The progress or result of an import: `read` = `recorded` + `unchanged` + `refused`.
 * `interrupted`: the server stopped. Uploading the same file resumes the import.
 */
export interface ConsentImport extends Revised {
  /** Derived from the content of the file. */
  readonly id: string;
  /** Absent after a restart of the server. */
  readonly fileName?: string;
  readonly startedAt: string;
  readonly state: 'running' | 'done' | 'cancelled' | 'interrupted' | 'failed';
  readonly read: number;
  readonly recorded: number;
  /** Rows for which the ledger has the same or a newer record. */
  readonly unchanged: number;
  readonly refused: number;
  /** Recorded rows that are queued for registration. */
  readonly queued: number;
  /** Recorded rows that are not registered, by reason. */
  readonly kept: readonly { readonly count: number; readonly reason: Bilingual }[];
  /** Lines of the file, including empty ones; absent after a restart of the server. */
  readonly lines?: number;
  /** The column of each field, for files with a header. */
  readonly columns?: Readonly<Partial<Record<string, string>>>;
  /** Why the file could not be read. */
  readonly problem?: Problem;
}

/** Fields whose column can be selected for an import. */
export type ChosenField = 'recipient' | 'status' | 'consentDate';

/** `GET /api/consents/imports/:id`. */
export interface ConsentImportReport extends ConsentImport {
  readonly faults: readonly ImportRowFault[];
}

/** A verification run. */
export interface VerificationRun extends Revised {
  readonly id: string;
  readonly state: 'running' | 'done' | 'stopped';
  /** Why it ended early: `budget`, `aborted`, or an error code. */
  readonly reason?: string;
  readonly startedAt: string;
  readonly endedAt?: string;
  /** Whether it was started by the schedule. */
  readonly scheduled: boolean;
  readonly requests: number;
  /** `checked` = `confirmed` + `missing` + `changed`. */
  readonly checked: number;
  readonly confirmed: number;
  /** Records that are not in the registry. */
  readonly missing: number;
  /** Missing records that were submitted again. */
  readonly repeated: number;
  /** Records for which the registry has a newer state. */
  readonly changed: number;
  readonly failed: number;
  /** Records that remain for the next run. */
  readonly left?: number;
}

/** `GET /api/consents/verifications`: newest first. */
export interface VerificationRuns {
  readonly runs: readonly VerificationRun[];
}
