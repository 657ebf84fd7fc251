import type { Migration } from './migrate.js';

/**
 * Adds indexes for statements whose cost grew with all rows of the table: pages of an account's campaigns, orders whose
 * `not_after` has passed, the foreign key of `resend_of`, and the retention of one account.
 */
export const growthIndexes: Migration = {
  version: 21,
  name: 'growth-indexes',
  sql: `
create index campaigns_listed on iletimerkezi.campaigns (account, id);
create index orders_resend_of on iletimerkezi.orders (resend_of) where resend_of is not null;
create index orders_not_after on iletimerkezi.orders (not_after)
  where state in ('checking', 'pending') and not_after is not null;

drop index iletimerkezi.orders_to_erase;
create index orders_to_erase on iletimerkezi.orders (account, kind, changed_at)
  where erased_at is null
    and (state in ('settled', 'rejected', 'expired', 'cancelled', 'resent', 'withheld') or (state = 'reconciled' and next_check_at is null));
drop index iletimerkezi.delivery_reports_received;
create index delivery_reports_received on iletimerkezi.delivery_reports (account, received_at);
drop index iletimerkezi.events_at;
create index events_at on iletimerkezi.events (account, at);
`,
};
