import type { Migration } from './migrate.js';

/**
 * Ties records in a request to İYS to an instance, whose lease decides when they are recovered. Before, they had a
 * separate lease that depended on the database's clock.
 */
export const instanceLeases: Migration = {
  version: 19,
  name: 'instance-leases',
  sql: `
alter table iletimerkezi.consent_registrations add column claimed_by uuid;
drop index iletimerkezi.consent_registrations_sending;
alter table iletimerkezi.consent_registrations drop column sending_until;
create index consent_registrations_sending on iletimerkezi.consent_registrations (account) where state = 'sending';
`,
};
