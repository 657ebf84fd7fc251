import { type Kysely, sql, type Transaction } from 'kysely';
import type { Tables } from '../schema.js';

/** An order, identified by the id that the provider assigned. */
export interface ProviderOrder {
  readonly account: string;
  readonly orderId: string;
}

/**
 * Writes the statuses in `final` to recipients without a final status, and counts them by order in `counted`. Both stand
 * between other queries of a `with`. `final` has `order_id`, `campaign_id`, `number`, `status` and `final_at`.
 */
export const CHANGE_RECIPIENTS = sql`
    changed as (
      update iletimerkezi.recipients r set status = final.status, final_at = final.final_at from final
       where r.campaign_id = final.campaign_id and r.number = final.number and r.order_id = final.order_id
         and r.status = 'waiting'
      returning r.order_id, r.status),
    counted as (
      select order_id, count(*) filter (where status = 'delivered') as delivered,
        count(*) filter (where status = 'undelivered') as undelivered
      from changed group by order_id)`;

/** Adds `counted` to the counters of the orders. */
export const ADD_TO_COUNTERS = sql`
    update iletimerkezi.orders o set
      delivered = o.delivered + counted.delivered, undelivered = o.undelivered + counted.undelivered
    from counted where o.id = counted.order_id`;

/**
 * Applies received reports to their recipients, and updates the orders' counters. An `accepted` report changes nothing,
 * and a later webhook does not change a final status. The provider's report overrules both when the order settles.
 * Reports of other applications' orders are not changed.
 */
export async function applyReports(
  db: Kysely<Tables> | Transaction<Tables>,
  orders: readonly ProviderOrder[],
): Promise<void> {
  await sql`
    with ours as (
      select distinct o.id, o.campaign_id, o.account, o.provider_order_id, o.confidential
        from unnest(${orders.map(({ account }) => account)}::text[], ${orders.map(({ orderId }) => orderId)}::text[])
          as given (account, provider_order_id)
        join iletimerkezi.orders o using (account, provider_order_id)),
    taken as (
      update iletimerkezi.delivery_reports d set applied = true,
          body = case when ours.confidential then '' else d.body end from ours
       where d.account = ours.account and d.provider_order_id = ours.provider_order_id and not d.applied
      returning ours.id as order_id, ours.campaign_id, d.number, d.status, d.received_at),
    final as (
      select distinct on (order_id, number) order_id, campaign_id, number, status, received_at as final_at
        from taken where status in ('delivered', 'undelivered')
       order by order_id, number, status, received_at),
    ${CHANGE_RECIPIENTS}
    ${ADD_TO_COUNTERS}`.execute(db);
}
