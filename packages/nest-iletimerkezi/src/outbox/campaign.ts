import { parseRecipient } from 'iletimerkezi-core';
import type {
  CampaignProgress,
  CampaignsRepository,
  OrderView,
} from '../storage/outbox/campaigns.repository.js';
import type {
  CampaignPagesRepository,
  CampaignSummary,
  RecipientDelivery,
} from '../storage/outbox/campaign-pages.repository.js';
import { OutboxError } from './outbox.errors.js';
import type { Pseudonyms } from './pseudonyms.js';

/** What was enqueued at once: one message or a million. Its id is worth keeping; `OutboxService.campaign(id)` finds it again. */
export class Campaign {
  constructor(
    readonly id: string,
    private readonly campaigns: CampaignsRepository,
    private readonly pages: CampaignPagesRepository,
    private readonly account: string,
    private readonly pseudonyms: Pseudonyms | undefined,
  ) {}

  /**
   * How far it is, in recipients.
   * @throws OutboxError `not-found` when there is none with this id, or its transaction has not committed yet.
   */
  async progress(): Promise<CampaignProgress> {
    return (await this.campaigns.progress(this.id)) ?? this.#missing();
  }

  /**
   * What it is and how far it is, as a list of campaigns shows it.
   * @throws OutboxError `not-found`
   */
  async summary(): Promise<CampaignSummary> {
    return (await this.pages.one(this.account, this.id)) ?? this.#missing();
  }

  /** Who gets one of its orders, and what is known of each delivery: at most 50,000, by their numbers. */
  recipients(orderId: string): Promise<RecipientDelivery[]> {
    return this.pages.recipientsOf(this.id, orderId);
  }

  /** Its orders, in the order in which they go. */
  orders(): Promise<OrderView[]> {
    return this.campaigns.ordersOf(this.id);
  }

  /**
   * Whether this number is among its recipients, also where numbers were replaced by hashes of this account's key.
   * @throws OutboxError `erased` when that cannot be told any more: numbers were removed, or hashed with another key;
   * `not-found` when there is no such campaign.
   */
  async includes(number: string): Promise<boolean> {
    const parsed = parseRecipient(number, { abroad: true });
    if (!parsed.ok) return false;
    const spellings: string[] = [parsed.value];
    if (this.pseudonyms) spellings.push(this.pseudonyms.of(this.id, parsed.value));
    const answer = await this.campaigns.includes(this.id, spellings, this.pseudonyms?.mark);
    if (answer === undefined) return this.#missing();
    if (answer.found) return true;
    if (!answer.complete) throw recipientsErased(this.id);
    return false;
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

const recipientsErased = (id: string): OutboxError =>
  new OutboxError(
    'erased',
    `Numbers of the campaign ${id} were erased after the retention limit, so it cannot be told who was in it. ` +
      '`retention: { hashKey }` keeps keyed hashes that can be asked, from then on.',
  );
