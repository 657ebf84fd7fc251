import type { Migration } from './migrate.js';

/** Adds when the final status of each recipient was received, so that reports can include it. */
export const finalAt: Migration = {
  version: 10,
  name: 'final-at',
  sql: `
alter table iletimerkezi.recipients add column final_at timestamptz;
`,
};
