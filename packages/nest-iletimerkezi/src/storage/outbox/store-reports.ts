import { sql, type Transaction } from 'kysely';
import type { DeliveryDeduplication } from '../../options/delivery.js';
import type { ArrivedDelivery } from '../../options/delivery-store.js';
import type { Tables } from '../schema.js';
import { applyReports } from './apply-reports.js';

/** The key of a report: the message and its status. */
export type ReportKey = Pick<ArrivedDelivery, 'account' | 'id' | 'rawStatus'>;

/** A report and the token for its claim. */
export interface TokenedDelivery {
  readonly delivery: ArrivedDelivery;
  readonly token: string;
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
 * Stores reports, claims new ones for the instance, and applies them to their orders' recipients. A report that is stored
 * already is claimed if it has no outcome and no instance works on it: its instance has no lease, or is this one and does
 * not hold it, because the answer to its claim was lost.
 *
 * @returns for each report, in their order, whether it was claimed.
 */
export async function storeReports(
  tx: Transaction<Tables>,
  instance: string,
  given: readonly (TokenedDelivery & { readonly held: boolean })[],
): Promise<DeliveryDeduplication[]> {
  const column = (of: (delivery: ArrivedDelivery) => string) => given.map(({ delivery }) => of(delivery));
  const { rows } = await sql<{ position: number; late: boolean }>`
    with given as (
      select * from unnest(${column(({ account }) => account)}::text[], ${column(({ id }) => id)}::text[],
        ${column(({ rawStatus }) => rawStatus)}::text[], ${column(({ status }) => status)}::text[],
        ${column(({ orderId }) => orderId)}::text[], ${column(({ to }) => to)}::text[],
        ${column(({ text }) => text)}::text[], ${given.map(({ token }) => token)}::uuid[],
        ${given.map(({ held }) => held)}::boolean[])
      with ordinality as g
        (account, report_id, raw_status, status, provider_order_id, number, body, token, held, position)),
    stored as (
      insert into iletimerkezi.delivery_reports as d
        (account, report_id, raw_status, status, provider_order_id, number, body, late, claimed_by, dispatch_token)
      select distinct on (account, report_id, raw_status)
        account, report_id, raw_status, status, provider_order_id, number, body, status = 'accepted' and exists (
          select from iletimerkezi.delivery_reports f
           where f.account = given.account and f.report_id = given.report_id and f.status in ('delivered', 'undelivered')),
        ${instance}::uuid, token
      from given order by account, report_id, raw_status, position
      on conflict (account, report_id, raw_status) do update
        set claimed_by = excluded.claimed_by, dispatch_token = excluded.dispatch_token, dispatches = d.dispatches + 1
      where d.outcome is null and not d.late
        and (d.claimed_by is null or d.claimed_by not in (select id from iletimerkezi.instances)
          or d.claimed_by = ${instance}::uuid)
        and not exists (select from given g where g.held and g.account = d.account and g.report_id = d.report_id
          and g.raw_status = d.raw_status)
      returning d.account, d.report_id, d.raw_status, d.late)
    select min(position) as position, late
    from given join stored using (account, report_id, raw_status)
    group by account, report_id, raw_status, late`.execute(tx);
  const deduplications: DeliveryDeduplication[] = given.map(() => 'repeated');
  for (const { position, late } of rows) deduplications[position - 1] = late ? 'late' : 'new';
  await applyReports(
    tx,
    given.flatMap(({ delivery }, index) =>
      delivery.status !== 'accepted' && deduplications[index] === 'new' ? [delivery] : [],
    ),
  );
  return deduplications;
}
