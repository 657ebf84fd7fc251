import type { OrderState } from 'iletimerkezi-core';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { AttemptMarkers } from '../attempt-markers.js';
import { ORDER_WRITES, type OrderWriteName } from '../order-writes.js';
import { inTransaction } from '../repeat.js';
import type { Lane, Tables } from '../schema.js';
import {
  type Claim,
  type ClaimedOrder,
  claimOrders,
  readRecipients,
  type RecipientsByText,
  untilNextOrder,
} from './claim-orders.js';
import { cancelResend, type Change, fencedMove, moveOrder, moveWhere } from './order-moves.js';
import { type Acceptance, Submissions } from './submissions.js';
import { wakeOrders } from './wake.js';

/** Orders in the hands of another instance without a lease. This one works on its orders, even if its lease has expired. */
const abandoned = (instance: string): RawBuilder<unknown> =>
  sql`from iletimerkezi.orders
  where stage = 'in_hand' and claimed_by <> ${instance} and claimed_by not in (select id from iletimerkezi.instances)`;

/** Orders that the instance claimed without knowing it. */
const releasable = (instance: string, known: readonly string[]): RawBuilder<unknown> =>
  sql`from iletimerkezi.orders
  where stage = 'in_hand' and claimed_by = ${instance} and state = 'claimed' and claim_token <> all(${known}::uuid[])`;

const EXPIRED = sql`from iletimerkezi.orders
  where stage in ('pending', 'checking') and not_after <= now()`;

/** Selects a row when {@link OrdersRepository.recover} has something to do. See {@link DueWork}. */
export const findOrdersToRecover = (instance: string, known: readonly string[]): RawBuilder<unknown> =>
  sql`select 'all' as account
    where exists (select ${abandoned(instance)}) or exists (select ${releasable(instance, known)}) or exists (select ${EXPIRED})`;

/**
 * Claims orders and writes their outcomes. Safety depends only on tokens: no write compares clocks or checks which
 * instance is alive. Times are the database's, so the clocks of instances do not matter.
 */
export class OrdersRepository {
  readonly #submissions: Submissions;

  constructor(
    private readonly db: Kysely<Tables>,
    /** The id of this instance. When its lease expires, other instances may claim its orders. */
    readonly instance: string,
    /** Undefined where instances may run on several machines. An interrupted attempt may then have been sent. */
    private readonly markers?: AttemptMarkers,
  ) {
    this.#submissions = new Submissions(db);
  }

  /** Claims due orders of a lane under a new token. See {@link claimOrders}. */
  claim(account: string, lane: Lane, limit: number, claim: string): Promise<ClaimedOrder[]> {
    return claimOrders(this.db, { account, lane, limit, claim, instance: this.instance });
  }

  /** Returns the milliseconds until a pending order's `notBefore`; undefined when none is planned. */
  untilNext(account: string, lane: Lane): Promise<number | undefined> {
    return untilNextOrder(this.db, account, lane);
  }

  /**
   * Commits that the request is about to be sent.
   * @returns false when the claim is not the current one, the order was paused or cancelled, its time is over, or one of
   * its recipients has just refused. Nothing may be sent then.
   */
  beginSubmitting(order: Claim & Pick<ClaimedOrder, 'lane'>): Promise<boolean> {
    return this.#submissions.begin(order, order.lane === 'bulk');
  }

  /** Returns whether this attempt may still send: the order is `submitting` under its token. */
  async isSubmitting({ id, claim }: Claim): Promise<boolean> {
    const { rows } = await sql`select from iletimerkezi.orders
      where id = ${id} and state = 'submitting' and attempt_token = ${claim}`.execute(this.db);
    return rows.length > 0;
  }

  /**
   * Marks an attempt as sent. Call it after `beginSubmitting`, immediately before the first byte.
   * @returns false when another instance has proven that the attempt was not sent. It must not be sent then.
   */
  markSent(attempt: Claim): boolean {
    return this.markers?.markSent(attempt) ?? true;
  }

  /** Removes the marker of an attempt whose outcome was persisted. */
  clearMarker(attempt: Claim): void {
    this.markers?.clear(attempt);
  }

  /**
   * Commits that the provider accepted the order. It can be repeated safely, at any time.
   * @returns false when the order has left `submitting`, or belongs to another attempt.
   */
  accept(
    { id, claim, lane }: Claim & Pick<ClaimedOrder, 'lane'>,
    acceptance: Pick<Acceptance, 'providerOrderId' | 'nextCheck'>,
  ): Promise<boolean> {
    return this.#submissions.accept({ id, claim, ...acceptance }, lane === 'bulk');
  }

  /** Returns the recipients of an order, by the index of their text. */
  recipientsByText(id: string): Promise<RecipientsByText> {
    return readRecipients(this.db, id);
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
   * `unknown`, unless the markers prove that nothing was sent. Releases orders that this instance claimed with a statement
   * whose answer was lost. Expires orders whose `notAfter` has passed.
   * @param known returns the claims that this instance works on, or whose answer is outstanding.
   */
  async recover(known: () => readonly string[]): Promise<void> {
    const { rows } = await sql<{
      id: string;
      state: OrderState;
      claim: string;
      claimedBy: string;
      own: boolean;
    }>`
      select id, state, claim_token as claim, claimed_by as "claimedBy", false as own ${abandoned(this.instance)}
      union all
      select id, state, claim_token, claimed_by, true ${releasable(this.instance, known())}
      union all
      select id, state, null, null, false ${EXPIRED}
      limit 1000`.execute(this.db);
    // A claim made while the query ran is included in `known()` by now.
    const current = new Set(known());
    for (const order of rows.filter(({ own, claim }) => !(own && current.has(claim)))) {
      if (order.state === 'claimed') await this.write('release', order, { uncounted: true });
      else if (order.state === 'submitting' && this.markers?.proveUnsent(order.claimedBy, order)) {
        await this.write('provenUnsent', order, { uncounted: true });
      } else if (order.state === 'submitting') {
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
    await wakeOrders(this.db, account);
  }
}
