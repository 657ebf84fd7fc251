import type { Migration } from './migrate.js';

/**
 * Adds the counters of spend limits. An order that counts has `spend`: its credits by estimate, the day it counts for, and
 * whether its price is in credits. A trigger records each difference that a change of its state makes, in the transaction of
 * that change. An order that was settled without a final report counts by estimate. The differences are rows of their own, so that no order waits for the counter of its account.
 */
export const spendLimits: Migration = {
  version: 28,
  name: 'spend-limits',
  sql: `
create table iletimerkezi.spend_periods (
  account text not null,
  period text not null check (period in ('day', 'month')),
  starts date not null,
  reserved bigint not null default 0,
  settled bigint not null default 0,
  announced smallint not null default 0,
  primary key (account, period, starts)
) with (fillfactor = 50);

create table iletimerkezi.spend_changes (
  id bigint generated always as identity primary key,
  account text not null,
  day date not null,
  reserved bigint not null,
  settled bigint not null
);
create index spend_changes_account on iletimerkezi.spend_changes (account, day);

create table iletimerkezi.spend_waiting (
  order_id uuid primary key,
  account text not null,
  position bigint not null
);
create index spend_waiting_account on iletimerkezi.spend_waiting (account, position);

alter table iletimerkezi.orders add column spend jsonb;

create function iletimerkezi.spend_of(
  state text, price numeric, evidence jsonb, spend jsonb, out reserved bigint, out settled bigint)
language sql immutable as $$
  select
    case when spend ? 'waiting' or state in ('settled', 'rejected', 'expired', 'cancelled', 'withheld') then 0
      else (spend->>'credits')::bigint end,
    case when state <> 'settled' then 0
      when (spend->>'byPrice')::boolean and price is not null and coalesce(evidence->>'settled', '') = ''
        then ceil(price)::bigint
      else (spend->>'credits')::bigint end
$$;

create function iletimerkezi.record_spend() returns trigger language plpgsql as $$
declare
  earlier record;
  later record;
begin
  select * into earlier from iletimerkezi.spend_of(old.state, old.price, old.evidence, old.spend);
  select * into later from iletimerkezi.spend_of(new.state, new.price, new.evidence, new.spend);
  if later.reserved <> earlier.reserved or later.settled <> earlier.settled then
    insert into iletimerkezi.spend_changes (account, day, reserved, settled)
    values (new.account, (new.spend->>'day')::date, later.reserved - earlier.reserved, later.settled - earlier.settled);
  end if;
  return null;
end
$$;

create trigger orders_spend after update of state on iletimerkezi.orders
  for each row when (new.spend is not null and new.state is distinct from old.state)
  execute function iletimerkezi.record_spend();
`,
};
