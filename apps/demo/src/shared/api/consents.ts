import type { ConsentChannel, ConsentSource, ConsentStatus, RecipientType } from 'iletimerkezi-core/client';
import type { Bilingual, Problem } from './problem.js';

/** How far a record is on its way into the registry, as `nest-iletimerkezi` counts it. */
export const REGISTRATION_STATES = [
  'queued',
  'sending',
  'sent',
  'unknown',
  'held',
  'refused',
  'expired',
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

/** A consent file on its way into the ledger, or what became of it. */
export interface ConsentImport {
  readonly id: string;
  readonly fileName: string;
  readonly startedAt: string;
  readonly state: 'running' | 'done' | 'cancelled' | 'failed';
  /** Rows read so far. */
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Share of the file that has been read, 0 to 1. */
  readonly progress: number;
  /** What becomes of the accepted ones at the registry. */
  readonly registrations: Partial<Record<RegistrationState, number>>;
  /** Why the file could not be read on. */
  readonly problem?: Problem;
}

/** `GET /api/consents/imports/:id`. */
export interface ConsentImportReport extends ConsentImport {
  readonly faults: readonly ImportRowFault[];
}
