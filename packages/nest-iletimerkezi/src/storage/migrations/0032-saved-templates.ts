import type { Migration } from './migrate.js';

/** Adds saved texts and their versions. */
export const savedTemplates: Migration = {
  version: 32,
  name: 'saved-templates',
  sql: `
create table iletimerkezi.templates (
  account text not null,
  id uuid not null,
  status text not null check (status in ('ready', 'draft')),
  owner text,
  version integer not null,
  created_at timestamptz not null,
  saved_at timestamptz not null,
  primary key (account, id)
);
create index templates_saved on iletimerkezi.templates (account, saved_at, id);

create table iletimerkezi.template_versions (
  account text not null,
  template_id uuid not null,
  version integer not null,
  status text not null check (status in ('ready', 'draft')),
  name text not null,
  text text not null,
  kind text check (kind in ('transactional', 'commercial')),
  audience text check (audience in ('BIREYSEL', 'TACIR')),
  sender text,
  saved_by text,
  saved_at timestamptz not null,
  primary key (account, template_id, version),
  foreign key (account, template_id) references iletimerkezi.templates (account, id) on delete cascade
);
`,
};
