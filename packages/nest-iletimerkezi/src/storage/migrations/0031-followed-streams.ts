import type { Migration } from './migrate.js';

/**
 * Adds until when each stream of rows has readers. Without readers, the frequent events are not stored, and delivery reports
 * are stored without the transaction id by which readers find them. Each report has an entry in one of the indexes by time:
 * in `delivery_reports_kept`, or in `delivery_reports_received`.
 */
export const followedStreams: Migration = {
  version: 31,
  name: 'followed-streams',
  sql: `
create table iletimerkezi.followed_streams (
  stream text primary key check (stream in ('events', 'deliveries')),
  until timestamptz not null
);
drop index iletimerkezi.delivery_reports_xid;
create index delivery_reports_xid on iletimerkezi.delivery_reports (xid) where xid is not null;
drop index iletimerkezi.delivery_reports_received;
create index delivery_reports_received on iletimerkezi.delivery_reports (account, received_at)
  where outcome is null or outcome = 'handled';
`,
};
