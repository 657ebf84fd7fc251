import type {
  ConsentChannel,
  ConsentError,
  ConsentEvidence,
  ConsentFinding,
  ConsentRecord,
  ConsentSource,
  RecipientType,
} from 'iletimerkezi-core';
import type { ConsentNotice } from './consent-notices.js';
import type { HostTransaction } from '../../storage/host-transaction.js';
import type { RegistrationState } from '../../storage/ledger/append.js';
import type { ConsentKey } from '../../storage/ledger/consent-key.js';
import type { ListedConsent, ListFilter } from '../../storage/ledger/ledger-rows.js';

/** A consent or refusal to record. */
export interface ConsentEntry extends Omit<ConsentRecord, 'consentDate'> {
  /**
   * Leave it out for a decision that a person makes now: the database's clock dates it. Do not pass a browser's time; it
   * belongs to `evidence.decidedAt`. A consent with a date counts from that date, at the latest now. A refusal counts from
   * now; its date is stored as `evidence.decidedAt`, unless `history` is set.
   */
  consentDate?: Date;
  evidence?: ConsentEvidence;
}

/** The brand of a call. */
export interface BrandOptions {
  /** Default: the option `brandCode`. */
  brandCode?: string;
}

export interface RecordOptions extends BrandOptions {
  /** The host's transaction, from an adapter. Locks the brand's chain until it ends: keep it short. */
  tx?: HostTransaction;
  /** Registers the records at İYS. Default true; set false for records that are registered already. */
  register?: boolean;
  /**
   * Records entries from another system's past, for a migration. Each entry needs its date, and the newest date is current,
   * also for refusals. A consent dated in the future is refused. Default false: people decide now, and a refusal counts
   * from now.
   */
  history?: boolean;
  /**
   * Notifies each person by SMS that the consent was recorded; see {@link ConsentNotice}. Enqueued with the record in one
   * transaction, once for each number, and only for a consent to messages or calls that did not stand before. Default: none.
   */
  notify?: ConsentNotice;
}

/** A stored record, with its position in the brand's chain. */
export interface RecordedConsent {
  /** The index in the input, from 0. */
  readonly index: number;
  /** From 1. */
  readonly position: number;
  readonly registration: RegistrationState | undefined;
  /** Why it is not queued for registration: a code of core's consent findings. */
  readonly reason: string | undefined;
  /** Whether the record existed already: `position` is that of the earlier record, and nothing was written. */
  readonly repeated: boolean;
  /** The id of the notice's campaign in the outbox, also stored in the record. Absent without a notice. */
  readonly notice?: string;
}

/** The recipient of an opt-out, with its evidence. */
export interface OptOutEntry extends ConsentKey {
  /** Default `HS_MESAJ`. */
  source?: ConsentSource;
  evidence?: ConsentEvidence;
}

/** The refusal that counts now. */
export type OptOut = RecordedConsent;

/** A person who was asked for consent and did not give it, for one channel. */
export interface DeclineEntry {
  readonly channel: ConsentChannel;
  /** Undefined if the form did not ask for it. The decision is then stored without a person. */
  readonly recipient?: string | undefined;
  /** Default: both types, if the person did not state one. */
  readonly recipientType?: RecipientType | undefined;
  /** Default `HS_WEB`. */
  readonly source?: ConsentSource;
  readonly evidence?: ConsentEvidence;
}

/** The result of a refusal in a form, by channel. */
export interface Declined {
  /** The time at which the database received it. */
  readonly declinedAt: Date;
  /** Refusals recorded over a standing consent, one for each recipient type. They count from now. */
  readonly withdrawn: readonly (ConsentKey & RecordedConsent)[];
  /** Channels without a standing consent. The decision was stored as evidence. */
  readonly kept: readonly ConsentChannel[];
}

/** Options of `erase`. */
export interface EraseOptions extends BrandOptions {
  /**
   * Required while a consent stands or ended less than three years ago: the evidence has to be kept until then. Stored with
   * the date, without personal data.
   */
  reason?: string;
}

/** An invalid entry. Nothing of it was stored. */
export interface RefusedEntry {
  readonly index: number;
  readonly faults: readonly ConsentFinding<ConsentError | 'in-future'>[];
}

export interface RecordManyResult {
  readonly recorded: readonly RecordedConsent[];
  readonly refused: readonly RefusedEntry[];
}

/** Which consents to list. */
export interface ConsentFilter extends BrandOptions, ListFilter {
  /** 1 to 1,000. Default 50. */
  limit?: number;
  /** `next` of the page before. */
  after?: number;
}

export interface ConsentList {
  readonly consents: readonly ListedConsent[];
  /** Pass it as `after` for the next page. Undefined on the last page. */
  readonly next: number | undefined;
}

/** The result of `verifyChain`. */
export type ChainReport =
  | { readonly valid: true; readonly records: number; readonly erased: number; readonly head: string }
  | {
      readonly valid: false;
      /** The first record that was changed or is missing. */
      readonly position: number;
      readonly fault: 'missing' | 'changed' | 'personal-changed' | 'text-changed' | 'cut-off';
    };
