import type { ConsentStatus } from 'iletimerkezi-core';
import type { LedgerRecord } from '../storage/ledger/ledger-rows.js';

/** A record that came into the ledger: a consent or refusal that the host kept, or that the registry told. */
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

/** Which records an `@OnConsent` handler wants. Every part given has to hold; without any, it gets all. */
export interface ConsentChangeFilter {
  readonly status?: ConsentStatus;
  /** `registry`: what was learnt from the İYS registry; `host`: what your application recorded. */
  readonly origin?: 'host' | 'registry';
  /** The account's name. */
  readonly account?: string;
}

/** Whether a record is one that the filter asks for. */
export function isWanted({ status, origin, account }: ConsentChangeFilter, change: ConsentChange): boolean {
  return (
    (status === undefined || status === change.status) &&
    (origin === undefined || origin === change.origin) &&
    (account === undefined || account === change.account)
  );
}

/** Only what is for the host to know: hashes and salts stay in the ledger. */
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
