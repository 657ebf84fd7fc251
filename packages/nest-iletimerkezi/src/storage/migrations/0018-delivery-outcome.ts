import type { Migration } from './migrate.js';

/** Gives the outcome of a delivery report's handlers the name that the API uses. Indexes and checks follow the column. */
export const deliveryOutcome: Migration = {
  version: 18,
  name: 'delivery-outcome',
  sql: `
alter table iletimerkezi.delivery_reports rename column fate to outcome;
`,
};
