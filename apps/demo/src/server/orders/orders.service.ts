import { Injectable } from '@nestjs/common';
import { InputError, MAX_PARTS } from 'iletimerkezi-core';
import {
  AccountService,
  ConsentGuard,
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
    private readonly guard: ConsentGuard,
    private readonly senders: KnownSenders,
    private readonly settings: DemoSettings,
  ) {}

  /** What the order would do. Nothing is sent and nothing is kept. */
  async check(request: NewOrderDto): Promise<OrderCheck> {
    const numbers = await this.#plan(request);
    const balance = await this.account.balance().catch(() => undefined);
    return { ...(await this.#sums(request, numbers)), ...(balance && { balance: balance.sms }) };
  }

  /**
   * Takes an order in: when this resolves it is on disk, and goes as soon as the provider takes it.
   * @param key the same key twice is the same order
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
      // The rules that the page checks too; what gets here came past it.
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

  /** @throws ProblemException when there is none */
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

  /** One of its orders at the provider, by its place; the first unless told otherwise. */
  async findOrder(id: string, place = 1): Promise<{ detail: OrderDetail; order: ProviderOrder }> {
    const detail = await this.find(id);
    const order = detail.orders[place - 1];
    if (order === undefined) throw new ProblemException(404, problem('order-not-found'));
    return { detail, order };
  }

  /** Whom one of its orders does not go to, and why: the outbox keeps that with each recipient. */
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

  /** @returns the recipients' numbers, repeats included. */
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

  /** The outbox judges by itself what it takes in; this asks the same guard beforehand, and nobody else. */
  async #judge(request: NewOrderDto, numbers: readonly string[]): Promise<ConsentCheck | undefined> {
    const purpose = purposeOf(request);
    if (purpose.kind === 'transactional' || !this.guard.isOn) return undefined;
    const { withheld, open } = await this.guard.judge(numbers, purpose.audience, { ask: false });
    return { withheld: countReasons(withheld), toCheck: open.length };
  }

  /** Fewer may get it by now than when it was confirmed, never more. */
  async #requireConfirmation(request: NewOrderDto, numbers: readonly string[]): Promise<void> {
    const { sms } = await this.#sums(request, numbers);
    if (request.confirmedSms === undefined || request.confirmedSms < sms) {
      throw new ProblemException(409, problem('confirmation-needed'));
    }
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
  return error instanceof OutboxError && error.code === 'campaign-not-found'
    ? new ProblemException(404, problem('order-not-found'))
    : error;
}
