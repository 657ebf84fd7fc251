import type { Migration } from './migrate.js';

/** The outcome of a delivery report's handlers under the name that the API has. Indexes and checks follow the column. */
export const deliveryOutcome: Migration = {
  version: 18,
  name: 'delivery-outcome',
  sql: `
alter table iletimerkezi.delivery_reports rename column fate to outcome;
`,
};
