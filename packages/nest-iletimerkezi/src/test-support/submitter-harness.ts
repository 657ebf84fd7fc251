import { randomUUID } from 'node:crypto';
import { CallError, ProviderError, type CallErrorCode, type Outcome, type SmsOrder } from 'iletimerkezi-core';
import { sql } from 'kysely';
import { prepareOrder } from '../outbox/enqueue.js';
import { OUTBOX_DEFAULTS } from '../options/outbox.options.js';
import type { OutboxMessage } from '../outbox/outbox.types.js';
import { type SendSlot, RateLimitQueue } from '../rate-limit/rate-limit-queue.js';
import { ProviderBreaker } from '../outbox/provider-breaker.js';
import { Submitter } from '../outbox/submitter.js';
import type { AttemptMarkers } from '../storage/attempt-markers.js';
import type { Database } from '../storage/database.js';
import { InstancesRepository } from '../storage/instances.repository.js';
import { EnqueueBatches } from '../storage/outbox/enqueue-batches.js';
import { newId } from '../common/ids.js';
import { CampaignsRepository } from '../storage/outbox/campaigns.repository.js';
import { FollowUpRepository } from '../storage/outbox/follow-up.repository.js';
import { GuardRepository } from '../storage/outbox/guard.repository.js';
import type { ClaimedOrder } from '../storage/outbox/claim-orders.js';
import { OrdersRepository } from '../storage/outbox/orders.repository.js';
import { RateLimitRepository, type Slot } from '../storage/outbox/rate-limit.repository.js';
import { message, number } from './messages.js';

export const INSTANCE = '00000000-0000-7000-8000-000000000001';
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

let accounts = 0;

type Answer = (order: SmsOrder) => Promise<{ orderId: string }>;

/** The current row of an order. */
interface Row {
  readonly state: string;
  readonly attempts: number;
  readonly evidence: Record<string, unknown> | null;
  readonly providerOrderId: string | null;
  /** From the last change to the next lookup, in whole hours. */
  readonly looksIn: number | null;
  /** From the last change to the next attempt, in whole minutes. */
  readonly goesIn: number;
}

class RecordingRateLimitRepository extends RateLimitRepository {
  readonly ids: number[] = [];

  override async take(...asked: Parameters<RateLimitRepository['take']>): Promise<Slot[]> {
    const slots = await super.take(...asked);
    this.ids.push(...slots.map(({ id }) => id));
    return slots;
  }
}

/** Orders repository with a hook after `submitting` is committed. */
class InterruptedOrders extends OrdersRepository {
  begun: () => Promise<void> = async () => undefined;

  override async beginSubmitting(
    ...order: Parameters<OrdersRepository['beginSubmitting']>
  ): Promise<boolean> {
    const begins = await super.beginSubmitting(...order);
    if (begins) await this.begun();
    return begins;
  }
}

/** Rate limiter with a hook between the reservation of an order's slot and its start. */
class InterruptedQueue extends RateLimitQueue {
  acquired: () => Promise<void> = async () => undefined;

  override async acquire(recipients: number, stopping: AbortSignal): Promise<SendSlot | undefined> {
    const slot = await super.acquire(recipients, stopping);
    if (slot) await this.acquired();
    return slot;
  }
}

/**
 * The submitter of an account on a real database with a stub provider and without worker loops. Makes five attempts, one
 * minute before the second. Looks orders up after two hours and polls them after three.
 */
export class SubmitterHarness {
  readonly account = `harness ${(accounts += 1)}`;
  readonly sent: SmsOrder[] = [];
  readonly errors: unknown[] = [];
  readonly orders: InterruptedOrders;
  readonly submitter: Submitter;
  readonly rateLimitQueue: InterruptedQueue;
  readonly #repository: RecordingRateLimitRepository;
  lookUpsScheduled = 0;
  /** The connection to the provider. */
  connect: () => Promise<void> = async () => undefined;
  answer: Answer = async () => ({ orderId: `${this.account} ${this.sent.length}` });

  private constructor(
    private readonly database: Database,
    markers?: AttemptMarkers,
  ) {
    const { kysely } = database;
    this.orders = new InterruptedOrders(kysely, INSTANCE, markers);
    this.#repository = new RecordingRateLimitRepository(kysely);
    this.rateLimitQueue = new InterruptedQueue(this.account, this.#repository);
    this.submitter = new Submitter({
      client: {
        sendParsedOrder: async (order, { beforeSend } = {}) => {
          await this.connect();
          if ((await beforeSend?.()) === false) throw notSent('aborted');
          this.sent.push(order);
          return this.answer(order);
        },
      },
      orders: this.orders,
      followUps: new FollowUpRepository(kysely, INSTANCE),
      guard: new GuardRepository(kysely, INSTANCE),
      rateLimitQueue: this.rateLimitQueue,
      breaker: new ProviderBreaker(),
      options: {
        ...OUTBOX_DEFAULTS,
        attempts: 5,
        retryDelayMs: MINUTE,
        lookUpAfterMs: [2 * HOUR],
        pollAfterMs: [3 * HOUR],
      },
      onError: (error) => this.errors.push(error),
      onLookUpScheduled: () => (this.lookUpsScheduled += 1),
    });
  }

  static async open(database: Database, markers?: AttemptMarkers): Promise<SubmitterHarness> {
    const harness = new SubmitterHarness(database, markers);
    await new InstancesRepository(database.kysely).beat(INSTANCE, HOUR);
    return harness;
  }

  /**
   * Enqueues a message and claims its order.
   * @param attempt number of the attempt.
   */
  async take(what: OutboxMessage = message(number()), attempt = 1): Promise<ClaimedOrder> {
    const { kysely } = this.database;
    const account = { name: this.account, defaultSender: 'SHOP', characterMode: 'unicode' as const };
    const campaign = await prepareOrder(account, what, {})(new EnqueueBatches(kysely));
    const { rows } = await sql<{ lane: 'instant' | 'bulk' }>`
      update iletimerkezi.orders set attempts = ${attempt - 1} where campaign_id = ${campaign}
      returning lane`.execute(kysely);
    const [order] = await this.orders.claim(this.account, rows[0]?.lane ?? 'instant', 1, randomUUID());
    if (!order) throw new Error('nothing to claim');
    return order;
  }

  /** Resends an order with unknown outcome. @returns the id of the second order. */
  async resend({ id }: ClaimedOrder): Promise<string> {
    const second = await new CampaignsRepository(this.database.kysely).resend(id, newId(), ['unknown'], {});
    if (second === undefined) throw new Error('not resendable');
    return second;
  }

  async submit(order: ClaimedOrder, stopping: AbortSignal = new AbortController().signal): Promise<void> {
    await this.submitter.submit(order, stopping);
  }

  async read({ id }: { id: string }): Promise<Row> {
    const { rows } = await sql<Row>`
      select state, attempts, evidence, provider_order_id as "providerOrderId",
        round(extract(epoch from next_check_at - changed_at) / 3600)::integer as "looksIn",
        greatest(0, round(extract(epoch from not_before - changed_at) / 60))::integer as "goesIn"
        from iletimerkezi.orders where id = ${id}`.execute(this.database.kysely);
    const [row] = rows;
    if (!row) throw new Error('no such order');
    return row;
  }

  /** Returns the token of the order's last attempt in state `submitting`. */
  async attemptOf({ id }: { id: string }): Promise<string | null> {
    const { rows } = await sql<{ token: string | null }>`
      select attempt_token as token from iletimerkezi.orders where id = ${id}`.execute(this.database.kysely);
    return rows[0]?.token ?? null;
  }

  /** Slots that the rate limiter reserved, in order. Each is identified by the time until which it is reserved. */
  get slots(): readonly number[] {
    return this.#repository.ids;
  }

  /** Returns the slots that are still reserved. */
  async heldSlots(): Promise<number[]> {
    const { rows } = await sql<{ at: number }>`
      select at from iletimerkezi.rate_limits, unnest(free_at) at
       where account = ${this.account} and at = any(${this.slots}::bigint[])`.execute(this.database.kysely);
    return rows.map(({ at }) => at);
  }

  /** Returns when the account's rate limiter reserved its last slot; 0 when it reserved none. */
  async lastStart(): Promise<number> {
    const { rows } = await sql<{ last: string }>`
      select last_start as last from iletimerkezi.rate_limits where account = ${this.account}`.execute(
      this.database.kysely,
    );
    return Number(rows[0]?.last ?? 0);
  }
}

/** Creates the error of a request of which no byte was sent. */
export const notSent = (code: CallErrorCode): CallError =>
  new CallError({ code, endpoint: 'send-sms', retryable: true });

/** Creates a provider response that rejects with this error. */
export const refusing =
  (code: CallErrorCode, outcome: Outcome = 'not-applied', retryable = false): Answer =>
  () =>
    Promise.reject(new ProviderError({ code, outcome, retryable, endpoint: 'send-sms', providerCode: 499 }));
