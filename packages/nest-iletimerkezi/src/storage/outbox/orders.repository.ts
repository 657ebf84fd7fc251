import type { E164, OrderState } from 'iletimerkezi-core';
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import { accountsWhere } from '../due-work.repository.js';
import { sourcesOf } from '../order-states.js';
import { ORDER_WRITES, type OrderWrite, type OrderWriteName } from '../order-writes.js';
import type { Lane, Tables } from '../schema.js';
import { applyReports } from './apply-reports.js';
import { inTransaction } from '../repeat.js';
import { storedNumbers } from '../stored-numbers.js';
import { appendEvent } from '../events/append-event.js';
import type { OrderEvidence } from '../events/order-evidence.js';

/** The right to work on an order: the token that every later write requires. */
export interface Claim {
  readonly id: string;
  readonly claim: string;
}

/** An order that this instance has claimed. */
export interface ClaimedOrder extends Claim {
  readonly campaign: string;
  readonly account: string;
  readonly lane: Lane;
  readonly sender: string;
  readonly kind: 'transactional' | 'commercial';
  readonly audience: 'BIREYSEL' | 'TACIR' | null;
  readonly texts: readonly string[];
  /** Null when that time has passed, by the database's clock. */
  readonly sendAt: Date | null;
  readonly sendInMs: number;
  readonly recipientCount: number;
  readonly attempts: number;
  /** Whether an earlier attempt of this order has entered `submitting`. */
  readonly attempted: boolean;
  readonly resendOf: string | null;
}

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

const CLAIMED_COLUMNS = sql`o.id, o.campaign_id as campaign, o.account, o.lane, o.sender, o.kind, o.audience, o.texts,
  case when o.send_at > clock_timestamp() then o.send_at end as "sendAt",
  greatest(0, coalesce(extract(epoch from o.send_at - clock_timestamp()) * 1000, 0))::float8 as "sendInMs",
  o.recipient_count as "recipientCount", o.attempts, o.resend_of as "resendOf", o.claim_token as claim,
  o.attempt_token is not null as attempted`;

/** Checks again for refusals, in the statement that commits the submission. */
const NO_REFUSAL = sql`(brand_code is null or not exists (
  select from iletimerkezi.recipients r cross join lateral (
      select from iletimerkezi.consent_states s
       where s.recipient = r.number and s.brand_code = orders.brand_code and s.recipient_type = orders.audience
         and s.channel = 'MESAJ' and s.status = 'RET' limit 1) refusal
   where r.order_id = orders.id and r.status = 'waiting'))`;

/** Accounts that have an order of a lane that may be sent now. See {@link DueWork}. */
export const dueOrders =
  (lane: Lane) =>
  (accounts: readonly string[]): RawBuilder<unknown> =>
    accountsWhere(
      accounts,
      sql`exists (select from iletimerkezi.orders o
          where o.account = a.account and o.lane = ${lane} and o.state = 'pending' and not o.paused
            and o.not_before <= clock_timestamp() and (o.not_after is null or o.not_after > clock_timestamp()))
        and not exists (select from iletimerkezi.lanes l
          where l.account = a.account and l.lane = ${lane} and l.stopped_at is not null)`,
    );

/**
 * Claims orders and writes their outcomes. Safety depends only on tokens: no write compares clocks or checks which
 * instance is alive. Times are the database's, so the clocks of instances do not matter.
 */
export class OrdersRepository {
  constructor(
    private readonly db: Kysely<Tables>,
    /** The id of this instance. When its lease expires, other instances may claim its orders. */
    readonly instance: string,
  ) {}

  /**
   * Claims the oldest orders of a lane that may be sent now. Returns nothing when this instance's lease was ended. The
   * commit is asynchronous: without the claim, nothing can be sent.
   *
   * @param claim a new token, which the claimed orders get.
   */
  claim(account: string, lane: Lane, limit: number, claim: string): Promise<ClaimedOrder[]> {
    if (lane === 'instant') return this.#claim(this.db, account, lane, limit, claim);
    // One large order at a time over all instances. The lock is acquired first, so that the query sees all earlier
    // claims.
    return inTransaction(this.db, async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`iletimerkezi bulk ${account}`}, 0))`.execute(
        tx,
      );
      const busy = await sql`select from iletimerkezi.orders
        where account = ${account} and lane = 'bulk' and state in ('claimed', 'submitting') limit 1`.execute(
        tx,
      );
      return busy.rows.length > 0 ? [] : this.#claim(tx, account, lane, 1, claim);
    });
  }

  async #claim(
    db: Kysely<Tables> | Transaction<Tables>,
    account: string,
    lane: Lane,
    limit: number,
    claim: string,
  ): Promise<ClaimedOrder[]> {
    const { rows } = await sql<ClaimedOrder>`
      with quick as materialized (select set_config('synchronous_commit', 'off', true) as setting),
      due as (
        select id from iletimerkezi.orders
         where account = ${account} and lane = ${lane} and state = 'pending' and not paused
           and not_before <= clock_timestamp() and (not_after is null or not_after > clock_timestamp())
           and not exists (select from iletimerkezi.lanes l
             where l.account = ${account} and l.lane = ${lane} and l.stopped_at is not null)
           and exists (select from iletimerkezi.instances i where i.id = ${this.instance})
         order by position limit ${limit} for update skip locked)
      update iletimerkezi.orders o
         set state = 'claimed', claimed_by = ${this.instance}, claim_token = ${claim}, attempts = attempts + 1,
           changed_at = now()
        from due, quick where o.id = due.id and quick.setting = 'off'
      returning ${CLAIMED_COLUMNS}`.execute(db);
    return rows;
  }

  /** Returns the milliseconds until a pending order's `notBefore`; undefined when none is planned. */
  async untilNext(account: string, lane: Lane): Promise<number | undefined> {
    const { rows } = await sql<{ wait: number | null }>`
      select (extract(epoch from min(not_before) - clock_timestamp()) * 1000)::float8 as wait
        from iletimerkezi.orders
       where account = ${account} and lane = ${lane} and state = 'pending' and not paused
         and not_before > clock_timestamp()`.execute(this.db);
    return rows[0]?.wait ?? undefined;
  }

  /**
   * Commits that the request is about to be sent.
   * @returns false when the claim is not the current one, the order was paused or cancelled, its time is over, or one of
   * its recipients has just refused. Nothing may be sent then.
   */
  async beginSubmitting({ id, claim, kind }: Claim & Pick<ClaimedOrder, 'kind'>): Promise<boolean> {
    const noRefusal = kind === 'commercial' ? NO_REFUSAL : sql`true`;
    const { from, to } = ORDER_WRITES.beginSubmitting;
    const { rows } = await sql`
      update iletimerkezi.orders set state = ${to}, attempt_token = ${claim}, submitting_at = clock_timestamp(),
          changed_at = now()
       where id = ${id} and state = any(${from}) and claim_token = ${claim} and not paused
         and (not_after is null or not_after > clock_timestamp()) and ${noRefusal}
      returning id`.execute(this.db);
    return rows.length > 0;
  }

  /** Returns whether this attempt may still send: the order is `submitting` under its token. */
  async isSubmitting({ id, claim }: Claim): Promise<boolean> {
    const { rows } = await sql`select from iletimerkezi.orders
      where id = ${id} and state = 'submitting' and attempt_token = ${claim}`.execute(this.db);
    return rows.length > 0;
  }

  /** Returns the recipients of an order, by the index of their text. */
  async recipientsByText(id: string): Promise<Map<number, readonly E164[]>> {
    const { rows } = await sql<{ text_index: number; numbers: string }>`
      select text_index, string_agg(number, ',' order by number) as numbers
        from iletimerkezi.recipients where order_id = ${id} and status <> 'withheld' group by text_index`.execute(
      this.db,
    );
    // Read as one text: the driver needs 30 ms for an array of 50,000 items, and a split needs 1 ms.
    return new Map(rows.map(({ text_index, numbers }) => [text_index, storedNumbers(numbers.split(','))]));
  }

  /**
   * Changes the state of an order if the transition is allowed, and appends the event.
   * @param only restricts the states to change from.
   * @returns whether the state changed.
   */
  async move(
    id: string,
    to: OrderState,
    change: Change = {},
    only?: readonly OrderState[],
  ): Promise<boolean> {
    return inTransaction(this.db, (tx) => moveOrder(tx, id, to, change, only));
  }

  /**
   * Writes the outcome of a claimed order. It can be repeated safely, at any time.
   * @param names the writes to try in this order. The first that takes effect is the last.
   * @returns the order's new state; undefined when the order belongs to another attempt or its state does not match.
   */
  async write(
    names: OrderWriteName | readonly OrderWriteName[],
    { id, claim }: Claim,
    change: Change = {},
  ): Promise<OrderState | undefined> {
    return inTransaction(this.db, async (tx) => {
      for (const name of [names].flat()) {
        const write = ORDER_WRITES[name];
        if (!(await moveWhere(tx, id, fencedMove(write, claim), change))) continue;
        if (name === 'acceptedLate') await cancelResend(tx, id);
        return write.to;
      }
      return undefined;
    });
  }

  /**
   * Recovers orders of instances whose lease has expired: `claimed` ones return to `pending`, `submitting` ones become
   * `unknown`. Releases orders that this instance claimed with a statement whose answer was lost. Expires orders whose
   * `notAfter` has passed.
   * @param known returns the claims that this instance works on, or whose answer is outstanding.
   */
  async recover(known: () => readonly string[]): Promise<void> {
    const { rows } = await sql<{ id: string; state: OrderState; claim: string; own: boolean }>`
      select id, state, claim_token as claim, false as own from iletimerkezi.orders
       where state in ('claimed', 'submitting') and claimed_by not in (select id from iletimerkezi.instances)
      union all
      select id, state, claim_token, true from iletimerkezi.orders
       where claimed_by = ${this.instance} and state = 'claimed' and claim_token <> all(${known()}::uuid[])
      union all
      select id, state, null, false from iletimerkezi.orders
       where state in ('pending', 'checking') and not_after <= now()
      limit 1000`.execute(this.db);
    // A claim made while the query ran is included in `known()` by now.
    const current = new Set(known());
    for (const order of rows.filter(({ own, claim }) => !(own && current.has(claim)))) {
      if (order.state === 'claimed') await this.write('release', order, { uncounted: true });
      else if (order.state === 'submitting') {
        await this.write('outcomeUnknown', order, {
          evidence: { unknown: 'lease-expired' },
          nextCheck: { inMs: 0 },
        });
      } else await this.move(order.id, 'expired', {}, [order.state]);
    }
  }

  async resumeLanes(account: string): Promise<void> {
    await sql`update iletimerkezi.lanes set stopped_at = null, stopped_because = null where account = ${account}`.execute(
      this.db,
    );
    await wake(this.db, account);
  }
}

/** See `OrdersRepository.move`. */
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
async function cancelResend(tx: Transaction<Tables>, original: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from iletimerkezi.orders
    where resend_of = ${original} and state in ('checking', 'pending', 'claimed')`.execute(tx);
  const evidence: OrderEvidence = { cancelled: 'original-accepted', first: original };
  for (const { id } of rows) await moveOrder(tx, id, 'cancelled', { evidence });
}

const fencedMove = ({ from, to, fence }: OrderWrite, token: string): Move => ({
  from,
  to,
  fence: { column: `${fence}_token`, token },
});

async function moveWhere(
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
  if (to === 'pending') await wake(tx, order.account);
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

async function wake(db: Kysely<Tables> | Transaction<Tables>, account: string): Promise<void> {
  await sql`select pg_notify('iletimerkezi_outbox', ${account})`.execute(db);
}

const seconds = (wait: { inMs: number } | null | undefined): number | null =>
  wait ? wait.inMs / 1000 : null;
