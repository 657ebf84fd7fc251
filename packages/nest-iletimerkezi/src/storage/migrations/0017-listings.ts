import type { Migration } from './migrate.js';

/**
 * Adds one row for each account: which instance reads the provider's list of orders, when it may be read again, and which
 * spans of it are final. For these spans, the orders that may belong to one of unknown outcome are kept.
 */
export const listings: Migration = {
  version: 17,
  name: 'listings',
  sql: `
create table iletimerkezi.listings (
  account text primary key,
  claimed_by uuid,
  claim_token uuid,
  rest_until timestamptz not null default '-infinity',
  credit double precision,
  credit_at timestamptz not null default now(),
  spans jsonb not null default '[]'
);
create table iletimerkezi.listed_orders (
  account text not null,
  provider_order_id text not null,
  submit_at timestamptz,
  sender text,
  total integer,
  primary key (account, provider_order_id)
);
`,
};
