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

interface CampaignStorage {
  readonly campaigns: CampaignsRepository;
  readonly pages: CampaignPagesRepository;
  readonly account: string;
  readonly pseudonyms: Pseudonyms | undefined;
}

/**
 * The orders of one `enqueue` or `enqueueMany` call. Store the id: `OutboxService.campaign(id)` returns the campaign
 * again.
 */
export class Campaign {
  readonly #campaigns: CampaignsRepository;
  readonly #pages: CampaignPagesRepository;
  readonly #account: string;
  readonly #pseudonyms: Pseudonyms | undefined;

  constructor(
    readonly id: string,
    { campaigns, pages, account, pseudonyms }: CampaignStorage,
  ) {
    this.#campaigns = campaigns;
    this.#pages = pages;
    this.#account = account;
    this.#pseudonyms = pseudonyms;
  }

  /**
   * Returns the number of recipients in each state.
   * @throws OutboxError `campaign-not-found` when this account has no campaign with this id, or its transaction has not
   * committed yet.
   */
  async progress(): Promise<CampaignProgress> {
    this.#checkId();
    return (await this.#campaigns.progress(this.#account, this.id)) ?? this.#missing();
  }

  /**
   * Returns the campaign's content and progress, as `OutboxService.campaigns` lists them.
   * @throws OutboxError `campaign-not-found`
   */
  async summary(): Promise<CampaignSummary> {
    this.#checkId();
    return (await this.#pages.one(this.#account, this.id)) ?? this.#missing();
  }

  /**
   * Returns the recipients of one of the campaign's orders with the status of each delivery: at most 50,000, sorted by number.
   * @throws OutboxError `outbox-order-not-found` when the campaign has no such order.
   */
  async recipients(orderId: string): Promise<RecipientDelivery[]> {
    const faults = new Faults();
    checkUuid(faults, 'orderId', orderId);
    this.#checkId(faults);
    const recipients = await this.#pages.recipientsOf(this.#account, this.id, orderId);
    if (recipients === undefined) throw new OutboxError('outbox-order-not-found', { id: orderId });
    return recipients;
  }

  /**
   * Returns the campaign's orders in the sequence in which they are sent.
   * @throws OutboxError `campaign-not-found`
   */
  async orders(): Promise<OrderView[]> {
    this.#checkId();
    const orders = await this.#campaigns.ordersOf(this.#account, this.id);
    // A campaign has at least one order.
    return orders.length > 0 ? orders : this.#missing();
  }

  /**
   * Returns whether this number is a recipient of the campaign. Also finds numbers that were replaced by hashes with this
   * account's key.
   * @throws OutboxError `recipients-erased` when the answer is no longer available, because numbers were removed or hashed
   * with another key; `campaign-not-found` when there is no such campaign.
   */
  async includes(number: string): Promise<boolean> {
    this.#checkId();
    const parsed = parsePhone(number, { abroad: true });
    if (!parsed.ok) return false;
    const spellings: string[] = [parsed.value];
    if (this.#pseudonyms) spellings.push(this.#pseudonyms.of(this.id, parsed.value));
    const answer = await this.#campaigns.includes(this.#account, this.id, spellings, this.#pseudonyms?.mark);
    if (answer === undefined) return this.#missing();
    if (answer.found) return true;
    if (!answer.complete) throw recipientsErased(this.id);
    return false;
  }

  /** Pauses orders that have not been sent. An order that is being submitted is still sent. */
  async pause(): Promise<void> {
    this.#checkId();
    if (!(await this.#campaigns.pause(this.#account, this.id, true))) this.#missing();
  }

  /** Resumes a paused campaign. */
  async resume(): Promise<void> {
    this.#checkId();
    if (!(await this.#campaigns.pause(this.#account, this.id, false))) this.#missing();
  }

  /** Cancels orders that have not been sent. @returns the number of recipients of these orders. */
  async cancel(): Promise<number> {
    this.#checkId();
    return (await this.#campaigns.cancel(this.#account, this.id)) ?? this.#missing();
  }

  /** @throws InputError for an invalid id. An error of the database would quote the id. */
  #checkId(faults = new Faults()): void {
    checkUuid(faults, 'id', this.id);
    faults.throwIfAny();
  }

  #missing(): never {
    throw new OutboxError('campaign-not-found', { id: this.id });
  }
}

const recipientsErased = (id: string): OutboxError => new OutboxError('recipients-erased', { id });
