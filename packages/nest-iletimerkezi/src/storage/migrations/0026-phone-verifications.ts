import type { Migration } from './migrate.js';

/**
 * Adds phone verifications: one row for each, the wrong codes per phone and purpose, the messages by what limits count
 * them, and pauses. Codes and ids are not stored. Marks orders whose text is erased when it was sent.
 */
export const phoneVerifications: Migration = {
  version: 26,
  name: 'phone-verifications',
  sql: `
create table iletimerkezi.phone_verifications (
  key uuid primary key,
  account text not null,
  number text not null,
  purpose text not null,
  target text not null,
  scopes text[] not null,
  scope_keys text[] not null,
  state text not null default 'pending' check (state in ('pending', 'verified', 'cancelled')),
  seed bytea not null,
  hash_key text not null,
  code_length smallint not null,
  generation integer not null default 1,
  ordinal integer not null default 1,
  sends integer not null default 1,
  locale text not null,
  campaign_id uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  resend_at timestamptz not null,
  verified_at timestamptz,
  used_at timestamptz
);
create index phone_verifications_created on iletimerkezi.phone_verifications (account, created_at);

create table iletimerkezi.phone_verification_targets (
  account text not null,
  target text not null,
  wrong timestamptz[] not null default '{}',
  touched_at timestamptz not null,
  primary key (account, target)
) with (fillfactor = 80);
create index phone_verification_targets_touched on iletimerkezi.phone_verification_targets (account, touched_at);

create table iletimerkezi.phone_verification_hits (
  account text not null,
  scope text not null,
  key text not null,
  at timestamptz not null
);
create index phone_verification_hits_counted on iletimerkezi.phone_verification_hits (account, scope, key, at);
create index phone_verification_hits_at on iletimerkezi.phone_verification_hits (account, at);

create table iletimerkezi.phone_verification_pauses (
  account text not null,
  scope text not null,
  key text not null,
  until timestamptz not null,
  primary key (account, scope, key)
);

alter table iletimerkezi.orders add column confidential boolean not null default false;
create index orders_confidential on iletimerkezi.orders (account) where confidential and texts is not null;
`,
};
