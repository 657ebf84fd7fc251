import type { ConsentChannel, ConsentStatus, RecipientType } from 'iletimerkezi-core';
import type { Declined, ConsentList } from '../../consents/ledger/ledger.types.js';
import type { ConsentCheck } from '../../consents/registry/consent-checker.js';
import type { LedgerRecord, ListedConsent } from '../../storage/ledger/ledger-rows.js';

/** Registration state of a record at İYS for `ConsentHistory` of `react-sms-ui`. */
export type RegistryProgress = 'pending' | 'held' | 'sent' | 'registered' | 'unknown' | 'failed';

/** Only the registry's own answer confirms a record. Acceptance by the provider does not. */
const PROGRESS: Record<NonNullable<LedgerRecord['registration']>, RegistryProgress> = {
  queued: 'pending',
  sending: 'pending',
  sent: 'sent',
  unknown: 'unknown',
  confirmed: 'registered',
  missing: 'failed',
  held: 'held',
  refused: 'failed',
  expired: 'failed',
};

/** One entry of `ConsentHistory`, as JSON. Times are epoch milliseconds. */
export interface ConsentHistoryRow {
  readonly id: string;
  /** Absent after the person's data was erased. */
  readonly recipient?: string;
  readonly channel: ConsentChannel;
  readonly recipientType: RecipientType;
  readonly status: ConsentStatus;
  readonly source: string;
  readonly consentDate: number;
  readonly recordedAt: number;
  readonly registry?: RegistryProgress;
  readonly registration?: NonNullable<LedgerRecord['registration']>;
  /** Why the record is not registered: a code of core's consent findings or of the provider. */
  readonly reason?: string;
  /** `registry`: İYS reported it. */
  readonly origin: 'host' | 'registry';
  readonly position: number;
  /** SHA-256 of the record in the chain. */
  readonly hash: string;
  readonly evidence?: { readonly text: string; readonly textHash: string; readonly version: string };
}

/** Returns the entries of `ConsentHistory`, newest first, from `ConsentsService.history()`. */
export function toConsentHistory(records: readonly LedgerRecord[]): ConsentHistoryRow[] {
  return records.toReversed().map(historyRow);
}

function historyRow(record: LedgerRecord): ConsentHistoryRow {
  const { position, channel, recipientType, status, source, origin, hash, recipient } = record;
  const { registration, registrationReason: reason } = record;
  const registry = origin === 'registry' ? 'registered' : registration && PROGRESS[registration];
  const evidence = evidenceOf(record);
  return {
    id: String(position),
    ...(recipient !== undefined && { recipient }),
    channel,
    recipientType,
    status,
    source,
    consentDate: record.consentDate.getTime(),
    recordedAt: record.recordedAt.getTime(),
    ...(registry !== undefined && { registry }),
    ...(registration !== undefined && { registration }),
    ...(reason !== undefined && { reason }),
    origin,
    position,
    hash,
    ...(evidence !== undefined && { evidence }),
  };
}

/** `form` is the JSON text that the record's hash covers. */
function evidenceOf({ form, text }: LedgerRecord): ConsentHistoryRow['evidence'] {
  if (form === null || text === undefined) return undefined;
  const stored: unknown = JSON.parse(form);
  return { text, textHash: textOf(stored, 'textHash'), version: textOf(stored, 'textVersion') };
}

function textOf(value: unknown, name: string): string {
  const text: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return typeof text === 'string' ? text : '';
}

/** One row of a list of consents, as JSON. `asOf` is in epoch milliseconds. */
export interface ConsentListRow {
  readonly recipient: string;
  readonly recipientType: RecipientType;
  readonly channel: ConsentChannel;
  readonly status: ConsentStatus;
  readonly asOf: number;
  readonly position: number;
  readonly source: string;
  readonly registration?: NonNullable<ListedConsent['registration']>;
  readonly reason?: string;
}

export interface ConsentListPage {
  readonly consents: readonly ConsentListRow[];
  /** `after` of the next page; absent on the last one. */
  readonly next?: number;
}

/** Returns a page of consents as JSON, from `ConsentsService.list()`. */
export function toConsentList({ consents, next }: ConsentList): ConsentListPage {
  return { consents: consents.map(listRow), ...(next !== undefined && { next }) };
}

function listRow(consent: ListedConsent): ConsentListRow {
  const { recipient, recipientType, channel, status, asOf, position, source } = consent;
  const { registration, registrationReason: reason } = consent;
  return {
    recipient,
    recipientType,
    channel,
    status,
    asOf: asOf.getTime(),
    position,
    source,
    ...(registration !== undefined && { registration }),
    ...(reason !== undefined && { reason }),
  };
}

/** JSON for `ConsentBadge` of `react-sms-ui`. Times are epoch milliseconds. */
export interface ConsentCheckView {
  readonly consent:
    | { readonly state: 'granted' | 'refused'; readonly source?: string; readonly consentDate?: number }
    | { readonly state: 'none' | 'unknown-recipient' };
  readonly checkedAt: number;
}

/**
 * Returns the registry's answer for `ConsentBadge`, from `ConsentsService.registry.check()`. A failed check has no answer:
 * throw its `error` or show the reason.
 */
export function toConsentCheck({
  answer,
  source,
  consentDate,
  checkedAt,
}: Pick<ConsentCheck, 'answer' | 'source' | 'consentDate' | 'checkedAt'>): ConsentCheckView {
  if (answer === 'none' || answer === 'unknown-recipient') {
    return { consent: { state: answer }, checkedAt: checkedAt.getTime() };
  }
  return {
    consent: {
      state: answer,
      ...(source !== undefined && { source }),
      ...(consentDate !== undefined && { consentDate: consentDate.getTime() }),
    },
    checkedAt: checkedAt.getTime(),
  };
}

/** JSON of a decision's outcome for `ConsentForm` of `react-sms-ui` (`ConsentOutcome`). */
export interface ConsentOutcomeView {
  /** The server's time, ISO 8601. */
  readonly recordedAt: string;
  /** Channels whose consent was withdrawn. */
  readonly withdrawn: readonly ConsentChannel[];
  /** Channels that were refused without a prior consent. */
  readonly kept: readonly ConsentChannel[];
}

/** Returns the outcome of a refusal for the receipt of `ConsentForm`, from `ConsentsService.decline()`. */
export function toConsentOutcome({ declinedAt, withdrawn, kept }: Declined): ConsentOutcomeView {
  return {
    recordedAt: declinedAt.toISOString(),
    withdrawn: [...new Set(withdrawn.map(({ channel }) => channel))],
    kept,
  };
}
