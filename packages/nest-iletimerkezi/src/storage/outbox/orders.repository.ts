import { type Kysely, sql, type Transaction } from 'kysely';
import { type OrderState, sourcesOf } from '../order-states.js';
import type { Lane, Tables } from '../schema.js';
import { applyReports } from './apply-reports.js';

/** An order in the hands of this instance. */
export interface ClaimedOrder {
  readonly id: string;
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
  readonly resendOf: string | null;
}

/** Why an order is in its state: a code, when, and what was seen. No number and no text is ever in it. */
export type Evidence = Readonly<Record<string, unknown>>;

/** What a change of state brings with it. */
export interface Change {
  readonly evidence?: Evidence;
  readonly providerOrderId?: string;
  readonly notBefore?: { inMs: number };
  readonly nextCheck?: { inMs: number } | null;
}

/** How long an instance that says nothing keeps its work, unless the host says otherwise. */
export const LEASE_MS = 10_000;

const CLAIMED_COLUMNS = sql`o.id, o.campaign_id as campaign, o.account, o.lane, o.sender, o.kind, o.audience, o.texts,
  case when o.send_at > clock_timestamp() then o.send_at end as "sendAt",
  greatest(0, coalesce(extract(epoch from o.send_at - clock_timestamp()) * 1000, 0))::float8 as "sendInMs",
  o.recipient_count as "recipientCount", o.attempts, o.resend_of as "resendOf"`;

/** The last look, in the very statement that commits the sending. */
const NOBODY_REFUSES = sql`(brand_code is null or not exists (
  select from iletimerkezi.recipients r cross join lateral (
      select from iletimerkezi.consent_states s
       where s.recipient = r.number and s.brand_code = orders.brand_code and s.recipient_type = orders.audience
         and s.channel = 'MESAJ' and s.status = 'RET' limit 1) refusal
   where r.order_id = orders.id and r.status = 'waiting'))`;

/** Orders on their way. Times are the database's, so that the clocks of instances do not matter. */
export class OrdersRepository {
  constructor(
    private readonly db: Kysely<Tables>,
    /** This instance, whose lease its orders live by. */
    readonly instance: string,
  ) {}

  /** Takes the oldest orders of a lane that may go now. Not waited for on disk: without it, nothing can be sent. */
  claim(account: string, lane: Lane, limit: number): Promise<ClaimedOrder[]> {
    if (lane === 'instant') return this.#claim(this.db, account, lane, limit);
    // One large order at a time over all instances: the lock comes first, so that the question sees what it guards.
    return this.db.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`iletimerkezi bulk ${account}`}, 0))`.execute(
        tx,
      );
      const busy = await sql`select from iletimerkezi.orders
        where account = ${account} and lane = 'bulk' and state in ('claimed', 'submitting') limit 1`.execute(
        tx,
      );
      return busy.rows.length > 0 ? [] : this.#claim(tx, account, lane, 1);
    });
  }

  async #claim(
    db: Kysely<Tables> | Transaction<Tables>,
    account: string,
    lane: Lane,
    limit: number,
  ): Promise<ClaimedOrder[]> {
    const { rows } = await sql<ClaimedOrder>`
      with quick as materialized (select set_config('synchronous_commit', 'off', true) as setting),
      due as (
        select id from iletimerkezi.orders
         where account = ${account} and lane = ${lane} and state = 'pending' and not paused
           and not_before <= clock_timestamp() and (not_after is null or not_after > clock_timestamp())
           and not exists (select from iletimerkezi.lanes l
             where l.account = ${account} and l.lane = ${lane} and l.stopped_at is not null)
         order by position limit ${limit} for update skip locked)
      update iletimerkezi.orders o
         set state = 'claimed', claimed_by = ${this.instance}, attempts = attempts + 1, changed_at = now()
        from due, quick where o.id = due.id and quick.setting = 'off'
      returning ${CLAIMED_COLUMNS}`.execute(db);
    return rows;
  }

  /**
   * Commits that the first byte is about to leave.
   * @returns false when the order is not this instance's any more, was paused or cancelled, its time is over, or one
   * of its recipients has refused in this moment: then nothing may be sent.
   */
  async beginSubmitting(id: string, kind: 'transactional' | 'commercial'): Promise<boolean> {
    const nobodyRefuses = kind === 'commercial' ? NOBODY_REFUSES : sql`true`;
    const { rows } = await sql`
      update iletimerkezi.orders set state = 'submitting', submitting_at = clock_timestamp(), changed_at = now()
       where id = ${id} and state = 'claimed' and claimed_by = ${this.instance} and not paused
         and (not_after is null or not_after > clock_timestamp()) and ${nobodyRefuses}
      returning id`.execute(this.db);
    return rows.length > 0;
  }

  /** Whether an order is still this instance's to send. */
  async isSubmitting(id: string): Promise<boolean> {
    const { rows } = await sql`select from iletimerkezi.orders
      where id = ${id} and state = 'submitting' and claimed_by = ${this.instance}`.execute(this.db);
    return rows.length > 0;
  }

  /** The recipients of an order, by the index of their text. */
  async recipientsByText(id: string): Promise<Map<number, string[]>> {
    const { rows } = await sql<{ text_index: number; numbers: string }>`
      select text_index, string_agg(number, ',' order by number) as numbers
        from iletimerkezi.recipients where order_id = ${id} and status <> 'withheld' group by text_index`.execute(
      this.db,
    );
    // As one text: the driver's reading of an array of 50,000 keeps the process for 30 ms, a split for 1.
    return new Map(rows.map(({ text_index, numbers }) => [text_index, numbers.split(',')]));
  }

  /**
   * Moves an order on if the table of states allows it from where it is, and writes the event with it.
   * @param only narrows the states it may come from.
   * @returns whether it moved.
   */
  async move(
    id: string,
    to: OrderState,
    change: Change = {},
    only?: readonly OrderState[],
  ): Promise<boolean> {
    return this.db.transaction().execute((tx) => moveOrder(tx, id, to, change, only));
  }

  /** As `move`, for an order that this instance has in hand; its lease may be over, and others at work on it. */
  async moveMine(id: string, to: OrderState, change: Change): Promise<boolean> {
    return this.db.transaction().execute(async (tx) => {
      const { rows } = await sql`select from iletimerkezi.orders
        where id = ${id} and claimed_by = ${this.instance} for update`.execute(tx);
      return rows.length > 0 && moveOrder(tx, id, to, change, ['claimed', 'submitting']);
    });
  }

  /** Gives back an order of this instance's of which certainly no byte has left. */
  async giveBack(id: string): Promise<void> {
    const { rows } = await sql<{ account: string }>`
      update iletimerkezi.orders set state = 'pending', claimed_by = null, attempts = attempts - 1
       where id = ${id} and claimed_by = ${this.instance} and state in ('claimed', 'submitting')
      returning account`.execute(this.db);
    for (const { account } of rows) await wake(this.db, account);
  }

  /** Gives back orders that were claimed by a statement whose answer was lost: nobody here has them in hand. */
  async giveBackAllBut(inHand: readonly string[]): Promise<void> {
    await sql`update iletimerkezi.orders set state = 'pending', claimed_by = null, attempts = attempts - 1
      where claimed_by = ${this.instance} and state = 'claimed' and not (id = any(${inHand}::uuid[]))
        and changed_at < clock_timestamp() - interval '5 seconds'`.execute(this.db);
  }

  /** Stays alive in the eyes of the other instances. */
  async renewLease(leaseMs: number): Promise<void> {
    await sql`insert into iletimerkezi.instances (id, lease_until)
      values (${this.instance}, clock_timestamp() + make_interval(secs => ${leaseMs / 1000}))
      on conflict (id) do update set lease_until = excluded.lease_until`.execute(this.db);
  }

  async endLease(): Promise<void> {
    await sql`delete from iletimerkezi.instances where id = ${this.instance}`.execute(this.db);
  }

  /**
   * The work of instances that died: what they had only claimed may go, what they were submitting is unknown.
   * Also drops orders whose time is over.
   */
  async sweep(): Promise<void> {
    const { rows } = await sql<{ id: string; state: OrderState }>`
      select id, state from iletimerkezi.orders
       where state in ('claimed', 'submitting')
         and claimed_by not in (select id from iletimerkezi.instances where lease_until > clock_timestamp())
      union all
      select id, state from iletimerkezi.orders where state in ('pending', 'checking') and not_after <= clock_timestamp()
      limit 1000`.execute(this.db);
    for (const { id, state } of rows) {
      if (state === 'pending' || state === 'checking') await this.move(id, 'expired', {}, [state]);
      else if (state === 'claimed') await this.move(id, 'pending', {}, ['claimed']);
      else {
        const evidence = { unknown: 'the instance that was sending it died' };
        await this.move(id, 'unknown', { evidence, nextCheck: { inMs: 0 } }, ['submitting']);
      }
    }
    await sql`delete from iletimerkezi.instances where lease_until < clock_timestamp() - interval '1 day'`.execute(
      this.db,
    );
  }

  async stopLane(account: string, lane: Lane, because: string): Promise<void> {
    await this.db.transaction().execute(async (tx) => {
      await sql`insert into iletimerkezi.lanes (account, lane, stopped_at, stopped_because)
        values (${account}, ${lane}, now(), ${because})
        on conflict (account, lane) do update set stopped_at = now(), stopped_because = ${because}`.execute(
        tx,
      );
      await writeEvent(tx, { account, type: 'lane-stopped', data: { lane, because } });
    });
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
  const { evidence, providerOrderId, notBefore, nextCheck } = change;
  const { rows } = await sql<{ account: string; campaign: string }>`
    update iletimerkezi.orders set
      state = ${to},
      claimed_by = null,
      changed_at = now(),
      submitted_at = case when ${to} in ('submitted', 'reconciled') then clock_timestamp() else submitted_at end,
      provider_order_id = coalesce(${providerOrderId ?? null}, provider_order_id),
      not_before = coalesce(clock_timestamp() + make_interval(secs => ${seconds(notBefore)}), not_before),
      next_check_at = clock_timestamp() + make_interval(secs => ${seconds(nextCheck)}),
      checks = 0,
      evidence = case when ${evidence === undefined} then evidence
        else coalesce(evidence, '{}') || ${JSON.stringify(evidence ?? {})}::jsonb end
    where id = ${id} and state = any(${from})
    returning account, campaign_id as campaign`.execute(tx);
  const [order] = rows;
  if (!order) return false;
  await writeEvent(tx, {
    account: order.account,
    type: to,
    campaign: order.campaign,
    order: id,
    data: evidence,
  });
  if (providerOrderId !== undefined) {
    await applyReports(tx, [{ account: order.account, orderId: providerOrderId }]);
  }
  if (to === 'pending') await wake(tx, order.account);
  return true;
}

export async function writeEvent(
  db: Kysely<Tables> | Transaction<Tables>,
  event: { account: string; type: string; campaign?: string; order?: string; data?: Evidence },
): Promise<void> {
  await sql`with told as (
      insert into iletimerkezi.events (account, type, campaign_id, order_id, data)
      values (${event.account}, ${event.type}, ${event.campaign ?? null}, ${event.order ?? null},
        ${JSON.stringify(event.data ?? {})}))
    select pg_notify('iletimerkezi_events', '')`.execute(db);
}

async function wake(db: Kysely<Tables> | Transaction<Tables>, account: string): Promise<void> {
  await sql`select pg_notify('iletimerkezi_outbox', ${account})`.execute(db);
}

const seconds = (wait: { inMs: number } | null | undefined): number | null =>
  wait ? wait.inMs / 1000 : null;
