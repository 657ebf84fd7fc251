import type { Migration } from './migrate.js';

/**
 * Adds the commercial messages that people got, for the frequency cap. A row is written before its message is sent, only for
 * accounts with a cap, and deleted when it no longer counts. `order_id` is an order of the outbox, or a direct send. The
 * constraint is not validated, because all rows meet its former version, which had one value less.
 */
export const frequencyCap: Migration = {
  version: 29,
  name: 'frequency-cap',
  sql: `
create table iletimerkezi.commercial_contacts (
  account text not null,
  number text not null,
  order_id uuid not null,
  contacted_at timestamptz not null,
  primary key (account, number, order_id)
);
create index commercial_contacts_age on iletimerkezi.commercial_contacts (account, contacted_at);

alter table iletimerkezi.recipients
  drop constraint recipients_consent_check,
  add constraint recipients_consent_check check (consent in ('granted', 'allowed', 'open', 'refused', 'no-record',
    'not-registered', 'unknown', 'stale', 'not-checkable', 'too-often')) not valid;
`,
};
