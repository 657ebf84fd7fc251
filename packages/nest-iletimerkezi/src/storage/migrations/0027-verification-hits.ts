import type { Migration } from './migrate.js';

/**
 * Replaces the index by which old messages of phone verifications are deleted. The planner used it to count the messages of
 * a phone as well, which read all messages of the account. Rows are appended in the order of their times, so a block range
 * index finds the old ones.
 */
export const verificationHits: Migration = {
  version: 27,
  name: 'verification-hits',
  sql: `
drop index iletimerkezi.phone_verification_hits_at;
create index phone_verification_hits_at on iletimerkezi.phone_verification_hits using brin (at);
`,
};
