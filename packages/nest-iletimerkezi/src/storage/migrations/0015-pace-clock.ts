import type { Migration } from './migrate.js';

/**
 * The rate limit keeps a clock of its own in each account's row: `now_at` is its time at the last statement, `skew`
 * what it lags behind the database's clock. Moments of an earlier release stand in the database's time, so the rows go;
 * the next statement adds them again.
 */
export const paceClock: Migration = {
  version: 15,
  name: 'pace-clock',
  sql: `
delete from iletimerkezi.paces;
alter table iletimerkezi.paces add column now_at bigint not null default 0, add column skew bigint not null default 0;
`,
};
