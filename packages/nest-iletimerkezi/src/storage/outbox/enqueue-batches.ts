import { bulkhead } from 'cockatiel';
import { type Kysely, CompiledQuery } from 'kysely';
import type { Tables } from '../schema.js';
import { isDataFault } from '../storage.errors.js';
import { committingRefusal } from '../spend/committing-refusal.js';
import { Batcher } from './batcher.js';
import {
  ENQUEUE_ALL,
  EnqueueStatements,
  type NewCampaign,
  type NewGuard,
  type NewMessages,
  type NewOrder,
  type NewRecipients,
  ownTransaction,
  type TakenCampaign,
  wake,
  wakesOwn,
} from './enqueue.js';
import type { LocalWorkers } from './wake.js';

/** Largest message that shares a statement. Others take longer, and small ones would wait for them. */
const MAX_RECIPIENTS = 10;

/**
 * Messages that count in spend limits and are enqueued at once. They wait for the counters of their account, so more of them
 * would only keep connections of the pool from the workers.
 */
const SPENDING_AT_ONCE = 2;

interface Message {
  readonly campaign: NewCampaign;
  readonly order: NewOrder;
  readonly recipients: NewRecipients;
}

/**
 * Enqueues messages in transactions of the module. Messages that arrive while a statement is in flight share the next one.
 * A message with a `dedupeKey` has its own statement, because it may wait for the transaction of another message with the
 * same key. A message that counts in spend limits has its own transaction.
 */
export class EnqueueBatches implements NewMessages {
  readonly #spending = bulkhead(SPENDING_AT_ONCE, Infinity);
  readonly #statements: EnqueueStatements;
  readonly #batcher: Batcher<Message, TakenCampaign>;

  constructor(
    private readonly db: Kysely<Tables>,
    private readonly workers?: LocalWorkers,
  ) {
    this.#statements = new EnqueueStatements(ownTransaction(db), workers);
    this.#batcher = new Batcher((messages) => this.#enqueueAll(messages), { isItemsFault: isDataFault });
  }

  enqueue(
    campaign: NewCampaign,
    order: NewOrder,
    recipients: NewRecipients,
    guard: NewGuard | undefined,
  ): Promise<TakenCampaign> {
    if (order.spend) {
      return this.#spending.execute(() =>
        committingRefusal(this.db, (tx) =>
          new EnqueueStatements(ownTransaction(tx)).enqueue(campaign, order, recipients, guard),
        ),
      );
    }
    const isAlone =
      guard !== undefined || campaign.dedupeKey !== undefined || order.recipientCount > MAX_RECIPIENTS;
    return isAlone
      ? this.#statements.enqueue(campaign, order, recipients, guard)
      : this.#batcher.do({ campaign, order, recipients });
  }

  async #enqueueAll(messages: readonly Message[]): Promise<TakenCampaign[]> {
    const given = messages.map((message) => ({ ...message, ...wakesOwn(this.workers, message.order) }));
    await this.db.executeQuery(CompiledQuery.raw(ENQUEUE_ALL, [JSON.stringify(given)]));
    for (const message of given) if ('wakesOwn' in message) wake(this.workers, message.order);
    return messages.map(({ campaign: { id } }) => ({ id }));
  }
}
