import { Injectable } from '@nestjs/common';
import {
  countSegments,
  InputError,
  isIletimerkeziError,
  type AcceptedOrder,
  type CallOptions,
  type SmsOrder,
} from 'iletimerkezi-core';
import { AccountContext } from '../accounts/account.context.js';
import { IletimerkeziEvents } from '../events/events.js';
import { countRecipients } from '../telemetry/observed-client.js';
import type {
  Estimate,
  EstimateInput,
  ScheduleOrder,
  SendEachOrder,
  SendOptions,
  SendOrder,
} from './sms.types.js';

type OrderWithoutSender = SendOrder | SendEachOrder | ScheduleOrder;

/**
 * Sends orders at once, in the caller's own time: it returns when the provider accepted the order or throws.
 *
 * Orders of up to 100 recipients keep to 100 recipients a second per account and process; larger ones leave one at a
 * time. Nothing is repeated that might have reached the provider: look at `outcome` of a thrown error.
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
  ) {}

  /**
   * Sends one text to 1 to 50,000 recipients.
   * @throws InputError with every fault, before anything leaves.
   * @throws IletimerkeziError whose `outcome` says whether the provider may have taken the order.
   */
  send(order: SendOrder, options?: SendOptions): Promise<AcceptedOrder> {
    return this.submit(order, options);
  }

  /** Sends several texts, each to its own recipients, as one order. Throws as `send()` does. */
  sendEach(order: SendEachOrder, options?: SendOptions): Promise<AcceptedOrder> {
    return this.submit(order, options);
  }

  /**
   * Leaves an order with the provider for a later moment. Until then `cancel()` takes it back.
   * @throws InputError also when `sendAt` has passed: the provider would send at once.
   */
  async schedule(order: ScheduleOrder, options?: SendOptions): Promise<AcceptedOrder> {
    if (order.sendAt instanceof Date && order.sendAt.getTime() <= Date.now()) throw sendAtHasPassed();
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
    const { characterMode, turkishLetterCost } = this.account.options;
    const count = countSegments(text, { characterMode, turkishLetterCost });
    return { ...count, totalParts: count.parts * recipients, totalPartsMax: count.partsMax * recipients };
  }

  private async submit(given: OrderWithoutSender, options: SendOptions = {}): Promise<AcceptedOrder> {
    const order = this.withSender(given);
    const recipients = countRecipients(order);
    const { name: account, client, pace } = this.account;
    try {
      const accepted = await pace.run(recipients, () => client.sendSms(order, options), options.signal);
      this.events.tell({ type: 'order.accepted', account, orderId: accepted.orderId, recipients });
      return accepted;
    } catch (error) {
      if (isIletimerkeziError(error)) {
        const { code, outcome } = error;
        this.events.tell({ type: 'order.failed', account, code, outcome, recipients });
      }
      throw error;
    }
  }

  private withSender(order: OrderWithoutSender): SmsOrder {
    const sender = order.sender ?? this.account.options.defaultSender;
    if (sender === undefined) throw senderMissing();
    return { ...order, sender };
  }
}

function senderMissing(): InputError {
  const message = 'name a sender, or set defaultSender in the options of the module';
  const messageTr = 'bir başlık verin ya da modülün seçeneklerinde defaultSender belirleyin';
  return new InputError([{ path: 'sender', message, messageTr }], 'send-sms');
}

function sendAtHasPassed(): InputError {
  const message = 'this moment has passed and the provider would send at once; use send() for that';
  const messageTr = 'bu an geçti, sağlayıcı hemen gönderirdi; bunun için send() kullanın';
  return new InputError([{ path: 'sendAt', message, messageTr }], 'send-sms');
}
