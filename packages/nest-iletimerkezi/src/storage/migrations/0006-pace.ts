import type { Migration } from './migrate.js';

/**
 * Stores for each slot of the rate limit when it becomes free, because a slot is taken again one second after its order
 * was answered. The unit is microseconds since 1970, because a moment also identifies its waiter. Moments of a backup or
 * an earlier release are outdated, so the row is created again at start.
 */
export const pace: Migration = {
  version: 6,
  name: 'pace',
  sql: `
drop table iletimerkezi.paces;
create table iletimerkezi.paces (
  account text primary key,
  free_at bigint[] not null,
  last_start bigint not null default 0
);
`,
};
