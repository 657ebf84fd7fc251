import type { OrderState } from 'iletimerkezi-core';
import { sql, type Transaction } from 'kysely';
import { appendEvent } from '../events/append-event.js';
import type { OrderEvidence } from '../events/order-evidence.js';
import { sourcesOf } from '../order-states.js';
import type { OrderWrite } from '../order-writes.js';
import type { Lane, Tables } from '../schema.js';
import { applyReports } from './apply-reports.js';
import { wakeOrders } from './wake.js';

/** The columns that change together with the state. */
export interface Change {
  readonly evidence?: OrderEvidence;
  readonly providerOrderId?: string;
  readonly notBefore?: { inMs: number };
  readonly nextCheck?: { inMs: number } | null;
  /** Does not count the attempt that ends with this change. */
  readonly uncounted?: boolean;
  /** Stops the order's lane with this reason, if the state changes. */
  readonly stopLane?: string;
}

/** The states that a write may change from and to, and the token that it requires, if any. */
interface Move {
  readonly from: readonly OrderState[];
  readonly to: OrderState;
  readonly fence?: { readonly column: 'claim_token' | 'attempt_token'; readonly token: string };
}

/** States in which an order is not sent again, so that a confidential text has no use. */
const TEXT_UNUSED: readonly OrderState[] = [
  'submitted',
  'reconciled',
  'settled',
  'rejected',
  'expired',
  'cancelled',
  'withheld',
];

/** States in which nothing of an order has left this application. */
export const UNSENT_STATES: readonly OrderState[] = ['checking', 'pending', 'claimed'];

/**
 * Changes the state of an order if the transition is allowed, and appends the event.
 * @param only restricts the states to change from.
 * @returns whether the state changed.
 */
export async function moveOrder(
  tx: Transaction<Tables>,
  id: string,
  to: OrderState,
  change: Change = {},
  only?: readonly OrderState[],
): Promise<boolean> {
  const from = sourcesOf(to).filter((state) => only?.includes(state) ?? true);
  return moveWhere(tx, id, { from, to }, change);
}

/** Cancels the second order that was created in place of this one, if it was not sent. */
export async function cancelResend(tx: Transaction<Tables>, original: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from iletimerkezi.orders
    where resend_of = ${original} and state = any(${UNSENT_STATES})`.execute(tx);
  const evidence: OrderEvidence = { cancelled: 'original-accepted', first: original };
  for (const { id } of rows) await moveOrder(tx, id, 'cancelled', { evidence }, UNSENT_STATES);
}

export const fencedMove = ({ from, to, fence }: OrderWrite, token: string): Move => ({
  from,
  to,
  fence: { column: `${fence}_token`, token },
});

export async function moveWhere(
  tx: Transaction<Tables>,
  id: string,
  { from, to, fence }: Move,
  change: Change,
): Promise<boolean> {
  const { evidence, providerOrderId, notBefore, nextCheck, uncounted, stopLane } = change;
  const isCurrent = fence ? sql`${sql.ref(fence.column)} = ${fence.token}` : sql`true`;
  const { rows } = await sql<{ account: string; campaign: string; lane: Lane }>`
    update iletimerkezi.orders set
      state = ${to},
      claimed_by = null,
      changed_at = now(),
      attempts = attempts - ${uncounted ? 1 : 0}::integer,
      submitted_at = case when ${to} in ('submitted', 'reconciled') then clock_timestamp() else submitted_at end,
      provider_order_id = coalesce(${providerOrderId ?? null}, provider_order_id),
      not_before = coalesce(clock_timestamp() + make_interval(secs => ${seconds(notBefore)}), not_before),
      next_check_at = clock_timestamp() + make_interval(secs => ${seconds(nextCheck)}),
      checks = 0,
      texts = case when confidential and ${to} = any(${TEXT_UNUSED}::text[]) then null else texts end,
      evidence = case when ${evidence === undefined} then evidence
        else coalesce(evidence, '{}') || ${JSON.stringify(evidence ?? {})}::jsonb end
    where id = ${id} and state = any(${from}) and ${isCurrent}
    returning account, campaign_id as campaign, lane`.execute(tx);
  const [order] = rows;
  if (!order) return false;
  await appendEvent(tx, {
    account: order.account,
    type: to,
    campaign: order.campaign,
    order: id,
    data: evidence,
  });
  if (providerOrderId !== undefined) {
    await applyReports(tx, [{ account: order.account, orderId: providerOrderId }]);
  }
  if (stopLane !== undefined) await stopLaneOf(tx, order, stopLane);
  if (to === 'pending') await wakeOrders(tx, order.account, [order.lane]);
  return true;
}

async function stopLaneOf(
  tx: Transaction<Tables>,
  { account, lane }: { account: string; lane: Lane },
  because: string,
): Promise<void> {
  await sql`insert into iletimerkezi.lanes (account, lane, stopped_at, stopped_because)
    values (${account}, ${lane}, now(), ${because})
    on conflict (account, lane) do update set stopped_at = now(), stopped_because = ${because}`.execute(tx);
  await appendEvent(tx, { account, type: 'lane-stopped', data: { lane, because } });
}

const seconds = (wait: { inMs: number } | null | undefined): number | null =>
  wait ? wait.inMs / 1000 : null;
