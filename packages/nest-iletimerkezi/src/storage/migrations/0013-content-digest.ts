import type { Migration } from './migrate.js';

/**
 * Adds a digest of the texts and recipients of a campaign with a `dedupe_key`, to detect the same key with other content.
 * Null for campaigns without a key, from before this version, and after their numbers were erased.
 */
export const contentDigest: Migration = {
  version: 13,
  name: 'content-digest',
  sql: `
alter table iletimerkezi.campaigns add column content_digest text;
`,
};
