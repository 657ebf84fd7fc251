import { Injectable } from '@nestjs/common';
import type { Emulator, FaultInput, InboxFilter, InboxMessage } from 'iletimerkezi-emulator';
import { DeliveryInbox } from '../webhooks/delivery-inbox.js';
import type { MemoryDeliveryStore } from '../webhooks/memory-delivery-store.js';
import { control, type WebhookRule } from './control-plane.js';

/**
 * What a test does with the emulator behind the real module: look at phones, turn the clock, make calls and webhooks go
 * wrong. Inject it, or take it with `moduleRef.get(SmsTestKit)`.
 */
@Injectable()
export class SmsTestKit {
  constructor(
    /** The emulator itself, for what is not here. */
    readonly emulator: Emulator,
    private readonly deliveryInbox: DeliveryInbox,
    private readonly store: MemoryDeliveryStore,
  ) {}

  /** The phones. */
  readonly inbox = {
    /** Messages that left for the phone network, newest first. */
    list: (filter?: InboxFilter): InboxMessage[] => this.emulator.inbox(filter),
    /**
     * The newest message that fits, as soon as there is one; one of the past will do.
     * @throws Error when none comes within `timeoutMs` (5,000).
     */
    waitFor: async (filter?: InboxFilter, options?: { timeoutMs?: number }): Promise<InboxMessage> => {
      const [message] = await this.emulator.waitForMessages(filter, options);
      if (message === undefined) throw new Error('The emulator gave no message.');
      return message;
    },
  };

  /** The emulator's clock. */
  readonly clock = {
    now: (): Date => this.emulator.now(),
    /** Forward by an ISO 8601 duration or milliseconds, through everything planned on the way. */
    advance: (duration: string | number): void => this.emulator.advance(duration),
  };

  /** Calls that go wrong. */
  readonly faults = {
    /** The next call to an endpoint meets a fault, such as `accept-then-cut`. */
    next: (endpoint: FaultInput['endpoint'], fault: FaultInput['fault'], times = 1): void => {
      this.emulator.addFault({ endpoint, fault, times });
    },
  };

  /** Delivery webhooks on their way to the application under test. */
  readonly deliveries = {
    /** Where the webhooks go, token included: `kit.deliveries.sendTo(await app.getUrl() + '/hooks/sms?token=…')`. */
    sendTo: (url: string): void => this.emulator.setWebhook('emulator', url),
    /** The next webhook comes twice. */
    duplicate: (rule?: WebhookRule): Promise<void> => this.disturb('duplicate', rule),
    /** The next webhook comes after the one that should follow it. */
    reorder: (rule?: WebhookRule): Promise<void> => this.disturb('reorder', rule),
    /** The next webhook never comes. */
    drop: (rule?: WebhookRule): Promise<void> => this.disturb('drop', rule),
    /** Resolves when every webhook that is due has come and its handlers are done. */
    settled: async (): Promise<void> => {
      await this.emulator.webhooksSettled();
      await this.deliveryInbox.idle();
    },
  };

  /** Back to the start: no messages, faults or webhook, the clock of now, no report ever seen. */
  reset(): void {
    this.emulator.reset();
    this.store.clear();
  }

  private disturb(action: string, rule?: WebhookRule): Promise<void> {
    return control(this.emulator.url, 'webhook-rules', { times: 1, ...rule, action });
  }
}
