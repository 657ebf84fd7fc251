import { Injectable } from '@nestjs/common';
import type { Emulator, FaultInput, InboxFilter, InboxMessage } from 'iletimerkezi-emulator';
import { DeliveryInbox } from '../webhooks/delivery-inbox.js';
import type { MemoryDeliveryStore } from '../webhooks/memory-delivery-store.js';
import { control, type WebhookRule } from './control-plane.js';

/**
 * Controls the emulator behind the real module in tests: inbox, clock, faults and webhooks. Inject it, or get it with
 * `moduleRef.get(SmsTestKit)`.
 */
@Injectable()
export class SmsTestKit {
  constructor(
    /** The emulator, for everything that the kit does not cover. */
    readonly emulator: Emulator,
    private readonly deliveryInbox: DeliveryInbox,
    private readonly store: MemoryDeliveryStore,
  ) {}

  /** Messages on the phones. */
  readonly inbox = {
    /** Returns the messages sent to the phone network, newest first. */
    list: (filter?: InboxFilter): InboxMessage[] => this.emulator.inbox(filter),
    /**
     * Resolves with the newest matching message, including past ones.
     * @throws Error when none arrives within `timeoutMs`. Default 5,000.
     */
    waitFor: async (filter?: InboxFilter, options?: { timeoutMs?: number }): Promise<InboxMessage> => {
      const [message] = await this.emulator.waitForMessages(filter, options);
      if (message === undefined) throw new Error('The emulator gave no message.');
      return message;
    },
    /**
     * Resolves with the one-time code of the newest matching message that has one, including past messages.
     * @throws Error when none arrives within `timeoutMs`. Default 5,000.
     */
    waitForCode: async (filter?: InboxFilter, options?: { timeoutMs?: number }): Promise<string> => {
      const { code } = await this.inbox.waitFor({ ...filter, code: true }, options);
      if (code === undefined) throw new Error('The emulator found no code.');
      return code;
    },
  };

  /** The emulator's clock. */
  readonly clock = {
    now: (): Date => this.emulator.now(),
    /** Advances by an ISO 8601 duration or milliseconds and runs everything that is due until then. */
    advance: (duration: string | number): void => this.emulator.advance(duration),
  };

  /** Faults of API calls. */
  readonly faults = {
    /** Injects a fault such as `accept-then-cut` into the next calls to an endpoint. */
    next: (endpoint: FaultInput['endpoint'], fault: FaultInput['fault'], times = 1): void => {
      this.emulator.addFault({ endpoint, fault, times });
    },
  };

  /** Delivery webhooks to the application under test. */
  readonly deliveries = {
    /** Sets the webhook URL, token included: `kit.deliveries.sendTo(await app.getUrl() + '/hooks/sms?token=…')`. */
    sendTo: (url: string): void => this.emulator.setWebhook('emulator', url),
    /** Sends the next webhook twice. */
    duplicate: (rule?: WebhookRule): Promise<void> => this.disturb('duplicate', rule),
    /** Sends the next webhook after the one that follows it. */
    reorder: (rule?: WebhookRule): Promise<void> => this.disturb('reorder', rule),
    /** Drops the next webhook. */
    drop: (rule?: WebhookRule): Promise<void> => this.disturb('drop', rule),
    /** Resolves when all due webhooks have been sent and their handlers have finished. */
    settled: async (): Promise<void> => {
      await this.emulator.webhooksSettled();
      await this.deliveryInbox.idle();
    },
  };

  /** Removes all messages, faults, webhooks and stored reports, and resets the clock. */
  reset(): void {
    this.emulator.reset();
    this.store.clear();
  }

  private disturb(action: string, rule?: WebhookRule): Promise<void> {
    return control(this.emulator.url, 'webhook-rules', { times: 1, ...rule, action });
  }
}
