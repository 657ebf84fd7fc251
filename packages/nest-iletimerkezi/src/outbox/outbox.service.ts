import { type ComposedMessage, Faults, type IletimerkeziClient, MAX_RECIPIENTS } from 'iletimerkezi-core';
import type { Kysely } from 'kysely';
import { filter, NEVER, type Observable } from 'rxjs';
import { type Backlog, BacklogRepository } from '../storage/outbox/backlog.repository.js';
import { CampaignsRepository, type OrderView } from '../storage/outbox/campaigns.repository.js';
import {
  CampaignPagesRepository,
  type CampaignSummary,
} from '../storage/outbox/campaign-pages.repository.js';
import type { LocalWorkers } from '../storage/outbox/wake.js';
import { EnqueueBatches } from '../storage/outbox/enqueue-batches.js';
import { EnqueueStatements, ownTransaction } from '../storage/outbox/enqueue.js';
import type { OrderEvidence } from '../storage/events/order-evidence.js';
import { appendEvent } from '../storage/events/append-event.js';
import type { SmsEvent, ToolCallData } from '../storage/events/sms-event.js';
import { ContentsRepository } from '../storage/outbox/contents.repository.js';
import { changesOf } from './preview-changes.js';
import { PreviewRepository } from '../storage/outbox/preview.repository.js';
import { SpendRepository } from '../storage/spend/spend.repository.js';
import {
  type ToolSend,
  type ToolSendPeriods,
  type ToolSendReservation,
  ToolSendsRepository,
} from '../storage/tool-sends.repository.js';
import { OrdersRepository } from '../storage/outbox/orders.repository.js';
import { committingRefusal } from '../storage/spend/committing-refusal.js';
import { requireTransaction } from '../storage/host-transaction.js';
import type { Tables } from '../storage/schema.js';
import { Campaign } from './campaign.js';
import { checkListing, checkUuid } from '../common/inputs.js';
import { prepareOrder } from './enqueue.js';
import { checkEnqueueOptions, type EnqueueAccount } from './enqueue-input.js';
import { CostReader } from './campaign-costs.js';
import { TextPartsCounter } from './text-parts.js';
import { composedTexts, linkRemover, type StoredText } from './composed-campaign.js';
import { type CampaignInput, prepareStream } from './enqueue-stream.js';
import {
  CANCELLED,
  EVERYONE,
  readStoredContent,
  type RecipientChoice,
  UNDELIVERED,
} from './stored-recipients.js';
import { newId } from '../common/ids.js';
import { OutboxError, PreviewDiffersError } from './outbox.errors.js';
import { storageOff } from '../storage/storage.errors.js';
import { Preview, type PreviewStorage } from './preview.js';
import type {
  CampaignMessage,
  CampaignPreview,
  CampaignRecipient,
  ComposeOptions,
  EnqueueOptions,
  OutboxMessage,
  PreviewOptions,
} from './outbox.types.js';
import type { Pseudonyms } from './pseudonyms.js';
import { ScheduledOrders } from './scheduled-orders.js';

/** An operator's decision about a held order. */
export type Resolution =
  /** The order was sent. With the provider's order id, its delivery reports are polled. */
  | { sent: true; providerOrderId?: string }
  /** Send the order again. Recipients who received the first one receive it twice. */
  | { resend: true }
  /** Do not send the order. It counts as not sent. */
  | { drop: true };

/** The dependencies of the outbox service of one account. */
export interface OutboxServiceSettings {
  readonly account: EnqueueAccount;
  /** Undefined for an account without storage. */
  readonly storage?: {
    readonly kysely: Kysely<Tables>;
    /** The id of this process in the database. */
    readonly instance: string;
    /** Events of all accounts on the database. */
    readonly events$: Observable<SmsEvent>;
    /** The workers of this process on the database. */
    readonly workers?: LocalWorkers;
    /** Cancels orders that the provider holds. */
    readonly provider: Pick<IletimerkeziClient, 'cancelOrder' | 'getReport'>;
  };
  /** Finds erased recipients by keyed hashes of their numbers. */
  readonly pseudonyms?: Pseudonyms;
}

/** The repositories of an account with storage. */
interface Backing {
  readonly kysely: Kysely<Tables>;
  readonly campaigns: CampaignsRepository;
  readonly backlog: BacklogRepository;
  readonly pages: CampaignPagesRepository;
  readonly orders: OrdersRepository;
  readonly batches: EnqueueBatches;
  readonly previews: PreviewStorage;
  readonly contents: ContentsRepository;
  readonly costs: CostReader;
  readonly toolSends: ToolSendsRepository;
  readonly scheduled: ScheduledOrders;
}

/**
 * Stores messages in PostgreSQL and sends them in the background. A message is stored when `enqueue` resolves. It is sent to
 * the provider at most once, unless the policy or an operator resends it.
 *
 * @example
 * await outbox.enqueue({ kind: 'transactional', text: 'Kodunuz 123456', recipients: [phone] },
 *   { dedupeKey: `otp:${id}`, notAfter: inThreeMinutes });
 */
export class OutboxService {
  readonly #backing: Backing | undefined;

  /**
   * Emits the events of this account's orders from all instances, after the start of this one. Emits nothing without
   * storage.
   */
  readonly events$: Observable<SmsEvent>;

  private readonly account: EnqueueAccount;
  private readonly pseudonyms: Pseudonyms | undefined;

  constructor({ account, storage, pseudonyms }: OutboxServiceSettings) {
    this.account = account;
    this.pseudonyms = pseudonyms;
    const events$ = storage?.events$ ?? NEVER;
    this.events$ = events$.pipe(filter((event) => event.account === account.name));
    if (storage === undefined) return;
    const { kysely, instance, workers, provider } = storage;
    const campaigns = new CampaignsRepository(kysely, account.spend);
    const contents = new ContentsRepository(kysely, account.name);
    const { characterMode, turkishLetterCost } = account;
    const counter = new TextPartsCounter(contents, { characterMode, turkishLetterCost });
    this.#backing = {
      kysely,
      campaigns,
      backlog: new BacklogRepository(kysely, account.name),
      pages: new CampaignPagesRepository(kysely),
      orders: new OrdersRepository(kysely, instance),
      batches: new EnqueueBatches(kysely, workers),
      contents,
      costs: new CostReader(contents, counter),
      toolSends: new ToolSendsRepository(kysely, account.name),
      scheduled: new ScheduledOrders(campaigns, account.name, provider),
      previews: {
        repository: new PreviewRepository(kysely, account.name),
        spend: account.spend && new SpendRepository(kysely, account.name, account.spend),
      },
    };
  }

  /**
   * Enqueues a message. The message is stored when the promise resolves (with `tx`: when the host's transaction commits).
   * @throws InputError with every fault of the message and the options, before any statement, so that the host's
   * transaction stays usable; OutboxError for two texts to one recipient, a `notAfter` in the past, or a `dedupeKey`
   * of a campaign with other content; SpendLimitError with `retryAt` beyond a spend limit. Nothing is enqueued then.
   */
  async enqueue(message: OutboxMessage, options: EnqueueOptions = {}): Promise<Campaign> {
    if (isForOneText(message) && message.recipients.length > MAX_RECIPIENTS) {
      const { recipients, ...rest } = message;
      return this.enqueueMany(recipients, rest, options);
    }
    const { batches } = this.#stored;
    checkEnqueueOptions(options);
    const enqueue = async (): Promise<string> => {
      const prepared = prepareOrder(this.account, message, options);
      const { tx } = options;
      return prepared(tx === undefined ? batches : new EnqueueStatements(await requireTransaction(tx)));
    };
    return this.#explaining(options, enqueue, () => this.preview(message, options));
  }

  /** Enqueues, and states what changed when the message differs from a preview whose figures are known. */
  async #explaining(
    { expect }: EnqueueOptions,
    enqueue: () => Promise<string>,
    preview: (() => Promise<CampaignPreview>) | undefined,
  ): Promise<Campaign> {
    try {
      return this.campaign(await enqueue());
    } catch (error) {
      if (!(error instanceof PreviewDiffersError) || typeof expect !== 'object' || preview === undefined)
        throw error;
      const now = await preview().catch(() => undefined);
      throw now === undefined ? error : new PreviewDiffersError(changesOf(expect, now));
    }
  }

  /**
   * Enqueues a stream of recipients as orders of up to 50,000, in one transaction. The stream is read at the speed of the
   * database, with constant memory use. If the `dedupeKey` already exists, the stream is still read to compare the content.
   * @throws InputError with the position of the first invalid recipient or text.
   */
  async enqueueMany(
    recipients: AsyncIterable<CampaignRecipient> | Iterable<CampaignRecipient>,
    message: CampaignMessage,
    options: EnqueueOptions = {},
  ): Promise<Campaign> {
    return this.#enqueueStream({ recipients, message, options });
  }

  async #enqueueStream(input: CampaignInput): Promise<Campaign> {
    const { kysely } = this.#stored;
    const { options } = input;
    checkEnqueueOptions(options);
    const enqueue = prepareStream(this.account, input);
    const { recipients, message } = input;
    return this.#explaining(
      options,
      async () =>
        options.tx === undefined
          ? committingRefusal(kysely, (tx) => enqueue(ownTransaction(tx)), { repeats: false })
          : enqueue(await requireTransaction(options.tx)),
      // A stream can be read once.
      Array.isArray(recipients) ? () => this.previewMany(recipients, message, options) : undefined,
    );
  }

  /**
   * Returns what `enqueue` with this message would do: who gets it, who does not and why, what it costs and when it leaves.
   * Writes nothing, and asks neither the provider nor İYS. Consents and caps are judged again when the message is sent.
   * @throws InputError and OutboxError as `enqueue` does.
   *
   * @example
   * const { digest } = await outbox.preview(message);
   * await outbox.enqueue(message, { expect: digest });
   */
  async preview(message: OutboxMessage, options: PreviewOptions = {}): Promise<CampaignPreview> {
    if (isForOneText(message)) {
      const { recipients, ...rest } = message;
      return this.previewMany(recipients, rest, options);
    }
    prepareOrder(this.account, message, options);
    const { messages, ...rest } = message;
    return this.previewMany(recipientsOf(messages), rest, options);
  }

  /**
   * Returns what `enqueueMany` with this stream would do, see {@link preview}. Reads the stream once; memory use is at most 48
   * bytes per recipient.
   * @throws InputError with the faults of up to 100 rows; OutboxError as `enqueueMany` does.
   */
  async previewMany(
    recipients: AsyncIterable<CampaignRecipient> | Iterable<CampaignRecipient>,
    message: CampaignMessage,
    options: PreviewOptions = {},
  ): Promise<CampaignPreview> {
    const { previews } = this.#stored;
    checkEnqueueOptions(options);
    return new Preview(this.account, { message, recipients, options }, previews).run();
  }

  /**
   * Returns a campaign by its id without a query. Its methods throw `campaign-not-found` when this account has no campaign
   * with this id.
   */
  campaign(id: string): Campaign {
    const { campaigns, pages, costs, scheduled } = this.#stored;
    const { name: account, commercial } = this.account;
    const { pseudonyms } = this;
    const hours = commercial?.hours;
    return new Campaign(id, { campaigns, pages, account, pseudonyms, costs, scheduled, hours });
  }

  /**
   * Enqueues a campaign again, as a new one with the same sender, texts and recipients, withheld ones included. It is judged,
   * counted and sent like any other.
   * @throws OutboxError `campaign-not-found`; `recipients-erased` after its retention; what `enqueueMany` throws.
   */
  async duplicate(campaignId: string, options: EnqueueOptions = {}): Promise<Campaign> {
    return this.#enqueueStored(campaignId, options, EVERYONE);
  }

  /**
   * Enqueues a new campaign to the recipients of an earlier one whose message was finally not delivered, with the same texts. Those
   * whose order was cancelled are no such recipients.
   * Without a `dedupeKey` of its own, each call sends again.
   * @throws OutboxError `no-recipients` when there are none; otherwise as {@link duplicate}.
   */
  async resendUndelivered(campaignId: string, options: EnqueueOptions = {}): Promise<Campaign> {
    return this.#enqueueStored(campaignId, options, UNDELIVERED);
  }

  /**
   * Returns a campaign as a message that a person can change and send: its texts and all its recipients, withheld ones included.
   * Texts that differ become a template with placeholders `{metin}`, `{metin2}` and values for each recipient, because a campaign keeps the
   * rendered texts only. Opt-out links become `{ret}`. A `sendAt` that has passed is left out. With `only`, recipients who may have
   * got the message of an order that theirs repeats are left out, too. Writes nothing.
   * @throws OutboxError `campaign-not-found`; `recipients-erased` after its retention; `no-recipients` when `only` leaves none.
   */
  async compose(campaignId: string, { only }: ComposeOptions = {}): Promise<ComposedMessage> {
    const { contents } = this.#stored;
    const { optOut } = this.account;
    const faults = new Faults();
    checkUuid(faults, 'campaignId', campaignId);
    if (only !== undefined) faults.oneOf('only', only, ['cancelled']);
    faults.throwIfAny();
    const choice = only === undefined ? EVERYONE : CANCELLED;
    const { message, sendAt, recipients } = await readStoredContent(contents, campaignId, choice);
    const audience = message.kind === 'commercial' ? message.audience : 'BIREYSEL';
    const texts: StoredText[] = [];
    for await (const recipient of recipients) texts.push(recipient);
    if (texts.length === 0) throw new OutboxError('no-recipients');
    const unfill = optOut && linkRemover(optOut, audience);
    const isAhead = sendAt !== null && sendAt.getTime() > Date.now();
    const { sender } = message;
    const kind = message.kind === 'commercial' ? { kind: message.kind, audience } : { kind: message.kind };
    return { ...composedTexts(texts, unfill), ...(isAhead && { sendAt }), sender, ...kind };
  }

  async #enqueueStored(
    campaignId: string,
    options: EnqueueOptions,
    choice: RecipientChoice,
  ): Promise<Campaign> {
    const { contents } = this.#stored;
    checkCampaignId(campaignId);
    const { message, recipients } = await readStoredContent(contents, campaignId, choice);
    return this.#enqueueStream({ recipients, message, options, rendered: true });
  }

  /**
   * Lists the account's campaigns, newest first. For the next page, pass the id of the last campaign of this page as
   * `before`.
   */
  async campaigns({ limit = 50, before }: { limit?: number; before?: string } = {}): Promise<
    CampaignSummary[]
  > {
    const { pages } = this.#stored;
    const faults = new Faults();
    checkListing(faults, limit);
    if (before !== undefined) checkUuid(faults, 'before', before);
    faults.throwIfAny();
    return pages.list(this.account.name, limit, before);
  }

  /** Lists held orders, oldest first. Their outcome at the provider is unknown, and they wait for `resolve`. */
  async held(limit = 100): Promise<OrderView[]> {
    const { campaigns } = this.#stored;
    const faults = new Faults();
    checkListing(faults, limit);
    faults.throwIfAny();
    return campaigns.held(this.account.name, limit);
  }

  /**
   * Returns the number of waiting orders by state and the time since which the oldest one waits, for health checks and
   * alerts. Up to 2,000 orders of a state are counted exactly. A larger number may be up to five seconds old.
   */
  async backlog(): Promise<Backlog> {
    return this.#stored.backlog.read();
  }

  /**
   * Resolves a held order with an operator's decision.
   * @returns the id of the second order when the order is sent again; otherwise undefined.
   * @throws OutboxError `outbox-order-not-found` when this account has no such order; `order-not-held` when it is not held;
   * SpendLimitError when the second order exceeds a spend limit.
   * InputError when the decision is not one of the three.
   */
  async resolve(orderId: string, decision: Resolution): Promise<string | undefined> {
    const { campaigns, orders } = this.#stored;
    checkResolution(orderId, decision);
    if (!(await campaigns.hasOrder(this.account.name, orderId)))
      throw new OutboxError('outbox-order-not-found', { id: orderId });
    const resolved = 'resend' in decision ? 'resend' : 'sent' in decision ? 'sent' : 'drop';
    const evidence: OrderEvidence = { resolved, at: new Date().toISOString() };
    let done: boolean;
    let second: string | undefined;
    if ('resend' in decision) {
      second = await campaigns.resend(orderId, newId(), ['held'], evidence);
      done = second !== undefined;
    } else if ('sent' in decision) {
      const { providerOrderId } = decision;
      const nextCheck = providerOrderId === undefined ? null : { inMs: 0 };
      done = await orders.move(orderId, 'reconciled', { evidence, providerOrderId, nextCheck }, ['held']);
    } else {
      done = await orders.move(orderId, 'rejected', { evidence }, ['held']);
    }
    if (!done) {
      throw new OutboxError('order-not-held', { id: orderId });
    }
    return second;
  }

  /** Resumes lanes that stopped because of insufficient credit or rejected credentials. Call it when the cause is fixed. */
  async resume(): Promise<void> {
    await this.#stored.orders.resumeLanes(this.account.name);
  }

  /**
   * Appends a call of an assistant's tool to the event log, as an event `tool-called`. The caller passes no phone number, text
   * or credential.
   */
  async recordToolCall(data: ToolCallData): Promise<void> {
    await appendEvent(this.#stored.kysely, { account: this.account.name, type: 'tool-called', data });
  }

  /**
   * Counts a send of an assistant's tool if it fits into its caps, over all instances: concurrent calls never exceed them
   * together. Call it before the message is enqueued. A reservation whose process ends counts for 24 hours.
   */
  async reserveToolSend(send: ToolSend): Promise<ToolSendReservation> {
    return this.#stored.toolSends.reserve(send);
  }

  /** Takes back a reservation of a send that certainly did not happen. */
  async releaseToolSend(key: string): Promise<void> {
    await this.#stored.toolSends.release(key);
  }

  /** Returns the sends of assistants' tools in the last hour and in the last 24 hours, of all instances. */
  async toolSends(): Promise<ToolSendPeriods> {
    return this.#stored.toolSends.used();
  }

  /** @throws StorageError `storage-off` */
  get #stored(): Backing {
    if (this.#backing === undefined) throw storageOff();
    return this.#backing;
  }
}

/** @throws InputError for an invalid id. */
function checkCampaignId(id: unknown): void {
  const faults = new Faults();
  checkUuid(faults, 'campaignId', id);
  faults.throwIfAny();
}

/** Returns whether a message has one text for a list of recipients. */
function isForOneText(message: OutboxMessage): message is Extract<OutboxMessage, { text: string }> {
  return (
    typeof message === 'object' && message !== null && 'text' in message && Array.isArray(message.recipients)
  );
}

/** Returns the recipients of several texts, each with its text. */
function* recipientsOf(
  messages: readonly { text: string; recipients: readonly string[] }[],
): Generator<CampaignRecipient> {
  for (const { text, recipients } of messages) for (const to of recipients) yield { to, text };
}

/** Maximum length of a provider order id. Actual ids have about ten digits. */
const LONGEST_PROVIDER_ID = 64;

/** @throws InputError unless the decision has exactly one of `sent`, `resend` and `drop`. */
function checkResolution(orderId: string, decision: Resolution): void {
  const faults = new Faults();
  checkUuid(faults, 'orderId', orderId);
  const given: Readonly<Record<string, unknown>> = { ...decision };
  const decisions = ['sent', 'resend', 'drop'].filter((word) => given[word] !== undefined);
  if (decisions.length !== 1 || given[decisions[0] ?? ''] !== true) {
    faults.add('decision', 'decision-required');
  }
  const { providerOrderId } = given;
  if (providerOrderId !== undefined)
    faults.plainText('providerOrderId', providerOrderId, LONGEST_PROVIDER_ID);
  faults.throwIfAny();
}
