import type { Migration } from './migrate.js';

/** Adds when and how personal data was removed from an order: `removed`, or the mark of the key of its hashes. */
export const retention: Migration = {
  version: 4,
  name: 'retention',
  sql: `
alter table iletimerkezi.orders add column erased_at timestamptz, add column erased_how text;
create index orders_to_erase on iletimerkezi.orders (account, changed_at)
  where erased_at is null
    and (state in ('settled', 'rejected', 'expired', 'cancelled', 'resent') or (state = 'reconciled' and next_check_at is null));
`,
};
