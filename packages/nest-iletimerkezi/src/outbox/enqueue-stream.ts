import {
  inputFault,
  InputError,
  type InputFault,
  MAX_RECIPIENTS,
  type E164,
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
  type EnqueueAccount,
  headOf,
  type OrderHead,
  refuseOtherContent,
  requirePreviewed,
} from './enqueue-input.js';
import { OutboxError } from './outbox.errors.js';
import { RecipientReader } from './recipient-reader.js';
import type { CampaignMessage, CampaignRecipient, EnqueueOptions } from './outbox.types.js';

/** Rows per statement. Larger batches are not faster and would block the event loop longer. */
const BATCH = 1_000;

/** Rows with invalid values or numbers that are reported together. */
export const REPORTED_ROWS = 100;

/** A stream of recipients with their message. */
export interface CampaignInput {
  readonly message: CampaignMessage;
  readonly recipients: AsyncIterable<CampaignRecipient> | Iterable<CampaignRecipient>;
  readonly options: EnqueueOptions;
  /** The texts were rendered before, so braces in them are text. Default false. */
  readonly rendered?: boolean;
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
  requireIterable(input.recipients);
  const reader = new RecipientReader(account, input.message, input.rendered);
  return (tx) => new OrderCutter(new EnqueueStatements(tx), { account, order, input, reader }).run();
}

interface Cutting {
  readonly account: EnqueueAccount;
  readonly order: SmsHead;
  readonly input: CampaignInput;
  readonly reader: RecipientReader;
}

/** Splits the stream into orders and writes them. */
class OrderCutter {
  readonly #statements: EnqueueStatements;
  readonly #account: EnqueueAccount;
  readonly #input: CampaignInput;
  readonly #head: OrderHead;
  readonly #guard: NewGuard | undefined;
  readonly #digest: ContentDigest;
  readonly #spend: CampaignSpend | undefined;
  readonly #campaign = newId();
  readonly #reader: RecipientReader;
  readonly #faults: InputFault[] = [];
  #faultyRows = 0;
  /** The campaign that has the dedupe key; undefined before the first write. */
  #taken: TakenCampaign | undefined;
  #order = newId();
  #texts: string[] = [];
  #indexOfText = new Map<string, number>();
  #numbers: E164[] = [];
  #textIndexes: number[] = [];
  #filled = 0;
  #given = 0;
  #placed = 0;

  constructor(statements: EnqueueStatements, { account, order, input, reader }: Cutting) {
    this.#statements = statements;
    this.#reader = reader;
    this.#account = account;
    this.#input = input;
    this.#head = headOf(account, order, input.options);
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
    const read = this.#reader.read(recipient, row);
    if (!('number' in read)) return this.#report(read);
    // A campaign with faults is not stored: further rows are only read for theirs.
    if (this.#faultyRows > 0) return;
    const { number, text } = read;
    this.#numbers.push(number);
    this.#textIndexes.push(this.#indexOf(text));
    this.#given += 1;
    const { dedupeKey, expect } = this.#input.options;
    if (dedupeKey !== undefined || expect !== undefined) this.#digest.add(number, text);
    if (this.#numbers.length >= Math.min(BATCH, MAX_RECIPIENTS - this.#filled)) await this.#flush();
  }

  /** @throws InputError for a list of numbers, or when enough rows of values have faults. */
  #report(faults: readonly InputFault[]): void {
    this.#faults.push(...faults);
    this.#faultyRows += 1;
    if (!this.#reader.isPersonal || this.#faultyRows >= REPORTED_ROWS) throw this.#inputError();
  }

  #inputError(): InputError {
    return new InputError(this.#faults, 'send-sms');
  }

  async #finish(): Promise<string> {
    if (this.#faultyRows > 0) throw this.#inputError();
    if (this.#given === 0) throw new OutboxError('no-recipients');
    requirePreviewed(this.#input.options.expect, () => this.#digest.toString());
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

  /** Returns the index of a text in the order. */
  #indexOf(text: string): number {
    const known = this.#indexOfText.get(text);
    if (known !== undefined) return known;
    const index = this.#texts.push(text) - 1;
    this.#indexOfText.set(text, index);
    return index;
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
  }
}

/**
 * Requires an iterable object. A string is iterable too, but is not a stream of recipients.
 * @throws InputError
 */
export function requireIterable(value: unknown): void {
  const isIterable =
    typeof value === 'object' &&
    value !== null &&
    (Symbol.iterator in value || Symbol.asyncIterator in value);
  if (!isIterable) throw new InputError([inputFault('recipients', 'iterable-required')], 'send-sms');
}
