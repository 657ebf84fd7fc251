import type { Migration } from './migrate.js';

/** When each recipient's last word came, so that a report can say it. */
export const finalAt: Migration = {
  version: 10,
  name: 'final-at',
  sql: `
alter table iletimerkezi.recipients add column final_at timestamptz;
`,
};
