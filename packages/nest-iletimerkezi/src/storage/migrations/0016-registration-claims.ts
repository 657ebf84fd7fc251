import type { Migration } from './migrate.js';

/** Adds the claim of a registration. Only its holder writes the outcome of the records. */
export const registrationClaims: Migration = {
  version: 16,
  name: 'registration-claims',
  sql: `
alter table iletimerkezi.consent_registrations add column claim_token uuid;
`,
};
