import type {
  CampaignProgress,
  CampaignsRepository,
  OrderView,
} from '../storage/outbox/campaigns.repository.js';
import { OutboxError } from './outbox.errors.js';

/** What was enqueued at once: one message or a million. Its id is worth keeping; `OutboxService.campaign(id)` finds it again. */
export class Campaign {
  constructor(
    readonly id: string,
    private readonly campaigns: CampaignsRepository,
  ) {}

  /**
   * How far it is, in recipients.
   * @throws OutboxError `not-found` when there is none with this id, or its transaction has not committed yet.
   */
  async progress(): Promise<CampaignProgress> {
    return (await this.campaigns.progress(this.id)) ?? this.#missing();
  }

  /** Its orders, in the order in which they go. */
  orders(): Promise<OrderView[]> {
    return this.campaigns.ordersOf(this.id);
  }

  /** Holds back what has not gone. What is on its way this moment goes. */
  async pause(): Promise<void> {
    if (!(await this.campaigns.pause(this.id, true))) this.#missing();
  }

  /** Lets it go on. */
  async resume(): Promise<void> {
    if (!(await this.campaigns.pause(this.id, false))) this.#missing();
  }

  /** Drops what has not gone. @returns how many recipients do not get it. */
  async cancel(): Promise<number> {
    return (await this.campaigns.cancel(this.id)) ?? this.#missing();
  }

  #missing(): never {
    throw new OutboxError('not-found', `There is no campaign ${this.id} that could do this.`);
  }
}
