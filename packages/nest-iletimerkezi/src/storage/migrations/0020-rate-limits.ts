import type { Migration } from './migrate.js';

/** Renames the tables of the rate limits of sends and of registry queries. */
export const rateLimits: Migration = {
  version: 20,
  name: 'rate-limits',
  sql: `
alter table iletimerkezi.paces rename to rate_limits;
alter table iletimerkezi.consent_paces rename to registry_rate_limits;
`,
};
