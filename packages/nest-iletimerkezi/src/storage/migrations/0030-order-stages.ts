import type { Migration } from './migrate.js';

/** Orders that do not change any more. An order that was assumed sent without the provider's id is not followed. */
const ENDED = `(state in ('settled', 'rejected', 'expired', 'cancelled', 'resent', 'withheld')
      or (state = 'reconciled' and next_check_at is null))`;

/**
 * Adds `stage`, which is derived from the state of an order, and bases the indexes on it. A claimed order and one that is
 * being submitted are in the same stage, so the start of an attempt changes no index, and its new row version stays in its
 * page (a heap-only update). `stage_at` is the time of the last change in the stages that an index orders by it.
 *
 * Moves `state` behind the columns that never change. PostgreSQL writes only the part of a row between the first and the last
 * changed column to its log, if both versions are in one page. Rewrites the table of orders.
 */
export const orderStages: Migration = {
  version: 30,
  name: 'order-stages',
  sql: `
drop trigger orders_spend on iletimerkezi.orders;
alter table iletimerkezi.orders set (fillfactor = 65);
alter table iletimerkezi.orders add column moved text generated always as (state) stored;
alter table iletimerkezi.orders alter column moved drop expression;
alter table iletimerkezi.orders drop column state;
alter table iletimerkezi.orders rename column moved to state;
alter table iletimerkezi.orders
  alter column state set default 'pending',
  alter column state set not null,
  add column stage text not null generated always as (case
    when state in ('claimed', 'submitting') then 'in_hand'
    when state in ('checking', 'pending', 'unknown', 'held') then state
    when ${ENDED} then 'ended'
    else 'followed' end) stored,
  add column stage_at timestamptz generated always as (case when state = 'checking' or ${ENDED} then changed_at end) stored;

create index orders_pending on iletimerkezi.orders (account, lane, not_before, position)
  where stage = 'pending' and not paused;
create index orders_checks_due on iletimerkezi.orders (account, lane, not_before) where stage = 'checking' and not paused;
create index orders_checking on iletimerkezi.orders (account, lane, stage_at) where stage = 'checking';
create index orders_not_after on iletimerkezi.orders (not_after)
  where stage in ('checking', 'pending') and not_after is not null;
create index orders_open on iletimerkezi.orders (stage, account, lane)
  where stage in ('checking', 'pending', 'in_hand', 'unknown', 'held');
create index orders_to_erase on iletimerkezi.orders (account, kind, stage_at) where stage = 'ended' and erased_at is null;

create trigger orders_spend after update of state on iletimerkezi.orders
  for each row when (new.spend is not null and new.state is distinct from old.state)
  execute function iletimerkezi.record_spend();
`,
};
