import type { Migration } from './migrate.js';

/**
 * Replaces indexes to which each message added entries without need. The primary key of events begins with the transaction
 * by which readers follow them. Campaigns without a key have no entry in the unique index.
 */
export const fewerIndexEntries: Migration = {
  version: 25,
  name: 'fewer-index-entries',
  sql: `
alter table iletimerkezi.events drop constraint events_pkey;
alter table iletimerkezi.events add primary key (xid, id);
drop index iletimerkezi.events_xid;

alter table iletimerkezi.campaigns drop constraint campaigns_account_dedupe_key_key;
create unique index campaigns_dedupe_key on iletimerkezi.campaigns (account, dedupe_key) where dedupe_key is not null;
`,
};
