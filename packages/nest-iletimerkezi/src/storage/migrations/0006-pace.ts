import type { Migration } from './migrate.js';

/**
 * A place of the pace is taken again a second after its order was answered, so what is kept is the moment from which
 * each place is free. Microseconds since 1970, because a moment also names whoever waits for it. A backup's or an
 * earlier release's moments are over; the row is made again at start.
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
