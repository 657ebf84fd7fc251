import type { ConsentChannel, ConsentSource, ConsentStatus, RecipientType } from 'iletimerkezi-core/client';
import type { Bilingual, Problem } from './problem.js';
import type { Revised } from './revised.js';

/** How far a record is on its way into the registry, as `nest-iletimerkezi` counts it. */
export const REGISTRATION_STATES = [
  'queued',
  'sending',
  'sent',
  'unknown',
  'held',
  'refused',
  'expired',
  'confirmed',
  'missing',
] as const;
export type RegistrationState = (typeof REGISTRATION_STATES)[number];

/** Whose consent, for what. */
export interface ConsentKey {
  readonly recipient: string;
  readonly recipientType: RecipientType;
  readonly channel: ConsentChannel;
}

/** What counts now for a recipient; moments are ISO 8601. */
export interface ConsentView extends ConsentKey {
  readonly status: ConsentStatus;
  readonly asOf: string;
  readonly position: number;
  readonly source: string;
  readonly registration?: RegistrationState;
  /** Why it is not registered, a code of core's consent findings or of the provider's errors. */
  readonly reason?: string;
}

/** `GET /api/consents`. */
export interface ConsentPage {
  readonly consents: readonly ConsentView[];
  /** For the next page. */
  readonly next?: number;
}

/** Data of a `summary` event of `GET /api/consents/events`: the ledger at a glance, whenever it changes. */
export interface ConsentSummary {
  readonly granted: number;
  readonly refused: number;
  readonly registrations: Partial<Record<RegistrationState, number>>;
  /** The newest record's place in the chain: another one says that something was recorded. */
  readonly newest: number;
}

/** One record with what proves it. */
export interface ConsentRecordView extends ConsentView {
  readonly recordedAt: string;
  /** `registry`: the registry told us. */
  readonly origin: 'host' | 'registry';
  readonly hash: string;
  readonly evidence?: {
    readonly text: string;
    readonly textHash: string;
    readonly version: string;
    readonly locale?: string;
    readonly shownAt?: string;
    readonly tickedAt?: string;
  };
}

/** `GET /api/consents/people/:recipient`: newest record first. */
export interface ConsentPerson {
  readonly recipient: string;
  readonly records: readonly ConsentRecordView[];
}

/** `POST /api/consents/check`: the registry's answer. */
export interface RegistryAnswer {
  readonly state: 'granted' | 'refused' | 'none' | 'unknown-recipient';
  readonly source?: string;
  readonly consentDate?: string;
  readonly checkedAt: string;
}

/** Body of `POST /api/consents/opt-outs`: somebody said that they want no more messages. */
export interface NewOptOut extends ConsentKey {
  /** Where they said it. */
  readonly source: ConsentSource;
}

/** `GET /api/consent-form`: what the form asks, in the reader's language. */
export interface ConsentFormTexts {
  readonly brand: { readonly name: string; readonly address: string };
  readonly statement: { readonly version: string; readonly text: string };
  readonly privacyNotice: string;
}

/** `POST /api/consent-form`: what became of a decision. */
export interface FormOutcome {
  /** Records that were made, one for each channel and recipient type. */
  readonly recorded: number;
  /** The server's time, ISO 8601. */
  readonly recordedAt: string;
  /** Channels whose consent ended. */
  readonly withdrawn: readonly ConsentChannel[];
  /** Channels for which somebody refused who had not consented: kept as evidence. */
  readonly kept: readonly ConsentChannel[];
}

/** `POST /api/consents/chain`: what counting every hash anew found. */
export type ChainAnswer =
  | {
      readonly whole: true;
      readonly records: number;
      readonly erased: number;
      readonly head: string;
      readonly tookMs: number;
    }
  | { readonly whole: false; readonly position: number; readonly fault: string; readonly tookMs: number };

/** Why a row of a file was left out. */
export interface ImportRowFault {
  /** As the spreadsheet numbers it, from 1. */
  readonly row: number;
  readonly column?: string;
  readonly reason: Bilingual;
}

/**
 * A consent file on its way into the ledger, or what became of it: `read` = `recorded` + `unchanged` + `refused`.
 * `interrupted`: the server ended meanwhile; the same file, loaded again, goes on where it stopped.
 */
export interface ConsentImport extends Revised {
  /** Made from the file's content: the same file has the same id. */
  readonly id: string;
  /** Absent once the server was restarted. */
  readonly fileName?: string;
  readonly startedAt: string;
  readonly state: 'running' | 'done' | 'cancelled' | 'interrupted' | 'failed';
  readonly read: number;
  readonly recorded: number;
  /** The ledger had the same already, or something newer. */
  readonly unchanged: number;
  readonly refused: number;
  /** Of those recorded, on their way to the registry. */
  readonly queued: number;
  /** Of those recorded, not sent to it, by reason. */
  readonly kept: readonly { readonly count: number; readonly reason: Bilingual }[];
  /** Lines of the file, blank ones included; absent once the server was restarted. */
  readonly lines?: number;
  /** The name of the column that each field is read from, of a file with a header. */
  readonly columns?: Readonly<Partial<Record<string, string>>>;
  /** Why the file could not be read. */
  readonly problem?: Problem;
}

/** Fields whose column a person can choose for an import. */
export type ChosenField = 'recipient' | 'status' | 'consentDate';

/** `GET /api/consents/imports/:id`. */
export interface ConsentImportReport extends ConsentImport {
  readonly faults: readonly ImportRowFault[];
}

/** One run of the verification: the ledger held against the registry. */
export interface VerificationRun extends Revised {
  readonly id: string;
  readonly state: 'running' | 'done' | 'stopped';
  /** Why it ended before everything was checked: `budget`, `aborted`, or the code of an error. */
  readonly reason?: string;
  readonly startedAt: string;
  readonly endedAt?: string;
  /** Whether the schedule began it. */
  readonly scheduled: boolean;
  readonly requests: number;
  /** `checked` = `confirmed` + `missing` + `changed`. */
  readonly checked: number;
  readonly confirmed: number;
  /** The registry has not got what we hold. */
  readonly missing: number;
  /** Of those missing, handed over once more. */
  readonly repeated: number;
  /** The registry knew something newer. */
  readonly changed: number;
  readonly failed: number;
  /** Still due when it ended. */
  readonly left?: number;
}

/** `GET /api/consents/verifications`: newest first. */
export interface VerificationRuns {
  readonly runs: readonly VerificationRun[];
}
