import type { Migration } from './migrate.js';

/**
 * Adds campaigns and orders. A campaign is what the application enqueues in one call, from one OTP to a million
 * recipients. It is sent to the provider as one order or several. Events have their transaction id (`xid8`), so readers
 * can catch up without gaps.
 */
export const outbox: Migration = {
  version: 1,
  name: 'outbox',
  sql: `
create table iletimerkezi.campaigns (
  id uuid primary key,
  account text not null,
  dedupe_key text,
  state text not null default 'open' check (state in ('open', 'paused', 'cancelled')),
  duplicates integer not null default 0,
  created_at timestamptz not null default now(),
  unique (account, dedupe_key)
);

create table iletimerkezi.orders (
  id uuid primary key,
  position bigint generated always as identity,
  campaign_id uuid not null references iletimerkezi.campaigns on delete cascade,
  account text not null,
  lane text not null check (lane in ('instant', 'bulk')),
  state text not null default 'pending',
  sender text not null,
  kind text not null check (kind in ('transactional', 'commercial')),
  audience text check (audience in ('BIREYSEL', 'TACIR')),
  texts text[],
  send_at timestamptz,
  not_before timestamptz not null default now(),
  not_after timestamptz,
  paused boolean not null default false,
  recipient_count integer not null,
  delivered integer not null default 0,
  undelivered integer not null default 0,
  price numeric,
  attempts integer not null default 0,
  claimed_by uuid,
  submitting_at timestamptz,
  submitted_at timestamptz,
  provider_order_id text,
  checks integer not null default 0,
  next_check_at timestamptz,
  evidence jsonb,
  resend_of uuid references iletimerkezi.orders on delete set null,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now()
);
create index orders_pending on iletimerkezi.orders (account, lane, position) where state = 'pending' and not paused;
create index orders_in_hand on iletimerkezi.orders (claimed_by) where state in ('claimed', 'submitting');
create index orders_to_check on iletimerkezi.orders (account, next_check_at) where next_check_at is not null;
create index orders_campaign on iletimerkezi.orders (campaign_id);
create index orders_state on iletimerkezi.orders (account, state)
  where state in ('pending', 'claimed', 'submitting', 'unknown', 'held');
create unique index orders_provider on iletimerkezi.orders (account, provider_order_id) where provider_order_id is not null;

create table iletimerkezi.recipients (
  campaign_id uuid not null references iletimerkezi.campaigns on delete cascade,
  number text not null,
  order_id uuid not null,
  text_index integer not null default 0,
  status text not null default 'waiting' check (status in ('waiting', 'delivered', 'undelivered')),
  primary key (campaign_id, number)
);
create index recipients_order on iletimerkezi.recipients (order_id);

create table iletimerkezi.delivery_reports (
  account text not null,
  report_id text not null,
  raw_status text not null,
  status text not null,
  provider_order_id text not null,
  number text not null,
  body text not null,
  fate text check (fate in ('handled', 'unmatched', 'failed')),
  applied boolean not null default false,
  received_at timestamptz not null default now(),
  primary key (account, report_id, raw_status)
);
create index delivery_reports_unapplied on iletimerkezi.delivery_reports (account, provider_order_id) where not applied;
create index delivery_reports_kept on iletimerkezi.delivery_reports (account, received_at) where fate in ('unmatched', 'failed');
create index delivery_reports_received on iletimerkezi.delivery_reports (received_at);

create table iletimerkezi.events (
  id bigint generated always as identity primary key,
  account text not null,
  type text not null,
  campaign_id uuid,
  order_id uuid,
  data jsonb not null default '{}',
  at timestamptz not null default now(),
  xid xid8 not null default pg_current_xact_id()
);
create index events_xid on iletimerkezi.events (xid);
create index events_at on iletimerkezi.events (at);

create table iletimerkezi.lanes (
  account text not null,
  lane text not null check (lane in ('instant', 'bulk')),
  stopped_at timestamptz,
  stopped_because text,
  primary key (account, lane)
);

create table iletimerkezi.paces (
  account text primary key,
  starts timestamptz[] not null
);

create table iletimerkezi.instances (
  id uuid primary key,
  lease_until timestamptz not null
);
`,
};
