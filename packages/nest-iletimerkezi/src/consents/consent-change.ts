import type { ConsentStatus } from 'iletimerkezi-core';
import type { LedgerRecord } from '../storage/ledger/ledger-rows.js';

/** A record that was added to the ledger, by the host or from İYS. */
export interface ConsentChange extends Pick<
  LedgerRecord,
  | 'brandCode'
  | 'position'
  | 'recipient'
  | 'recipientType'
  | 'channel'
  | 'status'
  | 'source'
  | 'origin'
  | 'consentDate'
  | 'recordedAt'
> {
  /** The account that recorded it. */
  readonly account: string;
}

/** Which records an `@OnConsent` handler receives. Every property given has to match; without any, it receives all. */
export interface ConsentChangeFilter {
  readonly status?: ConsentStatus;
  /** `registry`: recorded from an answer of İYS; `host`: recorded by your application. */
  readonly origin?: 'host' | 'registry';
  /** The account's name. */
  readonly account?: string;
}

/** Returns whether a record matches the filter. */
export function isWanted({ status, origin, account }: ConsentChangeFilter, change: ConsentChange): boolean {
  return (
    (status === undefined || status === change.status) &&
    (origin === undefined || origin === change.origin) &&
    (account === undefined || account === change.account)
  );
}

/** Returns the public part of a record, without hashes and salts. */
export function changeOf(account: string, record: LedgerRecord): ConsentChange {
  const { brandCode, position, recipient, recipientType, channel } = record;
  const { status, source, origin, consentDate, recordedAt } = record;
  return {
    account,
    brandCode,
    position,
    recipient,
    recipientType,
    channel,
    status,
    source,
    origin,
    consentDate,
    recordedAt,
  };
}
