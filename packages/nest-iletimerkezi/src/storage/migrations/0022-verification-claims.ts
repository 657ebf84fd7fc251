import type { Migration } from './migrate.js';

/**
 * Ties verification runs to an instance, whose lease decides when another one continues them. Before, they had a separate
 * lease that depended on the database's clock. Runs in progress are continued by the next instance.
 */
export const verificationClaims: Migration = {
  version: 22,
  name: 'verification-claims',
  sql: `
alter table iletimerkezi.verification_runs
  drop column holder,
  drop column lease_until,
  add column claimed_by uuid,
  add column claim_token uuid;
`,
};
