import type { Migration } from './migrate.js';

/** Only the claim that takes records to the registry writes what became of them. */
export const registrationClaims: Migration = {
  version: 16,
  name: 'registration-claims',
  sql: `
alter table iletimerkezi.consent_registrations add column claim_token uuid;
`,
};
