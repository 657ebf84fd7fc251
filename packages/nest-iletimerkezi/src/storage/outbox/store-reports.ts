import { type Kysely, sql } from 'kysely';
import type { DeliveryDeduplication } from '../../options/delivery.js';
import type { ArrivedDelivery } from '../../options/delivery-store.js';
import { isFollowed } from '../events/followed-streams.js';
import type { Tables } from '../schema.js';
import { ADD_TO_COUNTERS, CHANGE_RECIPIENTS } from './apply-reports.js';
import { arrayOf } from '../array-of.js';

/** The key of a report: the message and its status. */
export type ReportKey = Pick<ArrivedDelivery, 'account' | 'id' | 'rawStatus'>;

/** A report and the token for its claim. */
export interface TokenedDelivery {
  readonly delivery: ArrivedDelivery;
  readonly token: string;
  /** Whether no handler matches the report. It is stored with the outcome `unmatched` then. */
  readonly isUnmatched: boolean;
}

/** The columns of `delivery_reports` that make an {@link ArrivedDelivery}. */
export const REPORT_COLUMNS = sql`report_id as id, provider_order_id as "orderId", status, raw_status as "rawStatus",
  number as "to", body as text, account, received_at as "receivedAt"`;

export const keyOf = ({ account, id, rawStatus }: ReportKey): string => [account, id, rawStatus].join('\n');

/** Returns the report of a row that may have further columns. */
export function arrived(row: ArrivedDelivery): ArrivedDelivery {
  const { id, orderId, status, rawStatus, to, text, account, receivedAt } = row;
  return { id, orderId, status, rawStatus, to, text, account, receivedAt };
}

/** Replaces NUL, which JSON may contain and PostgreSQL's type text may not. */
export function storable(delivery: ArrivedDelivery): ArrivedDelivery {
  const clean = (text: string): string => text.replaceAll('\0', '\uFFFD');
  const { id, orderId, rawStatus, to, text } = delivery;
  return {
    ...delivery,
    id: clean(id),
    orderId: clean(orderId),
    rawStatus: clean(rawStatus),
    to: clean(to),
    text: clean(text),
  };
}

/**
 * Stores reports, claims new ones for the instance, and applies them to their orders' recipients and counters, in one
 * statement. A report that is stored already is claimed if it has no outcome and no instance works on it: its instance
 * has no lease, or is this one and does not hold it, because the answer to its claim was lost.
 *
 * An `accepted` report changes nothing, and a later webhook does not change a final status. The provider's report
 * overrules both when the order settles. The text of a confidential order is not stored. Reports that arrive before the provider's id of their order is known are applied
 * by `applyReports`.
 *
 * Sub-selects with a limit use an index in every plan. A plan that is cached while the tables are small would read all
 * rows otherwise.
 *
 * @returns for each report, in their order, whether it was claimed.
 */
export async function storeReports(
  db: Kysely<Tables>,
  instance: string,
  given: readonly (TokenedDelivery & { readonly held: boolean })[],
): Promise<{
  readonly deduplications: readonly DeliveryDeduplication[];
  /** Whether instances follow the new reports. */
  readonly isFollowed: boolean;
}> {
  const text = (valueOf: (delivery: ArrivedDelivery) => string) =>
    arrayOf('text', given, ({ delivery }) => valueOf(delivery));
  const { rows } = await sql<{ position: number; late: boolean; followed: boolean }>`
    with given as (
      select * from unnest(${text((one) => one.account)}, ${text((one) => one.id)}, ${text((one) => one.rawStatus)},
        ${text((one) => one.status)}, ${text((one) => one.orderId)}, ${text((one) => one.to)}, ${text((one) => one.text)},
        ${arrayOf('uuid', given, ({ token }) => token)}, ${arrayOf('boolean', given, ({ held }) => held)},
        ${arrayOf('boolean', given, ({ isUnmatched }) => isUnmatched)})
      with ordinality as g
        (account, report_id, raw_status, status, provider_order_id, number, body, token, held, unmatched, position)),
    known as (
      select distinct on (account, report_id, raw_status) given.*, o.id as order_id, o.campaign_id,
        case when o.confidential then '' else given.body end as stored_body,
        status = 'accepted' and coalesce((select true from iletimerkezi.delivery_reports f
          where f.account = given.account and f.report_id = given.report_id and f.status in ('delivered', 'undelivered')
          limit 1), false) as arrives_late
      from given left join lateral (
        select id, campaign_id, confidential from iletimerkezi.orders
         where account = given.account and provider_order_id = given.provider_order_id limit 1) as o on true
      order by account, report_id, raw_status, position),
    stored as (
      insert into iletimerkezi.delivery_reports as d
        (account, report_id, raw_status, status, provider_order_id, number, body, late, outcome, claimed_by, dispatch_token, applied, xid)
      select account, report_id, raw_status, status, provider_order_id, number, stored_body, arrives_late,
        case when unmatched and not arrives_late then 'unmatched' end,
        case when not unmatched then ${instance}::uuid end, token, order_id is not null,
        case when ${sql.raw(isFollowed('deliveries'))} then pg_current_xact_id() end
      from known
      on conflict (account, report_id, raw_status) do update
        set outcome = case when excluded.claimed_by is null then 'unmatched' end, claimed_by = excluded.claimed_by, dispatch_token = excluded.dispatch_token,
          dispatches = d.dispatches + 1, applied = d.applied or excluded.applied
      where d.outcome is null and not d.late
        and (d.claimed_by is null or d.claimed_by not in (select id from iletimerkezi.instances)
          or d.claimed_by = ${instance}::uuid)
        and not exists (select from given g where g.held and g.account = d.account and g.report_id = d.report_id
          and g.raw_status = d.raw_status)
      returning d.account, d.report_id, d.raw_status, d.late, d.xid is not null as followed),
    claimed as (select known.*, stored.late, stored.followed from known join stored using (account, report_id, raw_status)),
    final as (
      select distinct on (order_id, number) order_id, campaign_id, number, status, now() as final_at from claimed
       where order_id is not null and status in ('delivered', 'undelivered') order by order_id, number, status),
    ${CHANGE_RECIPIENTS},
    totalled as (${ADD_TO_COUNTERS})
    select position, late, followed from claimed`.execute(db);
  const deduplications: DeliveryDeduplication[] = given.map(() => 'repeated');
  for (const { position, late } of rows) deduplications[position - 1] = late ? 'late' : 'new';
  return { deduplications, isFollowed: rows.some(({ late, followed }) => followed && !late) };
}
