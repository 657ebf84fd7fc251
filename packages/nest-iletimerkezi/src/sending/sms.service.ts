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
  type SmsOrder,
} from 'iletimerkezi-core';
import { AccountContext } from '../client/account.context.js';
import type { ConsentGuard } from '../consents/guard/consent-guard.js';
import type { GuardedSend } from '../consents/guard/guarded-send.js';
import { countReasons, RecipientsWithheldError, type WithheldRecipient } from '../consents/guard/withheld.js';
import { IletimerkeziEvents } from '../events/events.js';
import type {
  Estimate,
  EstimateInput,
  ScheduleOrder,
  SendEachOrder,
  SendOptions,
  SendOrder,
  SentOrder,
} from './sms.types.js';

/** More than there are people. */
const MOST_ESTIMATED = 10_000_000_000;

type OrderWithoutSender = SendOrder | SendEachOrder | ScheduleOrder;

/**
 * Sends orders at once, in the caller's own time: it returns when the provider accepted the order or throws.
 *
 * With `storage` and `brandCode`, commercial orders go only to whom they may, by `consents.policy`: `withheld` of the
 * result lists the others. Without them nothing is known here, and the provider's own check of the registry decides.
 *
 * Orders of up to 100 recipients keep to 100 recipients a second per account: with `storage` together with the outbox
 * and over all instances, otherwise per process. Larger orders leave one at a time. Nothing is repeated that might have
 * reached the provider: see `outcome` of a thrown error.
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
    private readonly guard: ConsentGuard,
  ) {}

  /**
   * Sends one text to 1 to 50,000 recipients; with `sendAt`, at that moment.
   * @throws InputError with every fault, before anything leaves.
   * @throws IletimerkeziError whose `outcome` says whether the provider may have taken the order.
   * @throws RecipientsWithheldError when none of a commercial order's recipients may get it; TooManyToCheckError when
   * the registry would have to be asked about more than 200 of them first. Nothing was sent then.
   */
  send(order: SendOrder, options?: SendOptions): Promise<SentOrder> {
    return this.submit(order, options);
  }

  /** Sends several texts, each to its own recipients, as one order. Throws as `send()` does. */
  sendEach(order: SendEachOrder, options?: SendOptions): Promise<SentOrder> {
    return this.submit(order, options);
  }

  /**
   * Leaves an order with the provider for a later moment. Until then `cancel()` takes it back.
   * Consents are looked at now: of who refuses later, the provider's own check at that time takes care, or `cancel()`.
   * @throws InputError also when `sendAt` is missing or has passed: the provider would send at once. Else as `send()`.
   */
  async schedule(order: ScheduleOrder, options?: SendOptions): Promise<SentOrder> {
    const faults = new Faults();
    faults.moment('sendAt', order?.sendAt);
    faults.throwIfAny('send-sms');
    return this.submit(order, options);
  }

  /**
   * Takes back a scheduled order.
   * @throws IletimerkeziError `order-not-found` when it is unknown, under way, finished or already taken back.
   */
  cancel(orderId: string, options?: CallOptions): Promise<void> {
    return this.account.client.cancelOrder(orderId, options);
  }

  /** Counts a text as it will be billed, in the account's character mode. Asks nobody. */
  estimate({ text, recipients = 1 }: EstimateInput): Estimate {
    checkEstimate(text, recipients);
    const { characterMode, turkishLetterCost } = this.account.options;
    const count = countSegments(text, { characterMode, turkishLetterCost });
    return { ...count, totalParts: count.parts * recipients, totalPartsMax: count.partsMax * recipients };
  }

  private async submit(given: OrderWithoutSender, options: SendOptions = {}): Promise<SentOrder> {
    if (given?.sendAt instanceof Date && given.sendAt.getTime() <= Date.now()) throw sendAtHasPassed();
    const order = this.withSender(given);
    const { name: account, client, pace } = this.account;
    const guarded = await this.guarded(order, options.signal);
    const recipients = guarded?.recipients ?? countRecipients(order);
    try {
      const send = (): Promise<AcceptedOrder> =>
        guarded
          ? guarded.send((left) => client.sendParsedOrder(left, options))
          : client.sendSms(order, options);
      const { orderId } = await pace.run(recipients, send, options.signal);
      this.events.tell({
        type: 'order.accepted',
        account,
        orderId,
        recipients: guarded?.recipients ?? recipients,
      });
      if (guarded && guarded.withheld.length > 0) this.tellWithheld(guarded.withheld);
      return { orderId, withheld: guarded?.withheld ?? [] };
    } catch (error) {
      if (error instanceof RecipientsWithheldError) this.tellWithheld(error.withheld);
      if (isCallError(error)) {
        const { code, outcome } = error;
        this.events.tell({ type: 'order.failed', account, code, outcome, recipients });
      }
      throw error;
    }
  }

  /** Judges the recipients of a commercial order; undefined where there is nothing to judge, or to judge by. */
  private async guarded(order: SmsOrder, signal?: AbortSignal): Promise<GuardedSend | undefined> {
    if (order.kind !== 'commercial' || !this.guard.isOn) return undefined;
    const checked = checkOrder(order, this.account.options);
    if (!checked.ok) throw new InputError(checked.faults, 'send-sms');
    if (checked.value.kind !== 'commercial') return undefined;
    try {
      return await this.guard.prepare(checked.value, signal);
    } catch (error) {
      if (error instanceof RecipientsWithheldError) this.tellWithheld(error.withheld);
      throw error;
    }
  }

  private tellWithheld(withheld: readonly WithheldRecipient[]): void {
    const { name: account } = this.account;
    this.events.tell({
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

/** @throws InputError for what cannot be counted. An empty text has no parts. */
function checkEstimate(text: unknown, recipients: unknown): void {
  const faults = new Faults();
  if (typeof text !== 'string') faults.add('text', 'text-required');
  faults.wholeNumber('recipients', recipients, 0, MOST_ESTIMATED);
  faults.throwIfAny('send-sms');
}
