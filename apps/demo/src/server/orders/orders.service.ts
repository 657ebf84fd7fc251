import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { isIletimerkeziError, MAX_PARTS } from 'iletimerkezi-core';
import { parseTurkishMobile } from 'iletimerkezi-core/phone';
import { AccountService, SmsService } from 'nest-iletimerkezi';
import type { OrderPurpose } from '../../shared/api/orders.js';
import { providerProblem } from '../http/provider-problem.js';
import { problem, ProblemException } from '../http/problems.js';
import { DemoSettings } from '../demo-settings.js';
import type { NewOrderDto } from './new-order.dto.js';
import { OrderBook } from './order-book.js';
import type { TrackedOrder } from './tracked-order.js';

/** Rows named in a refusal; a list that is wrong throughout need not be echoed. */
const ROWS_SHOWN = 100;

/** Checks an order, hands it to the provider once, and says honestly what became of it. */
@Injectable()
export class OrdersService {
  /** One entry per idempotency key: a repeated request gets the first one's order. */
  readonly #byKey = new Map<string, Promise<TrackedOrder>>();

  constructor(
    private readonly sms: SmsService,
    private readonly account: AccountService,
    private readonly book: OrderBook,
    private readonly settings: DemoSettings,
  ) {}

  /** Makes the order, or returns the one already made under this key; a refused order leaves the key free. */
  async create(request: NewOrderDto, key: string | undefined): Promise<TrackedOrder> {
    if (key === undefined) return this.#create(request);
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const made = this.#create(request);
    this.#byKey.set(key, made);
    made.catch(() => this.#byKey.delete(key));
    return made;
  }

  async #create(request: NewOrderDto): Promise<TrackedOrder> {
    const numbers = distinctNumbers(request.recipients);
    const estimate = this.sms.estimate({ text: request.text, recipients: numbers.length });
    if (estimate.parts > MAX_PARTS) throw new ProblemException(422, problem('text-too-long'));
    if (this.settings.provider === 'real' && request.confirmedSms !== estimate.totalParts) {
      throw new ProblemException(409, problem('confirmation-needed'));
    }
    await this.#requireSender(request.sender);

    const purpose = purposeOf(request);
    const sendAt = sendAtOf(request);
    const order = this.book.add({
      id: randomUUID(),
      sender: request.sender,
      text: request.text,
      purpose,
      parts: estimate.parts,
      duplicates: request.recipients.length - numbers.length,
      sendAt,
      numbers,
    });
    try {
      const message = { sender: request.sender, text: request.text, recipients: numbers, ...purpose };
      const { orderId } = sendAt
        ? await this.sms.schedule({ ...message, sendAt })
        : await this.sms.send(message);
      this.book.accept(order, orderId);
    } catch (error) {
      this.#takeFailure(order, error);
    }
    return order;
  }

  /** Certainly not sent: the order never was, and the caller hears why. Anything else stays on the books as unknown. */
  #takeFailure(order: TrackedOrder, error: unknown): void {
    if (isIletimerkeziError(error) && error.outcome === 'not-applied') {
      this.book.remove(order);
      throw providerProblem(error);
    }
    order.markUnknown(problem('outcome-unknown'));
    this.book.touch(order);
  }

  /** The provider refuses other senders with 450; asking first lets the answer say which ones there are. */
  async #requireSender(sender: string): Promise<void> {
    const senders = await this.account.senders().catch((error: unknown) => {
      throw providerProblem(error);
    });
    if (!senders.includes(sender)) throw new ProblemException(422, problem('sender-unknown'), { senders });
  }
}

function distinctNumbers(recipients: readonly string[]): string[] {
  const numbers = new Set<string>();
  const rows: { row: number; reason: string }[] = [];
  for (const [index, recipient] of recipients.entries()) {
    const result = parseTurkishMobile(recipient);
    if (result.ok) numbers.add(result.value);
    else if (rows.length < ROWS_SHOWN) rows.push({ row: index + 1, reason: result.reason });
  }
  if (rows.length > 0) throw new ProblemException(422, problem('recipients-invalid'), { rows });
  return [...numbers];
}

function sendAtOf({ sendAt }: NewOrderDto): Date | undefined {
  if (sendAt === undefined) return undefined;
  const moment = new Date(sendAt);
  if (moment.getTime() <= Date.now()) throw new ProblemException(400, problem('send-at-wrong'));
  return moment;
}

function purposeOf({ kind, audience }: NewOrderDto): OrderPurpose {
  if (kind === 'transactional') return { kind };
  if (audience === undefined) throw new ProblemException(400, problem('purpose-missing'));
  return { kind, audience };
}
