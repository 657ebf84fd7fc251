import { Injectable } from '@nestjs/common';
import { InputError, MAX_PARTS } from 'iletimerkezi-core';
import {
  AccountService,
  ConsentLedger,
  OutboxError,
  OutboxService,
  SmsService,
  type Resolution,
} from 'nest-iletimerkezi';
import {
  MAX_RECIPIENTS,
  type OrderCheck,
  type OrderDecision,
  type OrderDetail,
  type OrderView,
  type ProviderOrder,
} from '../../shared/api/orders.js';
import { DemoSettings } from '../demo-settings.js';
import { problem, ProblemException } from '../http/problems.js';
import { KnownSenders } from '../account/known-senders.js';
import { countsOf, LeftOut } from './left-out.js';
import type { NewOrderDto } from './new-order.dto.js';
import { detailOf, viewOf } from './order-views.js';
import { plannedRecipients, purposeOf, sendAtOf, type PlannedRecipients } from './planned-order.js';

/** Longest list of orders that is shown at once. */
const LISTED = 100;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Checks orders, hands them to the outbox, and tells what became of them. */
@Injectable()
export class OrdersService {
  constructor(
    private readonly outbox: OutboxService,
    private readonly sms: SmsService,
    private readonly account: AccountService,
    private readonly ledger: ConsentLedger,
    private readonly senders: KnownSenders,
    private readonly leftOut: LeftOut,
    private readonly settings: DemoSettings,
  ) {}

  /** What the order would do. Nothing is sent and nothing is kept. */
  async check(request: NewOrderDto): Promise<OrderCheck> {
    const plan = await this.#plan(request);
    const balance = await this.account.balance().catch(() => undefined);
    return { ...this.#sums(request, plan), ...(balance && { balance: balance.sms }) };
  }

  /**
   * Takes an order in: when this resolves it is on disk, and goes as soon as the provider takes it.
   * @param key the same key twice is the same order
   */
  async create(request: NewOrderDto, key: string | undefined): Promise<OrderDetail> {
    const plan = await this.#plan(request);
    if (this.settings.provider === 'real' && request.confirmedSms !== this.#sums(request, plan).sms) {
      throw new ProblemException(409, problem('confirmation-needed'));
    }
    const { sender, text } = request;
    const sendAt = sendAtOf(request);
    const message = {
      ...purposeOf(request),
      sender,
      text,
      recipients: plan.numbers,
      ...(sendAt && { sendAt }),
    };
    try {
      const { id } = await this.outbox.enqueue(message, {
        ...(key !== undefined && { dedupeKey: `page:${key}` }),
      });
      await this.leftOut.keep(id, plan.leftOut);
      return await this.find(id);
    } catch (error) {
      // The rules that the page checks too; what gets here came past it.
      if (error instanceof InputError) throw new ProblemException(422, problem('invalid-request'));
      throw error;
    }
  }

  /** Newest first. */
  async list(): Promise<OrderView[]> {
    const [campaigns, held] = await Promise.all([
      this.outbox.campaigns({ limit: LISTED }),
      this.outbox.held(LISTED),
    ]);
    const waiting = new Set(held.map(({ campaign }) => campaign));
    const { characterMode } = this.settings;
    return Promise.all(
      campaigns.map(async (campaign) => {
        const view = viewOf(campaign, characterMode, await this.leftOut.counts(campaign.id));
        return waiting.has(campaign.id) ? { ...view, state: 'held' } : view;
      }),
    );
  }

  /** @throws ProblemException when there is none */
  async find(id: string): Promise<OrderDetail> {
    const campaign = this.#campaign(id);
    try {
      const [summary, orders, leftOut] = await Promise.all([
        campaign.summary(),
        campaign.orders(),
        this.leftOut.counts(id),
      ]);
      return detailOf(summary, orders, this.settings.characterMode, leftOut);
    } catch (error) {
      throw notFoundFor(error);
    }
  }

  /** One of its orders at the provider, by its place; the first unless told otherwise. */
  async findOrder(id: string, place = 1): Promise<{ detail: OrderDetail; order: ProviderOrder }> {
    const detail = await this.find(id);
    const order = detail.orders[place - 1];
    if (order === undefined) throw new ProblemException(404, problem('order-not-found'));
    return { detail, order };
  }

  async pause(id: string): Promise<OrderDetail> {
    await this.#campaign(id).pause().catch(rethrow);
    return this.find(id);
  }

  async resume(id: string): Promise<OrderDetail> {
    await this.#campaign(id).resume().catch(rethrow);
    return this.find(id);
  }

  /** Drops what has not gone. */
  async cancel(id: string): Promise<OrderDetail> {
    await this.#campaign(id).cancel().catch(rethrow);
    return this.find(id);
  }

  /** What a person decided about an order that is held. */
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

  async #plan(request: NewOrderDto): Promise<PlannedRecipients> {
    const purpose = purposeOf(request);
    sendAtOf(request);
    const { parts } = this.sms.estimate({ text: request.text });
    if (parts > MAX_PARTS) throw new ProblemException(422, problem('text-too-long'));
    const plan = await plannedRecipients(request.recipients, purpose, this.ledger);
    await this.#requireSender(request.sender);
    if (plan.distinct === 0) {
      throw new ProblemException(422, problem('nobody-consented'), { leftOut: countsOf(plan.leftOut) });
    }
    return plan;
  }

  #sums({ text }: NewOrderDto, { numbers, distinct, leftOut }: PlannedRecipients): OrderCheck {
    const { parts, totalParts } = this.sms.estimate({ text, recipients: distinct });
    return {
      recipients: distinct,
      orders: Math.ceil(distinct / MAX_RECIPIENTS),
      duplicates: numbers.length - distinct,
      leftOut: countsOf(leftOut),
      parts,
      sms: totalParts,
    };
  }

  /** The provider refuses other senders with 450; asking first lets the answer say so before anything is kept. */
  async #requireSender(sender: string): Promise<void> {
    const senders = await this.senders.read().catch(() => undefined);
    // While the provider is away the order may wait with the others: a wrong sender is refused when it goes.
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
  return error instanceof OutboxError && error.code === 'not-found'
    ? new ProblemException(404, problem('order-not-found'))
    : error;
}
