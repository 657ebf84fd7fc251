import type { Migration } from './migrate.js';

/**
 * A digest of what a campaign with a `dedupe_key` says to whom, so that the same key with other content is noticed.
 * Null for campaigns without a key, from before this version, and after their numbers were erased.
 */
export const contentDigest: Migration = {
  version: 13,
  name: 'content-digest',
  sql: `
alter table iletimerkezi.campaigns add column content_digest text;
`,
};
