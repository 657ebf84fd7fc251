import type { Migration } from './migrate.js';

/**
 * Adds tokens that fence every write about an order, and leases that depend on a heartbeat counter instead of a clock.
 * `claim_token` names the latest claim on an order; `attempt_token` is the claim under which the order last entered
 * `submitting`. A lease expires when its counter does not change while a peer watches it, so the database's clock does
 * not matter.
 */
export const claimTokens: Migration = {
  version: 11,
  name: 'claim-tokens',
  sql: `
alter table iletimerkezi.orders add column claim_token uuid, add column attempt_token uuid;
drop table iletimerkezi.instances;
create table iletimerkezi.instances (
  id uuid primary key,
  heartbeat bigint not null default 0,
  lease_ms integer not null
);
`,
};
