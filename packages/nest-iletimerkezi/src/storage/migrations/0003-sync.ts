import type { Migration } from './migrate.js';

/** Adds the progress of each import of the host's consents, and the rows that were refused. */
export const sync: Migration = {
  version: 3,
  name: 'sync',
  sql: `
create table iletimerkezi.consent_syncs (
  account text not null,
  name text not null,
  attempt bigint not null default 1,
  row_count bigint not null default 0,
  cursor text,
  totals jsonb,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  previous_started_at timestamptz,
  previous_cursor text,
  primary key (account, name)
);

create table iletimerkezi.consent_sync_faults (
  account text not null,
  name text not null,
  row_number bigint not null,
  faults jsonb not null,
  primary key (account, name, row_number),
  foreign key (account, name) references iletimerkezi.consent_syncs on delete cascade
);
`,
};
