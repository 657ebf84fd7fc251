import { Injectable } from '@nestjs/common';
import { MAX_RECIPIENTS, parseTurkishMobile } from 'iletimerkezi-core';
import {
  IletimerkeziAccount,
  type Campaign,
  type CampaignPreview,
  type EnqueueOptions,
  type WithheldReason,
  type WithheldRecipient,
} from 'nest-iletimerkezi';
import { toCampaign, toSendOrder } from 'nest-iletimerkezi/dto';
import type { ConsentCheck, OrderCheck } from '../../shared/api/orders.js';
import { KnownSenders } from '../account/known-senders.js';
import { DemoSettings } from '../demo-settings.js';
import { problem, ProblemException } from '../http/problems.js';
import type { NewOrderDto } from './new-order.dto.js';
import type { TestOrderDto } from './test-order.dto.js';

/** Enqueues orders, and previews them. */
@Injectable()
export class OrdersService {
  constructor(
    private readonly iletimerkezi: IletimerkeziAccount,
    private readonly senders: KnownSenders,
    private readonly settings: DemoSettings,
  ) {}

  /** Returns the result of a dry run. Sends and stores nothing. */
  async check(request: NewOrderDto): Promise<OrderCheck> {
    await this.#requireSender(request.sender);
    const balance = await this.iletimerkezi.account.balance().catch(() => undefined);
    return { ...(await this.#sums(request)), ...(balance && { balance: balance.sms }) };
  }

  /**
   * Enqueues an order. It is on disk when the promise resolves.
   * @param key deduplicates the order
   */
  async create(request: NewOrderDto, key: string | undefined): Promise<Campaign> {
    await this.#requireSender(request.sender);
    if (this.settings.provider === 'real') await this.#requireConfirmation(request);
    const { expect } = request;
    return this.#enqueue(request, {
      ...(key !== undefined && { dedupeKey: `page:${key}` }),
      ...(expect !== undefined && { expect }),
    });
  }

  /** Returns what {@link create} would do, by the rules of the outbox. Writes nothing and makes no request to the provider. */
  preview(request: NewOrderDto): Promise<CampaignPreview> {
    const { recipients, message } = toCampaign(request);
    return this.iletimerkezi.outbox.previewMany(recipients, message);
  }

  /**
   * Sends a text to its author. Tests are transactional: a commercial order leaves out recipients without consent, and the
   * author has asked for this message.
   */
  async test({ test: _test, dedupeKey, audience: _audience, ...request }: TestOrderDto): Promise<Campaign> {
    await this.#requireSender(request.sender);
    return this.#enqueue({ ...request, kind: 'transactional' }, { dedupeKey: `test:${dedupeKey}` });
  }

  #enqueue(request: NewOrderDto, options: EnqueueOptions): Promise<Campaign> {
    const { outbox } = this.iletimerkezi;
    if (request.values === undefined) return outbox.enqueue(toSendOrder(request), options);
    const { recipients, message } = toCampaign(request);
    return outbox.enqueueMany(recipients, message, options);
  }

  async #sums(request: NewOrderDto): Promise<OrderCheck> {
    const distinct = distinctNumbers(request.recipients);
    const consents = await this.#preview(request, distinct);
    const withheld = Object.values(consents?.withheld ?? {}).reduce((sum, count) => sum + count, 0);
    const recipients = distinct.length - withheld;
    const { parts, totalParts } = await this.#parts(request, recipients);
    return {
      recipients,
      orders: Math.ceil(distinct.length / MAX_RECIPIENTS),
      duplicates: request.recipients.length - distinct.length,
      ...(consents && { consents }),
      parts,
      sms: totalParts,
    };
  }

  /** The parts of the longest text, and those of all texts together. */
  async #parts(request: NewOrderDto, recipients: number): Promise<{ parts: number; totalParts: number }> {
    const { outbox, sms } = this.iletimerkezi;
    if (request.values === undefined) return sms.estimate({ text: request.text, recipients });
    const { recipients: rows, message } = toCampaign(request);
    const { parts } = await outbox.previewMany(rows, message);
    return { parts: parts.max, totalParts: parts.total };
  }

  /** Previews the recipients before the order is enqueued. Makes no network call. */
  async #preview(
    { kind, audience }: NewOrderDto,
    numbers: readonly string[],
  ): Promise<ConsentCheck | undefined> {
    if (kind === 'transactional' || audience === undefined || !this.settings.keepsConsents) return undefined;
    const { withheld, unchecked } = await this.iletimerkezi.consents.preview(numbers, audience);
    return { withheld: countReasons(withheld), toCheck: unchecked.length };
  }

  /** The number of SMS may be lower than the confirmed one, never higher. */
  async #requireConfirmation(request: NewOrderDto): Promise<void> {
    const { sms } = await this.#sums(request);
    if (request.confirmedSms === undefined || request.confirmedSms < sms) {
      throw new ProblemException(409, problem('confirmation-needed'));
    }
  }

  /** Checks the sender before the order is stored. The provider refuses unknown senders with 450. */
  async #requireSender(sender: string | undefined): Promise<void> {
    if (sender === undefined) throw new ProblemException(400, problem('sender-missing'));
    const senders = await this.senders.read().catch(() => undefined);
    // If the provider is unavailable, the order waits. A wrong sender is then refused on submission.
    if (senders !== undefined && !senders.includes(sender)) {
      throw new ProblemException(422, problem('sender-unknown'), { senders });
    }
  }
}

function distinctNumbers(recipients: readonly string[]): string[] {
  const numbers = recipients.map((recipient) => {
    const parsed = parseTurkishMobile(recipient);
    return parsed.ok ? parsed.value : recipient;
  });
  return [...new Set(numbers)];
}

function countReasons(withheld: readonly WithheldRecipient[]): ConsentCheck['withheld'] {
  const counts: Partial<Record<WithheldReason, number>> = {};
  for (const { reason } of withheld) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}
