import type { Migration } from './migrate.js';

/**
 * Adds the consents that a commercial order relies on. `consent` of a recipient is the verdict, with the ledger's record
 * that it comes from. `withheld` recipients stay visible and are not part of the counters of what is sent. Indexes whose
 * conditions name order states are created again with the new states.
 */
export const consentGuard: Migration = {
  version: 7,
  name: 'consent-guard',
  sql: `
alter table iletimerkezi.orders
  add column brand_code text,
  add column consent_policy text check (consent_policy in ('block', 'check', 'allow')),
  add column withheld integer not null default 0,
  add column unchecked integer not null default 0,
  add column guard_began_at timestamptz,
  add column guarded_at timestamptz;
create index orders_checking on iletimerkezi.orders (account, lane, changed_at) where state = 'checking';

drop index iletimerkezi.orders_state;
create index orders_state on iletimerkezi.orders (account, state)
  where state in ('checking', 'pending', 'claimed', 'submitting', 'unknown', 'held');
drop index iletimerkezi.orders_to_erase;
create index orders_to_erase on iletimerkezi.orders (account, changed_at)
  where erased_at is null
    and (state in ('settled', 'rejected', 'expired', 'cancelled', 'resent', 'withheld') or (state = 'reconciled' and next_check_at is null));

alter table iletimerkezi.recipients
  drop constraint recipients_status_check,
  add constraint recipients_status_check check (status in ('waiting', 'delivered', 'undelivered', 'withheld')),
  add column consent text check (consent in ('granted', 'allowed', 'open', 'refused', 'no-record', 'not-registered',
    'unknown', 'stale', 'not-checkable')),
  add column consent_position bigint;
create index recipients_open on iletimerkezi.recipients (order_id) where consent = 'open';

create table iletimerkezi.commercial_sends (
  id uuid primary key,
  account text not null,
  brand_code text not null,
  audience text not null,
  policy text not null,
  provider_order_id text,
  positions bigint[] not null,
  allowed text[] not null,
  withheld integer not null,
  sent_at timestamptz not null default now()
);
create index commercial_sends_order on iletimerkezi.commercial_sends (account, provider_order_id);
create index commercial_sends_age on iletimerkezi.commercial_sends (account, sent_at);
`,
};
