import type { Migration } from './migrate.js';

/**
 * Removes `claimed_by` from the index of claimed orders, so that claiming an order for a poll changes no index. Leaves free
 * space in the pages of orders and recipients, where later versions of their rows are stored without new index entries.
 */
export const claimsInPlace: Migration = {
  version: 23,
  name: 'claims-in-place',
  sql: `
drop index iletimerkezi.orders_in_hand;
create index orders_in_hand on iletimerkezi.orders (account, lane) where state in ('claimed', 'submitting');
alter table iletimerkezi.orders set (fillfactor = 80);
alter table iletimerkezi.recipients set (fillfactor = 90);
`,
};
