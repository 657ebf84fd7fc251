import type { Migration } from './migrate.js';

/**
 * Adds consents. `consent_records` is covered by the hash chain and immutable, which a trigger enforces. Personal data is
 * in `consent_personal`, tied to the record by a salted commitment, and can be erased. `consent_states` has the newest
 * record of each recipient and can be rebuilt from the records.
 */
export const ledger: Migration = {
  version: 2,
  name: 'ledger',
  sql: `
create table iletimerkezi.consent_chains (
  brand_code text primary key,
  length bigint not null,
  head bytea not null
);

create table iletimerkezi.consent_records (
  brand_code text not null,
  position bigint not null,
  recipient_type text not null,
  channel text not null,
  status text not null check (status in ('ONAY', 'RET')),
  source text not null,
  consent_date timestamptz not null,
  recorded_at timestamptz not null,
  origin text not null check (origin in ('host', 'registry')),
  form text,
  commitment bytea not null,
  hash bytea not null,
  primary key (brand_code, position)
);
create index consent_records_recorded on iletimerkezi.consent_records (brand_code, recorded_at);

create table iletimerkezi.consent_texts (
  hash bytea primary key,
  text text not null
);

create table iletimerkezi.consent_personal (
  brand_code text not null,
  position bigint not null,
  recipient text not null,
  trace text,
  salt bytea not null,
  primary key (brand_code, position)
);
create index consent_personal_recipient on iletimerkezi.consent_personal (recipient, brand_code);

create table iletimerkezi.consent_states (
  brand_code text not null,
  recipient text not null,
  recipient_type text not null,
  channel text not null,
  status text not null,
  as_of timestamptz not null,
  position bigint not null,
  primary key (recipient, brand_code, recipient_type, channel)
);

create table iletimerkezi.consent_registrations (
  brand_code text not null,
  position bigint not null,
  account text not null,
  state text not null check (state in ('queued', 'sending', 'sent', 'unknown', 'held', 'refused', 'expired')),
  reason text,
  due_at timestamptz not null,
  warned boolean not null default false,
  sending_until timestamptz,
  changed_at timestamptz not null default now(),
  primary key (brand_code, position)
);
create index consent_registrations_queued on iletimerkezi.consent_registrations (account, brand_code, position)
  where state = 'queued';
create index consent_registrations_sending on iletimerkezi.consent_registrations (account, sending_until)
  where state = 'sending';

create function iletimerkezi.refuse_change() returns trigger language plpgsql as $refuse$
begin
  raise exception 'Consent records are never changed: % of % is refused. Add a new record instead.', tg_op, tg_table_name
    using errcode = 'restrict_violation';
end
$refuse$;
create trigger append_only before update or delete or truncate on iletimerkezi.consent_records
  for each statement execute function iletimerkezi.refuse_change();
create trigger append_only before update or truncate on iletimerkezi.consent_personal
  for each statement execute function iletimerkezi.refuse_change();
create trigger append_only before update or delete or truncate on iletimerkezi.consent_texts
  for each statement execute function iletimerkezi.refuse_change();
`,
};
