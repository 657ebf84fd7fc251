import { Injectable } from '@nestjs/common';
import {
  inputFault,
  checkOrder,
  countRecipients,
  countSegments,
  Faults,
  InputError,
  isCallError,
  type AcceptedOrder,
  type CallOptions,
  type E164,
  type ParsedOrder,
  type SmsOrder,
} from 'iletimerkezi-core';
import { AccountContext } from '../client/account.context.js';
import {
  asTooOften,
  type CommercialOrder,
  type GuardedSend,
  recipientsOf,
  withOnly,
} from '../consents/guard/guarded-send.js';
import { countReasons, RecipientsWithheldError, type WithheldRecipient } from '../consents/guard/withheld.js';
import { IletimerkeziEvents } from '../events/events.js';
import { hasNotLeft } from './direct-spend.js';
import type { SendChecks } from './send-checks.js';
import type {
  Estimate,
  EstimateInput,
  ScheduleOrder,
  SendEachOrder,
  SendOptions,
  SendOrder,
  SentOrder,
} from './sms.types.js';

/** Upper limit of `recipients` in an estimate: more than the world's population. */
const MOST_ESTIMATED = 10_000_000_000;

type OrderWithoutSender = SendOrder | SendEachOrder | ScheduleOrder;

/** An order that is ready to be sent. */
interface Outgoing {
  /** The checked order, if its credits count. */
  readonly parsed: ParsedOrder | undefined;
  /** The number of recipients that are left. */
  readonly recipients: number;
  readonly withheld: () => readonly WithheldRecipient[];
  readonly send: () => Promise<AcceptedOrder>;
}

/** Returns the numbers that are not among the others. */
function without(numbers: readonly E164[], others: readonly E164[]): ReadonlySet<E164> {
  const left = new Set(numbers);
  for (const number of others) left.delete(number);
  return left;
}

const isCommercial = (order: ParsedOrder): order is CommercialOrder => order.kind === 'commercial';

/**
 * Sends orders directly, without the outbox. Each call resolves when the provider has accepted the order, or rejects.
 *
 * With `storage` and `brandCode`, recipients without consent are removed from commercial orders according to
 * `consents.policy` and listed in `withheld` of the result. Without them, only the provider checks the registry.
 *
 * Orders of up to 100 recipients are limited to 100 recipients per second and account. With `storage` the limit is
 * shared with the outbox and all instances, otherwise it applies per process. Larger orders are sent one at a time. A
 * request that may have reached the provider is never retried: see `outcome` of the thrown error.
 *
 * @example
 * const { orderId } = await sms.send({
 *   kind: 'transactional',
 *   text: 'Kodunuz 123456',
 *   recipients: ['+905301234567'],
 * });
 */
@Injectable()
export class SmsService {
  constructor(
    private readonly account: AccountContext,
    private readonly events: IletimerkeziEvents,
    private readonly checks: SendChecks,
  ) {}

  /**
   * Sends one text to 1 to 50,000 recipients, immediately or at `sendAt`.
   * @throws InputError with every fault, before any request is made.
   * @throws SpendLimitError when the order exceeds a spend limit. Nothing is sent then.
   * @throws IletimerkeziError whose `outcome` states whether the provider may have accepted the order.
   * @throws RecipientsWithheldError when no recipient of a commercial order has consented, and TooManyToCheckError when
   * more than 200 of them would have to be looked up in the registry first. Nothing is sent in either case.
   * @throws OutsideHoursError with `retryAt` when a commercial order is outside of the option `sendingHours`. Nothing is sent
   * then. A `sendAt` outside of them is an InputError.
   */
  send(order: SendOrder, options?: SendOptions): Promise<SentOrder> {
    return this.submit(order, options);
  }

  /** Sends several texts, each to its own recipients, as one order. Throws the same errors as `send()`. */
  sendEach(order: SendEachOrder, options?: SendOptions): Promise<SentOrder> {
    return this.submit(order, options);
  }

  /**
   * Schedules an order with the provider for `sendAt`. `cancel()` cancels it until then.
   * Consents are checked now. Consents withdrawn later are left to the provider's own check at `sendAt`, or to `cancel()`.
   * @throws InputError also when `sendAt` is missing or in the past, since the provider would send immediately.
   * Otherwise throws the same errors as `send()`.
   */
  async schedule(order: ScheduleOrder, options?: SendOptions): Promise<SentOrder> {
    const faults = new Faults();
    faults.moment('sendAt', order?.sendAt);
    faults.throwIfAny('send-sms');
    return this.submit(order, options);
  }

  /**
   * Cancels a scheduled order.
   * @throws IletimerkeziError `order-not-found` when the order is unknown, in progress, finished or already cancelled.
   */
  cancel(orderId: string, options?: CallOptions): Promise<void> {
    return this.account.client.cancelOrder(orderId, options);
  }

  /** Counts the billed parts of a text in the account's character mode. Makes no network call. */
  estimate({ text, recipients = 1 }: EstimateInput): Estimate {
    checkEstimate(text, recipients);
    const { characterMode, turkishLetterCost } = this.account.options;
    const count = countSegments(text, { characterMode, turkishLetterCost });
    return { ...count, totalParts: count.parts * recipients, totalPartsMax: count.partsMax * recipients };
  }

  private async submit(input: OrderWithoutSender, options: SendOptions = {}): Promise<SentOrder> {
    if (input?.sendAt instanceof Date && input.sendAt.getTime() <= Date.now()) throw sendAtHasPassed();
    const order = this.withSender(input);
    if (order.kind !== 'commercial') {
      const { spend, content } = this.checks;
      const parsed = spend || content.optOut ? this.checked(order) : undefined;
      const send = () =>
        parsed
          ? this.account.client.sendParsedOrder(parsed, options)
          : this.account.client.sendSms(order, options);
      return this.#dispatch(
        { parsed, recipients: countRecipients(order), withheld: () => [], send },
        options,
      );
    }
    const parsed = this.checked(order);
    if (!isCommercial(parsed)) throw new TypeError('A commercial order stays commercial when it is checked.');
    return this.#submitCommercial(parsed, options);
  }

  /** Sends a commercial order to those of its recipients who may get it. */
  async #submitCommercial(order: CommercialOrder, options: SendOptions): Promise<SentOrder> {
    const { client } = this.account;
    this.checks.commercial.checkHours(order);
    const guarded = await this.guarded(order, options.signal);
    const numbers = guarded?.numbers ?? [...new Set(recipientsOf(order))];
    const { tooOften, release } = await this.checks.commercial.count(numbers, order.sendAt);
    const withheld = (): readonly WithheldRecipient[] => guarded?.withheld ?? tooOften.map(asTooOften);
    guarded?.withhold(tooOften);
    const left = tooOften.length === 0 ? order : withOnly(order, without(numbers, tooOften));
    if (left === undefined || guarded?.recipients === 0) {
      this.emitWithheld(withheld());
      throw new RecipientsWithheldError(withheld());
    }
    const send = (): Promise<AcceptedOrder> =>
      guarded
        ? guarded.send((granted) => client.sendParsedOrder(granted, options))
        : client.sendParsedOrder(left, options);
    const recipients = guarded?.recipients ?? countRecipients(left);
    try {
      return await this.#dispatch({ parsed: order, recipients, withheld, send }, options);
    } catch (error) {
      // The messages still count when the database cannot be reached now.
      if (hasNotLeft(error)) await release().catch(() => undefined);
      throw error;
    }
  }

  /** Sends an order when the rate limit and the spend limits admit it, and emits its outcome. */
  async #dispatch(
    { parsed, recipients, withheld, send }: Outgoing,
    { signal }: SendOptions,
  ): Promise<SentOrder> {
    const { name: account, rateLimiter } = this.account;
    const { spend } = this.checks;
    try {
      const limited = () => rateLimiter.run(recipients, send, signal);
      const { orderId } = await (spend && parsed ? spend.counted(parsed, recipients, limited) : limited());
      this.events.emit({ type: 'order.accepted', account, orderId, recipients });
      if (withheld().length > 0) this.emitWithheld(withheld());
      return { orderId, withheld: withheld() };
    } catch (error) {
      if (error instanceof RecipientsWithheldError) this.emitWithheld(error.withheld);
      if (isCallError(error)) {
        const { code, outcome } = error;
        this.events.emit({ type: 'order.failed', account, code, outcome, recipients });
      }
      throw error;
    }
  }

  /** Checks the consents of a commercial order. Returns undefined when no consents are stored. */
  private async guarded(order: CommercialOrder, signal?: AbortSignal): Promise<GuardedSend | undefined> {
    if (!this.checks.guard.isOn) return undefined;
    try {
      return await this.checks.guard.prepare(order, signal);
    } catch (error) {
      if (error instanceof RecipientsWithheldError) this.emitWithheld(error.withheld);
      throw error;
    }
  }

  /**
   * Returns an order with the footer of the account's brand and the links of its recipients.
   * @throws InputError with every fault.
   */
  private checked(order: SmsOrder): ParsedOrder {
    const { characterMode, abroad } = this.account.options;
    const { brand, optOutUrl, optOut } = this.checks.content;
    const checked = checkOrder(order, { characterMode, abroad, brand, optOutUrl });
    if (!checked.ok) throw new InputError(checked.faults, 'send-sms');
    return optOut?.fillOrder(checked.value) ?? checked.value;
  }

  private emitWithheld(withheld: readonly WithheldRecipient[]): void {
    const { name: account } = this.account;
    this.events.emit({
      type: 'order.withheld',
      account,
      recipients: withheld.length,
      reasons: countReasons(withheld),
    });
  }

  private withSender(order: OrderWithoutSender): SmsOrder {
    const sender = order?.sender ?? this.account.options.defaultSender;
    if (sender === undefined) throw senderMissing();
    return { ...order, sender };
  }
}

function senderMissing(): InputError {
  return new InputError([inputFault('sender', 'sender-required')], 'send-sms');
}

function sendAtHasPassed(): InputError {
  return new InputError([inputFault('sendAt', 'time-past')], 'send-sms');
}

/** @throws InputError for a text or recipient count that is not valid. An empty text is valid and has no parts. */
function checkEstimate(text: unknown, recipients: unknown): void {
  const faults = new Faults();
  if (typeof text !== 'string') faults.add('text', 'text-required');
  faults.wholeNumber('recipients', recipients, 0, MOST_ESTIMATED);
  faults.throwIfAny('send-sms');
}
