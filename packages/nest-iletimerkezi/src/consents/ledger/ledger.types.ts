import type {
  ConsentChannel,
  ConsentError,
  ConsentEvidence,
  ConsentFinding,
  ConsentRecord,
  ConsentSource,
  RecipientType,
} from 'iletimerkezi-core';
import type { HostTransaction } from '../../storage/host-transaction.js';
import type { RegistrationState } from '../../storage/ledger/append.js';
import type { ConsentKey } from '../../storage/ledger/consent-key.js';
import type { ListedConsent, ListFilter } from '../../storage/ledger/ledger-rows.js';

/** A consent or refusal to keep. */
export interface ConsentEntry extends Omit<ConsentRecord, 'consentDate'> {
  /**
   * Leave it out for a decision that a person makes now: the database's clock dates it. Never pass a browser's time
   * here; it belongs to `evidence.decidedAt`. A consent with a date counts from that date, at the latest from now. A
   * refusal counts from now whatever its date, which is kept as `evidence.decidedAt`, unless `history` is set.
   */
  consentDate?: Date;
  evidence?: ConsentEvidence;
}

/** Which brand a call is about. */
export interface BrandOptions {
  /** Default: the option `brandCode`. */
  brandCode?: string;
}

export interface RecordOptions extends BrandOptions {
  /** The host's transaction, from an adapter. The brand's chain is locked until it ends: keep it short. */
  tx?: HostTransaction;
  /** Whether to register the records with the registry. Default true; false for what is registered already. */
  register?: boolean;
  /**
   * Whether the entries are records of the past from another system, such as a migration: each needs its date, and the
   * newest by date counts, of refusals too. A consent dated in the future is refused. Default false: people decide now,
   * and a refusal counts from now.
   */
  history?: boolean;
}

/** A record that was kept, by its place in the brand's chain. */
export interface RecordedConsent {
  /** Where it stood in the input, from 0. */
  readonly index: number;
  /** From 1. */
  readonly position: number;
  readonly registration: RegistrationState | undefined;
  /** Why it is not registered at once: codes of core's consent findings. */
  readonly reason: string | undefined;
  /** Whether the same was recorded before: `position` is the record of that, and nothing was written. */
  readonly repeated: boolean;
}

/** Who wants no more messages, and how that came about. */
export interface OptOutEntry extends ConsentKey {
  /** Default `HS_MESAJ`. */
  source?: ConsentSource;
  evidence?: ConsentEvidence;
}

/** A refusal that counts now. */
export type OptOut = RecordedConsent;

/** Somebody who was asked for consent and did not give it, for one channel. */
export interface DeclineEntry {
  readonly channel: ConsentChannel;
  /** Undefined where the form did not ask for it; the decision is then kept without a person. */
  readonly recipient?: string | undefined;
  /** Default: both; a person may refuse without saying in which capacity. */
  readonly recipientType?: RecipientType | undefined;
  /** Default `HS_WEB`. */
  readonly source?: ConsentSource;
  readonly evidence?: ConsentEvidence;
}

/** What a refusal in a form came to, by channel. */
export interface Declined {
  /** When the database received it. */
  readonly declinedAt: Date;
  /** A consent stood, and a refusal was recorded: it counts from now. One for each recipient type. */
  readonly withdrawn: readonly (ConsentKey & RecordedConsent)[];
  /** No consent stood; the decision was kept as evidence. */
  readonly kept: readonly ConsentChannel[];
}

/** How to erase a person. */
export interface EraseOptions extends BrandOptions {
  /**
   * Why a person is erased whose consent stands or ended less than three years ago; kept with the date, and without
   * anything personal. Needed only then: the proof of a consent is to be kept until three years after its end.
   */
  reason?: string;
}

/** A row that is no consent record. Nothing of it was kept. */
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
  /** Give it as `after` for the next page; undefined on the last one. */
  readonly next: number | undefined;
}

/** What `verifyChain` found. */
export type ChainReport =
  | { readonly valid: true; readonly records: number; readonly erased: number; readonly head: string }
  | {
      readonly valid: false;
      /** The first record that is not as it was written, or is missing. */
      readonly position: number;
      readonly fault: 'missing' | 'changed' | 'personal-changed' | 'text-changed' | 'cut-off';
    };
