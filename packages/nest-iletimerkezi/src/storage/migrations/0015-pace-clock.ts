import type { Migration } from './migrate.js';

/**
 * Adds a separate clock to each account's rate limit: `now_at` is its time at the last statement, `skew` is its lag
 * behind the database's clock. Moments of an earlier release use the database's time, so the rows are deleted; the next
 * statement adds them again.
 */
export const paceClock: Migration = {
  version: 15,
  name: 'pace-clock',
  sql: `
delete from iletimerkezi.paces;
alter table iletimerkezi.paces add column now_at bigint not null default 0, add column skew bigint not null default 0;
`,
};
