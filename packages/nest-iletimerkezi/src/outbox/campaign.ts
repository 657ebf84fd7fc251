import { Faults, parsePhone } from 'iletimerkezi-core';
import { checkUuid } from '../common/inputs.js';
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
   * @throws OutboxError `campaign-not-found` when this account has none with this id, or its transaction has not committed yet.
   */
  async progress(): Promise<CampaignProgress> {
    this.#checkId();
    return (await this.campaigns.progress(this.account, this.id)) ?? this.#missing();
  }

  /**
   * What it is and how far it is, as a list of campaigns shows it.
   * @throws OutboxError `campaign-not-found`
   */
  async summary(): Promise<CampaignSummary> {
    this.#checkId();
    return (await this.pages.one(this.account, this.id)) ?? this.#missing();
  }

  /**
   * Who gets one of its orders, and what is known of each delivery: at most 50,000, by their numbers.
   * @throws OutboxError `outbox-order-not-found` when the campaign has no such order.
   */
  async recipients(orderId: string): Promise<RecipientDelivery[]> {
    const faults = new Faults();
    checkUuid(faults, 'orderId', orderId);
    this.#checkId(faults);
    const recipients = await this.pages.recipientsOf(this.account, this.id, orderId);
    if (recipients === undefined) throw new OutboxError('outbox-order-not-found', { id: orderId });
    return recipients;
  }

  /**
   * Its orders, in the order in which they go.
   * @throws OutboxError `campaign-not-found`
   */
  async orders(): Promise<OrderView[]> {
    this.#checkId();
    const orders = await this.campaigns.ordersOf(this.account, this.id);
    // A campaign has at least one.
    return orders.length > 0 ? orders : this.#missing();
  }

  /**
   * Whether this number is among its recipients, also where numbers were replaced by hashes of this account's key.
   * @throws OutboxError `recipients-erased` when that cannot be told any more: numbers were removed, or hashed with another key;
   * `campaign-not-found` when there is no such campaign.
   */
  async includes(number: string): Promise<boolean> {
    this.#checkId();
    const parsed = parsePhone(number, { abroad: true });
    if (!parsed.ok) return false;
    const spellings: string[] = [parsed.value];
    if (this.pseudonyms) spellings.push(this.pseudonyms.of(this.id, parsed.value));
    const answer = await this.campaigns.includes(this.account, this.id, spellings, this.pseudonyms?.mark);
    if (answer === undefined) return this.#missing();
    if (answer.found) return true;
    if (!answer.complete) throw recipientsErased(this.id);
    return false;
  }

  /** Holds back what has not gone. What is on its way this moment goes. */
  async pause(): Promise<void> {
    this.#checkId();
    if (!(await this.campaigns.pause(this.account, this.id, true))) this.#missing();
  }

  /** Lets it go on. */
  async resume(): Promise<void> {
    this.#checkId();
    if (!(await this.campaigns.pause(this.account, this.id, false))) this.#missing();
  }

  /** Drops what has not gone. @returns how many recipients do not get it. */
  async cancel(): Promise<number> {
    this.#checkId();
    return (await this.campaigns.cancel(this.account, this.id)) ?? this.#missing();
  }

  /** @throws InputError before the database does, whose error would quote the id. */
  #checkId(faults = new Faults()): void {
    checkUuid(faults, 'id', this.id);
    faults.throwIfAny();
  }

  #missing(): never {
    throw new OutboxError('campaign-not-found', { id: this.id });
  }
}

const recipientsErased = (id: string): OutboxError => new OutboxError('recipients-erased', { id });
