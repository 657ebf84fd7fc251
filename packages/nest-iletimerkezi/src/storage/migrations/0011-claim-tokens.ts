import type { Migration } from './migrate.js';

/**
 * Tokens that fence every write about an order, and leases that are judged by a heartbeat counter instead of a clock.
 * `claim_token` names the latest right to work on an order; `attempt_token` is the claim under which the order last
 * entered `submitting`. A lease is over when its counter stands still while a peer watches, so the database's clock
 * has no part in it.
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
