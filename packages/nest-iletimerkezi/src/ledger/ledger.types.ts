import type {
  ConsentChannel,
  ConsentError,
  ConsentFinding,
  ConsentRecord,
  ConsentSource,
  ConsentStatus,
  RecipientType,
} from 'iletimerkezi-core';
import type { HostTransaction } from '../storage/host-transaction.js';
import type { RegistrationState } from '../storage/ledger/append.js';

/** How a consent came about: what an auditor asks for. All of it is optional, and the more the better. */
export interface ConsentEvidence {
  /** The exact text that was shown. Kept once however many people saw it; records carry its hash. */
  text?: string;
  textVersion?: string;
  /** BCP 47, as `tr-TR`. */
  locale?: string;
  shownAt?: Date;
  tickedAt?: Date;
  /** Which form, page or call. Nothing personal: it stays when the person is erased. */
  form?: string;
  /** Personal: erased with the recipient. */
  ip?: string;
  /** Personal: erased with the recipient. */
  userAgent?: string;
}

/** A consent or refusal to keep. */
export interface ConsentEntry extends ConsentRecord {
  evidence?: ConsentEvidence;
}

export interface RecordOptions {
  /** Default: the option `brandCode`. */
  brandCode?: string;
  /** The host's transaction, from an adapter. The brand's chain is locked until it ends: keep it short. */
  tx?: HostTransaction;
  /** Whether to register the records with the registry. Default true; false for what is registered already. */
  register?: boolean;
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
}

/** Who wants no more messages, and how that came about. */
export interface OptOutEntry extends ConsentKey {
  /** Default `HS_MESAJ`. */
  source?: ConsentSource;
  evidence?: ConsentEvidence;
}

/** A refusal that counts now. */
export interface OptOut extends RecordedConsent {
  /** Whether they had refused before: `position` is the record of that, and nothing was written. */
  readonly repeated: boolean;
}

/** A row that is no consent record. Nothing of it was kept. */
export interface RefusedEntry {
  readonly index: number;
  readonly faults: readonly ConsentFinding<ConsentError>[];
}

export interface RecordManyResult {
  readonly recorded: readonly RecordedConsent[];
  readonly refused: readonly RefusedEntry[];
}

/** Whose consent, for what. */
export interface ConsentKey {
  readonly recipient: string;
  readonly recipientType: RecipientType;
  readonly channel: ConsentChannel;
}

/** What counts now for a recipient. */
export interface CurrentConsent extends ConsentKey {
  readonly status: ConsentStatus;
  readonly asOf: Date;
  /** The record it rests on. */
  readonly position: number;
}

/** Recipients by what counts for them; the positions are those of the records it rests on. */
export interface SortedRecipients {
  readonly granted: ReadonlyMap<string, number>;
  /** Never write to these. */
  readonly refused: ReadonlyMap<string, number>;
  readonly unknown: readonly string[];
}

/** A record as it was kept. */
export interface LedgerRecord {
  readonly brandCode: string;
  readonly position: number;
  /** Undefined once it was erased. */
  readonly recipient: string | undefined;
  readonly recipientType: RecipientType;
  readonly channel: ConsentChannel;
  readonly status: ConsentStatus;
  readonly source: string;
  readonly consentDate: Date;
  readonly recordedAt: Date;
  readonly origin: 'host' | 'registry';
  readonly form: string | null;
  readonly trace: string | null;
  readonly salt: string | undefined;
  readonly commitment: string;
  readonly hash: string;
  /** The text that was shown, where one was given. */
  readonly text: string | undefined;
  readonly registration: RegistrationState | undefined;
  readonly registrationReason: string | undefined;
}

/** Which consents to list; every part given has to hold. */
export interface ConsentFilter {
  /** Part of a number (+905…) or of an e-mail address; upper and lower case, İ and ı are alike. */
  search?: string;
  channel?: ConsentChannel;
  recipientType?: RecipientType;
  /** What counts now. */
  status?: ConsentStatus;
  /** How far the record it rests on is on its way to the registry. */
  registration?: RegistrationState;
  /** 1 to 1,000. Default 50. */
  limit?: number;
  /** `next` of the page before. */
  after?: number;
}

/** What counts now for a recipient, with the record it rests on. */
export interface ListedConsent extends CurrentConsent {
  readonly source: string;
  readonly origin: 'host' | 'registry';
  readonly recordedAt: Date;
  readonly registration: RegistrationState | undefined;
  readonly registrationReason: string | undefined;
}

export interface ConsentList {
  readonly consents: readonly ListedConsent[];
  /** Give it as `after` for the next page; undefined on the last one. */
  readonly next: number | undefined;
}

/** How many recipients stand so now. */
export interface ConsentTotal {
  readonly channel: ConsentChannel;
  readonly recipientType: RecipientType;
  readonly status: ConsentStatus;
  readonly recipients: number;
}

/** What `verifyChain` found. */
export type ChainReport =
  | { readonly whole: true; readonly records: number; readonly erased: number; readonly head: string }
  | {
      readonly whole: false;
      /** The first record that is not as it was written, or is missing. */
      readonly position: number;
      readonly fault: 'missing' | 'changed' | 'personal-changed' | 'text-changed' | 'cut-off';
    };
