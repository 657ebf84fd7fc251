import { Faults, formatDateTime, inputFault, InputError, parsePhone } from 'iletimerkezi-core';
import type { SendingHours } from '../options/sending-hours.js';
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
import type { CampaignCosts, CostReader, CostSums, RecipientCost } from './campaign-costs.js';
import { OutboxError } from './outbox.errors.js';
import type { Pseudonyms } from './pseudonyms.js';
import type { ScheduledOrders } from './scheduled-orders.js';

interface CampaignStorage {
  readonly campaigns: CampaignsRepository;
  readonly pages: CampaignPagesRepository;
  readonly account: string;
  readonly pseudonyms: Pseudonyms | undefined;
  readonly costs: CostReader;
  readonly scheduled: ScheduledOrders;
  /** The sending hours of commercial messages; undefined without any. */
  readonly hours: SendingHours | undefined;
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
  readonly #costs: CostReader;
  readonly #scheduled: ScheduledOrders;
  readonly #hours: SendingHours | undefined;

  constructor(
    readonly id: string,
    { campaigns, pages, account, pseudonyms, costs, scheduled, hours }: CampaignStorage,
  ) {
    this.#campaigns = campaigns;
    this.#pages = pages;
    this.#account = account;
    this.#pseudonyms = pseudonyms;
    this.#costs = costs;
    this.#scheduled = scheduled;
    this.#hours = hours;
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

  /**
   * Returns what the campaign costs: what the provider billed, and the parts of the texts of orders that it has not billed yet.
   * Reads one order at a time, and the texts of an order once per process.
   * @throws OutboxError `campaign-not-found`
   */
  async costs(): Promise<CampaignCosts> {
    this.#checkId();
    return (await this.#costs.campaign(this.id)) ?? this.#missing();
  }

  /**
   * Returns the sums of {@link costs}, for a list of campaigns. Reads no text of an order that the provider has billed.
   * @throws OutboxError `campaign-not-found`
   */
  async costSums(): Promise<CostSums> {
    this.#checkId();
    return (await this.#costs.sums(this.id)) ?? this.#missing();
  }

  /**
   * Returns what each recipient of one of the campaign's orders costs, by the parts of the text: at most 50,000, sorted by
   * number. The provider reports no price per recipient.
   * @throws OutboxError `outbox-order-not-found` when the campaign has no such order.
   */
  async recipientCosts(orderId: string): Promise<RecipientCost[]> {
    const faults = new Faults();
    checkUuid(faults, 'orderId', orderId);
    this.#checkId(faults);
    const costs = await this.#costs.recipients(this.id, orderId);
    if (costs === undefined) throw new OutboxError('outbox-order-not-found', { id: orderId });
    return costs;
  }

  /**
   * Sends the campaign at another time, if none of its orders was started. Orders whose recipients are all withheld are not sent,
   * and do not count. Orders with a `sendAt` get this one. The provider cancels those that it holds; they are submitted again, at
   * least 11 minutes after their submission.
   * @param notBefore earliest time at which it is sent.
   * @returns the number of recipients of the orders with the new time. It is lower than that of the campaign if the provider
   * began to send an order meanwhile.
   * @throws OutboxError `campaign-started` when an order was sent, claimed or ended; `bad-time` when it is not before the
   * `notAfter` of the campaign; `reschedule-too-soon` when the provider would refuse the message as a repetition until then.
   * InputError for a `sendAt` in the past or outside of the sending hours. IletimerkeziError when the provider did not answer:
   * call it again.
   */
  async reschedule(notBefore: Date): Promise<number> {
    const faults = new Faults();
    faults.moment('notBefore', notBefore);
    this.#checkId(faults);
    await this.#checkSendAt(notBefore);
    const scheduled = await this.#scheduled.of(this.id);
    if (!scheduled.every(({ isRepeatable }) => isRepeatable)) this.#started();
    const repeatableAt = new Date(
      Math.max(0, ...scheduled.map((order) => this.#scheduled.repeatableAt(order).getTime())),
    );
    if (notBefore < repeatableAt)
      throw new OutboxError('reschedule-too-soon', { at: formatDateTime(repeatableAt) });
    const waiting = await this.#campaigns.reschedule(this.#account, this.id, notBefore);
    if (waiting === undefined) this.#missing();
    if (waiting === 'after-end') throw new OutboxError('bad-time');
    if (waiting === 'started') this.#started();
    const moved = await this.#scheduled.withdraw(scheduled, () => notBefore);
    if (waiting + moved === 0) this.#started();
    return waiting + moved;
  }

  /** @throws InputError when it cannot be the time of a campaign with a `sendAt`. */
  async #checkSendAt(time: Date): Promise<void> {
    const { kind, sendAt } = await this.summary();
    if (!sendAt) return;
    const fault =
      time.getTime() <= Date.now()
        ? inputFault('notBefore', 'time-past')
        : kind === 'commercial' && this.#hours?.sendAtFault('notBefore', time);
    if (fault) throw new InputError([fault]);
  }

  #started(): never {
    throw new OutboxError('campaign-started', { id: this.id });
  }

  /**
   * Pauses orders that have not been sent. The provider cannot pause those that it holds for their `sendAt`, so they are cancelled
   * there. Orders that are being submitted, were sent, or whose text was erased are not paused. Repeated calls change nothing.
   * @returns the number of recipients of the orders that wait for {@link resume}; 0 when nothing is left to pause.
   * @throws OutboxError `campaign-not-found`, also for a cancelled campaign. IletimerkeziError when the provider did not answer: the
   * other orders are paused, and a second call pauses the rest.
   */
  async pause(): Promise<number> {
    this.#checkId();
    const unsent = (await this.#campaigns.pause(this.#account, this.id, true)) ?? this.#missing();
    const scheduled = await this.#scheduled.of(this.id);
    const repeatable = scheduled.filter(({ isRepeatable }) => isRepeatable);
    return unsent + (await this.#scheduled.withdraw(repeatable, ({ sendAt }) => sendAt));
  }

  /**
   * Resumes a paused campaign. Orders that the provider held are submitted again for their `sendAt`, at least 11 minutes after their
   * submission; those whose `sendAt` has passed are sent then.
   * @throws OutboxError `campaign-not-found`, also for a cancelled campaign.
   */
  async resume(): Promise<void> {
    this.#checkId();
    if ((await this.#campaigns.pause(this.#account, this.id, false)) === undefined) this.#missing();
  }

  /**
   * Cancels orders that have not been sent, also those that the provider holds for their `sendAt`. Repeated calls change nothing.
   * @returns the number of recipients of the orders that this call cancelled; 0 when all were sent, or cancelled before.
   * @throws IletimerkeziError when the provider did not answer: the other orders are cancelled, and a second call cancels the rest.
   */
  async cancel(): Promise<number> {
    this.#checkId();
    const unsent = (await this.#campaigns.cancel(this.#account, this.id)) ?? this.#missing();
    return unsent + (await this.#scheduled.withdraw(await this.#scheduled.of(this.id)));
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
