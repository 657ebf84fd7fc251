import type { Migration } from './migrate.js';

/** Adds the columns by which every instance reads the delivery reports that others stored, in the same way as events. */
export const deliveryStream: Migration = {
  version: 9,
  name: 'delivery-stream',
  sql: `
alter table iletimerkezi.delivery_reports add column late boolean not null default false, add column xid xid8;
alter table iletimerkezi.delivery_reports alter column xid set default pg_current_xact_id();
create index delivery_reports_xid on iletimerkezi.delivery_reports (xid);
`,
};
