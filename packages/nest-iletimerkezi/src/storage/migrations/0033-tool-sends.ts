import type { Migration } from './migrate.js';

/** Adds the sends that the caps of an assistant's tools count. `holders`: calls that reserved the same send. */
export const toolSends: Migration = {
  version: 33,
  name: 'tool-sends',
  sql: `
create table iletimerkezi.tool_sends (
  account text not null,
  key text not null,
  recipients integer not null,
  credits bigint not null,
  holders integer not null default 1,
  at timestamptz not null,
  primary key (account, key)
);
create index tool_sends_at on iletimerkezi.tool_sends (account, at);
`,
};
