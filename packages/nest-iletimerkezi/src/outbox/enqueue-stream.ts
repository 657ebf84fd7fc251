import {
  inputFault,
  type FaultCode,
  InputError,
  MAX_RECIPIENTS,
  parsePhone,
  type Audience,
  type E164,
  OPT_OUT_FIELD,
  type OrderHead as SmsHead,
} from 'iletimerkezi-core';
import type { HostTransaction } from '../storage/host-transaction.js';
import { guardOf } from '../options/consents.options.js';
import { EnqueueStatements, type NewGuard, type TakenCampaign } from '../storage/outbox/enqueue.js';
import type { CampaignSpend } from '../storage/spend/campaign-spend.js';
import { newId } from '../common/ids.js';
import { ContentDigest } from './content-digest.js';
import {
  checkHead,
  checkSendingHours,
  checkText,
  type EnqueueAccount,
  headOf,
  type OrderHead,
  refuseOtherContent,
} from './enqueue-input.js';
import { OutboxError } from './outbox.errors.js';
import type { CampaignMessage, CampaignRecipient, EnqueueOptions } from './outbox.types.js';

/** Rows per statement. Larger batches are not faster and would block the event loop longer. */
const BATCH = 1_000;

/** A stream of recipients with their message. */
export interface CampaignInput {
  readonly message: CampaignMessage;
  readonly recipients: AsyncIterable<CampaignRecipient> | Iterable<CampaignRecipient>;
  readonly options: EnqueueOptions;
}

/**
 * Prepares a stream of recipients, which is split into orders of 50,000. One transaction writes all of them, so a campaign
 * is stored completely or not at all. Memory use is constant. The first 1,000 recipients are checked before the first write.
 * @throws InputError with every fault of the message.
 * @returns a function that reads the stream, writes the orders and returns the campaign's id.
 */
export function prepareStream(
  account: EnqueueAccount,
  input: CampaignInput,
): (tx: HostTransaction) => Promise<string> {
  const order = checkHead(account, input.message);
  checkSendingHours(account, order, input.options);
  if (!isIterable(input.recipients)) throw noStream();
  return (tx) => new OrderCutter(new EnqueueStatements(tx), { account, order, input }).run();
}

interface Cutting {
  readonly account: EnqueueAccount;
  readonly order: SmsHead;
  readonly input: CampaignInput;
}

/** Splits the stream into orders and writes them. */
class OrderCutter {
  readonly #statements: EnqueueStatements;
  readonly #account: EnqueueAccount;
  readonly #input: CampaignInput;
  readonly #head: OrderHead;
  readonly #kind: SmsHead['kind'];
  readonly #audience: Audience;
  readonly #guard: NewGuard | undefined;
  readonly #digest: ContentDigest;
  readonly #spend: CampaignSpend | undefined;
  readonly #campaign = newId();
  /** The campaign that has the dedupe key; undefined before the first write. */
  #taken: TakenCampaign | undefined;
  #order = newId();
  #texts: string[] = [];
  #indexOfText = new Map<string, number>();
  /** Texts with `{ret}` as they were checked, by the given text. Each recipient has an own copy in `#texts`. */
  #linkedTexts = new Map<string, string>();
  #numbers: E164[] = [];
  #textIndexes: number[] = [];
  #filled = 0;
  #given = 0;
  #placed = 0;

  constructor(statements: EnqueueStatements, { account, order, input }: Cutting) {
    this.#statements = statements;
    this.#account = account;
    this.#input = input;
    this.#head = headOf(account, order, input.options);
    this.#kind = order.kind;
    this.#audience = order.kind === 'commercial' ? order.audience : 'BIREYSEL';
    this.#guard = guardOf(account.guard, input.message);
    this.#digest = new ContentDigest(this.#head);
    this.#spend = account.spend && statements.spendOf(account.spend);
  }

  async run(): Promise<string> {
    try {
      let row = 0;
      for await (const recipient of this.#input.recipients) {
        await this.#add(recipient, (row += 1));
        if (this.#isKnown && this.#ignoresContent) break;
      }
      return await this.#finish();
    } catch (error) {
      // A host that catches this error may commit its transaction, so the campaign's rows are deleted from it. After a
      // database error the transaction is already aborted.
      if (this.#taken !== undefined && !this.#isKnown) {
        await this.#statements.discard(this.#campaign).catch(() => undefined);
      }
      throw error;
    }
  }

  /** Whether a campaign with the dedupe key already existed. Then rows are compared and not written. */
  get #isKnown(): boolean {
    return this.#taken?.earlier !== undefined;
  }

  get #ignoresContent(): boolean {
    return this.#input.options.otherContent === 'ignore' || this.#taken?.earlier?.digest === null;
  }

  async #add(recipient: CampaignRecipient, row: number): Promise<void> {
    const { to, text } = fieldsOf(recipient, this.#input.message.text, row);
    const number = parsePhone(to, { abroad: this.#account.abroad });
    if (!number.ok) throw faultIn(row, `number-${number.reason}`);
    const index = this.#indexOf(text, row, number.value);
    this.#numbers.push(number.value);
    this.#textIndexes.push(index);
    this.#given += 1;
    if (this.#input.options.dedupeKey !== undefined) this.#digest.add(number.value, this.#texts[index] ?? '');
    if (this.#numbers.length >= Math.min(BATCH, MAX_RECIPIENTS - this.#filled)) await this.#flush();
  }

  async #finish(): Promise<string> {
    if (this.#given === 0) throw new OutboxError('no-recipients');
    await this.#flush();
    const { dedupeKey } = this.#input.options;
    const { id, earlier } = this.#taken ?? { id: this.#campaign };
    if (earlier) {
      if (!this.#ignoresContent) refuseOtherContent({ id, ...earlier }, this.#digest.toString());
      return id;
    }
    if (this.#filled > 0) await this.#close();
    await this.#spend?.reserve();
    const duplicates = this.#given - this.#placed;
    if (duplicates > 0 || dedupeKey !== undefined) {
      const digest = dedupeKey === undefined ? undefined : this.#digest.toString();
      await this.#statements.finish(id, duplicates, digest);
    }
    return id;
  }

  /** Returns the index of a recipient's text. Each distinct text is checked once. */
  #indexOf(given: string, row: number, number: E164): number {
    const known = this.#indexOfText.get(given);
    if (known !== undefined) return known;
    const text =
      this.#linkedTexts.get(given) ?? checkText(this.#account, { text: given, kind: this.#kind, row });
    const { optOut } = this.#account;
    if (optOut === undefined || !text.includes(OPT_OUT_FIELD)) {
      const index = this.#texts.push(text) - 1;
      this.#indexOfText.set(given, index);
      return index;
    }
    if (this.#linkedTexts.size < MAX_RECIPIENTS) this.#linkedTexts.set(given, text);
    return this.#texts.push(optOut.fill(text, { number, audience: this.#audience })) - 1;
  }

  async #flush(): Promise<void> {
    if (this.#numbers.length === 0) return;
    this.#taken ??= await this.#begin();
    if (!this.#isKnown) await this.#place();
    this.#numbers = [];
    this.#textIndexes = [];
    if (this.#filled >= MAX_RECIPIENTS) await this.#close();
    else if (this.#isKnown) this.#resetTexts();
  }

  #begin(): Promise<TakenCampaign> {
    const { dedupeKey } = this.#input.options;
    return this.#statements.begin({ id: this.#campaign, account: this.#account.name, dedupeKey });
  }

  async #place(): Promise<void> {
    const recipients = {
      campaign: this.#campaign,
      order: this.#order,
      numbers: this.#numbers,
      ...(this.#texts.length > 1 && { textIndexes: this.#textIndexes }),
    };
    const added = await this.#statements.addRecipients(recipients, this.#guard);
    this.#filled += added;
    this.#placed += added;
  }

  async #close(): Promise<void> {
    const order = {
      ...this.#head,
      lane: this.#input.options.lane ?? 'bulk',
      id: this.#order,
      campaign: this.#campaign,
      texts: this.#texts,
      recipientCount: this.#filled,
    };
    await this.#statements.addOrder(order, this.#guard);
    const { spend } = this.#account;
    if (spend) await this.#spend?.add(order, this.#texts.map(spend.partsOf));
    this.#order = newId();
    this.#resetTexts();
    this.#filled = 0;
  }

  #resetTexts(): void {
    this.#texts = [];
    this.#indexOfText = new Map();
    this.#linkedTexts = new Map();
  }
}

/** Returns a recipient's number and text. */
function fieldsOf(
  recipient: CampaignRecipient,
  common: string | undefined,
  row: number,
): { to: string; text: string } {
  const { to, text = common } = isObject(recipient) ? recipient : { to: recipient };
  if (typeof to !== 'string') throw faultIn(row, 'recipient-shape');
  if (text === undefined) throw new OutboxError('no-text', { row });
  return { to, text };
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Returns whether a value is an iterable object. A string is iterable too, but is not a stream of recipients. */
function isIterable(value: unknown): boolean {
  return isObject(value) && (Symbol.iterator in value || Symbol.asyncIterator in value);
}

const noStream = (): InputError =>
  new InputError([inputFault('recipients', 'iterable-required')], 'send-sms');

const faultIn = (row: number, code: FaultCode): InputError =>
  new InputError([inputFault(`recipients[${row - 1}]`, code)], 'send-sms');
