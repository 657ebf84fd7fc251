import { Injectable } from '@nestjs/common';
import { InputError, MAX_PARTS } from 'iletimerkezi-core';
import {
  AccountService,
  ConsentsService,
  OutboxError,
  OutboxService,
  SmsService,
  type Resolution,
} from 'nest-iletimerkezi';
import {
  MAX_RECIPIENTS,
  type ConsentCheck,
  type OrderCheck,
  type OrderDecision,
  type OrderDetail,
  type OrderView,
  type ProviderOrder,
  type WithheldList,
} from '../../shared/api/orders.js';
import { DemoSettings } from '../demo-settings.js';
import { problem, ProblemException } from '../http/problems.js';
import { nextRevision } from '../http/revision.js';
import { KnownSenders } from '../account/known-senders.js';
import type { NewOrderDto } from './new-order.dto.js';
import { detailOf, viewOf } from './order-views.js';
import { numbersOf, purposeOf, requireFilledText, sendAtOf } from './planned-order.js';
import { countReasons, withheldOf } from './withheld.js';

/** The maximum number of listed orders. */
const LISTED = 100;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Validates orders, enqueues them, and reads their state. */
@Injectable()
export class OrdersService {
  constructor(
    private readonly outbox: OutboxService,
    private readonly sms: SmsService,
    private readonly account: AccountService,
    private readonly consents: ConsentsService,
    private readonly senders: KnownSenders,
    private readonly settings: DemoSettings,
  ) {}

  /** Returns the result of a dry run. Sends and stores nothing. */
  async check(request: NewOrderDto): Promise<OrderCheck> {
    const numbers = await this.#plan(request);
    const balance = await this.account.balance().catch(() => undefined);
    return { ...(await this.#sums(request, numbers)), ...(balance && { balance: balance.sms }) };
  }

  /**
   * Enqueues an order. It is on disk when the promise resolves.
   * @param key deduplicates the order
   */
  async create(request: NewOrderDto, key: string | undefined): Promise<OrderDetail> {
    const recipients = await this.#plan(request);
    if (this.settings.provider === 'real') await this.#requireConfirmation(request, recipients);
    const { sender, text } = request;
    const sendAt = sendAtOf(request);
    const message = {
      ...purposeOf(request),
      sender,
      text,
      recipients,
      ...(sendAt && { sendAt }),
    };
    try {
      const { id } = await this.outbox.enqueue(message, {
        ...(key !== undefined && { dedupeKey: `page:${key}` }),
      });
      return await this.find(id);
    } catch (error) {
      // The page applies the same rules, but other clients may not.
      if (error instanceof InputError) throw new ProblemException(422, problem('invalid-request'));
      throw error;
    }
  }

  /** Newest first. */
  async list(): Promise<OrderView[]> {
    const revision = nextRevision();
    const [campaigns, held] = await Promise.all([
      this.outbox.campaigns({ limit: LISTED }),
      this.outbox.held(LISTED),
    ]);
    const waiting = new Set(held.map(({ campaign }) => campaign));
    const { characterMode } = this.settings;
    return campaigns.map((campaign) => {
      const view = viewOf(campaign, characterMode, revision);
      return waiting.has(campaign.id) ? { ...view, state: 'held' } : view;
    });
  }

  /** @throws ProblemException if it does not exist */
  async find(id: string): Promise<OrderDetail> {
    const campaign = this.#campaign(id);
    const revision = nextRevision();
    try {
      const [summary, orders] = await Promise.all([campaign.summary(), campaign.orders()]);
      return detailOf(summary, orders, this.settings.characterMode, revision);
    } catch (error) {
      throw notFoundFor(error);
    }
  }

  /** Returns an order of the campaign by its position. Default: the first. */
  async findOrder(id: string, place = 1): Promise<{ detail: OrderDetail; order: ProviderOrder }> {
    const detail = await this.find(id);
    const order = detail.orders[place - 1];
    if (order === undefined) throw new ProblemException(404, problem('order-not-found'));
    return { detail, order };
  }

  /** Returns the withheld recipients of an order and their reasons. */
  async withheld(id: string, place: number): Promise<WithheldList> {
    const { order } = await this.findOrder(id, place);
    return withheldOf(await this.#campaign(id).recipients(order.id));
  }

  async pause(id: string): Promise<OrderDetail> {
    await this.#campaign(id).pause().catch(rethrow);
    return this.find(id);
  }

  async resume(id: string): Promise<OrderDetail> {
    await this.#campaign(id).resume().catch(rethrow);
    return this.find(id);
  }

  /** Cancels the orders that were not submitted. */
  async cancel(id: string): Promise<OrderDetail> {
    await this.#campaign(id).cancel().catch(rethrow);
    return this.find(id);
  }

  /** Resolves a held order. */
  async resolve(id: string, orderId: string, decision: OrderDecision): Promise<OrderDetail> {
    const detail = await this.find(id);
    if (!detail.orders.some((order) => order.id === orderId))
      throw new ProblemException(404, problem('order-not-found'));
    try {
      await this.outbox.resolve(orderId, resolutionOf(decision));
    } catch (error) {
      if (error instanceof OutboxError) throw new ProblemException(409, problem('order-not-held'));
      throw error;
    }
    return this.find(id);
  }

  /** @returns the recipients' numbers, including duplicates. */
  async #plan(request: NewOrderDto): Promise<string[]> {
    purposeOf(request);
    sendAtOf(request);
    const { parts } = this.sms.estimate({ text: request.text });
    if (parts > MAX_PARTS) throw new ProblemException(422, problem('text-too-long'));
    requireFilledText(request.text);
    const numbers = numbersOf(request);
    await this.#requireSender(request.sender);
    return numbers;
  }

  async #sums(request: NewOrderDto, numbers: readonly string[]): Promise<OrderCheck> {
    const distinct = [...new Set(numbers)];
    const consents = await this.#judge(request, distinct);
    const withheld = Object.values(consents?.withheld ?? {}).reduce((sum, count) => sum + count, 0);
    const recipients = distinct.length - withheld;
    const { parts, totalParts } = this.sms.estimate({ text: request.text, recipients });
    return {
      recipients,
      orders: Math.ceil(distinct.length / MAX_RECIPIENTS),
      duplicates: numbers.length - distinct.length,
      ...(consents && { consents }),
      parts,
      sms: totalParts,
    };
  }

  /** Previews the recipients before the order is enqueued. Makes no network call. */
  async #judge(request: NewOrderDto, numbers: readonly string[]): Promise<ConsentCheck | undefined> {
    const purpose = purposeOf(request);
    if (purpose.kind === 'transactional' || !this.settings.keepsConsents) return undefined;
    const { withheld, unchecked } = await this.consents.preview(numbers, purpose.audience);
    return { withheld: countReasons(withheld), toCheck: unchecked.length };
  }

  /** The number of SMS may be lower than the confirmed one, never higher. */
  async #requireConfirmation(request: NewOrderDto, numbers: readonly string[]): Promise<void> {
    const { sms } = await this.#sums(request, numbers);
    if (request.confirmedSms === undefined || request.confirmedSms < sms) {
      throw new ProblemException(409, problem('confirmation-needed'));
    }
  }

  /** Checks the sender before the order is stored. The provider refuses unknown senders with 450. */
  async #requireSender(sender: string): Promise<void> {
    const senders = await this.senders.read().catch(() => undefined);
    // If the provider is unavailable, the order waits. A wrong sender is then refused on submission.
    if (senders !== undefined && !senders.includes(sender)) {
      throw new ProblemException(422, problem('sender-unknown'), { senders });
    }
  }

  #campaign(id: string) {
    if (!UUID.test(id)) throw new ProblemException(404, problem('order-not-found'));
    return this.outbox.campaign(id);
  }
}

function resolutionOf({ decision, orderId }: OrderDecision): Resolution {
  if (decision === 'resend') return { resend: true };
  if (decision === 'drop') return { drop: true };
  return { sent: true, ...(orderId && { providerOrderId: orderId }) };
}

function rethrow(error: unknown): never {
  throw notFoundFor(error);
}

function notFoundFor(error: unknown): unknown {
  return error instanceof OutboxError && error.code === 'campaign-not-found'
    ? new ProblemException(404, problem('order-not-found'))
    : error;
}
