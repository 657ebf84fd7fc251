import type { Migration } from './migrate.js';

/**
 * Orders the indexes of waiting orders by the time from which each may be sent, so that the search for due orders does not
 * read those that become due later.
 */
export const dueOrders: Migration = {
  version: 24,
  name: 'due-orders',
  sql: `
drop index iletimerkezi.orders_pending;
create index orders_pending on iletimerkezi.orders (account, lane, not_before, position) where state = 'pending' and not paused;
create index orders_checks_due on iletimerkezi.orders (account, lane, not_before) where state = 'checking' and not paused;
`,
};
