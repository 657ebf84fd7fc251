import { countSegments, type E164, InputError, type InputFault, MAX_RECIPIENTS } from 'iletimerkezi-core';
import { guardOf } from '../options/consents.options.js';
import type { Verdict } from '../storage/ledger/verdict.js';
import type { JudgedGroup, PreviewRepository, PreviewRules } from '../storage/outbox/preview.repository.js';
import { RECIPIENTS_PER_SECOND } from '../storage/outbox/rate-limit.repository.js';
import { mayUseReserve } from '../storage/spend/spend-statements.js';
import type { Spend, SpendRepository } from '../storage/spend/spend.repository.js';
import { ContentDigest } from './content-digest.js';
import { checkHead, checkSendingHours, type EnqueueAccount, headOf } from './enqueue-input.js';
import { type CampaignInput, REPORTED_ROWS, requireIterable } from './enqueue-stream.js';
import { NumberTexts } from './number-texts.js';
import { OutboxError } from './outbox.errors.js';
import type { CampaignPreview, PreviewedSpend, PreviewOptions } from './outbox.types.js';
import { type ReadRecipient, RecipientReader } from './recipient-reader.js';

/** Recipients per query. Other work of the process runs in between. */
const BATCH = 5_000;

/**
 * Assumed duration of one request with more than 100 recipients, in milliseconds. Such requests are sent one at a time. The
 * provider publishes no figure. Against the emulator, on two busy cores, a request takes 0.04 to 1.2 s with up to 10,000
 * recipients and 0.5 to 1.4 s with 50,000.
 */
const LARGE_REQUEST_MS = 2_000;

/** A message to preview. */
export interface PreviewInput extends Omit<CampaignInput, 'options'> {
  readonly options: PreviewOptions;
}

/** The parts of the database that a preview reads. */
export interface PreviewStorage {
  readonly repository: PreviewRepository;
  /** Undefined without spend limits. */
  readonly spend: SpendRepository | undefined;
}

/**
 * Reads a stream of recipients once and returns what sending it would do. Memory use is 48 bytes per recipient at most. Writes
 * nothing and makes no network call.
 */
export class Preview {
  readonly #account: EnqueueAccount;
  readonly #input: PreviewInput;
  readonly #storage: PreviewStorage;
  readonly #reader: RecipientReader;
  readonly #digest: ContentDigest;
  readonly #head: ReturnType<typeof headOf>;
  readonly #seen = new NumberTexts();
  readonly #faults: InputFault[] = [];
  readonly #groups = new Map<string, JudgedGroup>();
  #faultyRows = 0;
  #duplicates = 0;
  #conflicting = 0;
  #blacklisted = 0;
  #numbers: E164[] = [];
  #parts: number[] = [];
  #partsMax: number[] = [];
  #counted: { readonly text: string; readonly parts: number; readonly partsMax: number } | undefined;

  /** @throws InputError with the faults of the message, as `enqueueMany` throws it. */
  constructor(account: EnqueueAccount, input: PreviewInput, storage: PreviewStorage) {
    const order = checkHead(account, input.message);
    checkSendingHours(account, order, input.options);
    requireIterable(input.recipients);
    this.#account = account;
    this.#input = input;
    this.#storage = storage;
    this.#reader = new RecipientReader(account, input.message);
    this.#head = headOf(account, order, input.options);
    this.#digest = new ContentDigest(this.#head);
  }

  /** @throws InputError with the faults of the rows; OutboxError `no-recipients`. */
  async run(): Promise<CampaignPreview> {
    const now = await this.#storage.repository.now();
    const { notBefore } = this.#input.options;
    const earliest = new Date(Math.max(now.getTime(), notBefore?.getTime() ?? 0));
    const { hours, cap } = this.#isCommercial ? (this.#account.commercial ?? {}) : {};
    const startsAt = this.#head.sendAt ?? hours?.nextOpening(earliest) ?? earliest;
    const rules = { guard: guardOf(this.#account.guard, this.#input.message), cap, at: startsAt };
    let row = 0;
    for await (const recipient of this.#input.recipients) {
      const read = this.#reader.read(recipient, (row += 1));
      if ('number' in read) this.#add(read);
      else this.#report(read);
      if (this.#numbers.length >= BATCH) await this.#judge(rules);
    }
    if (this.#faultyRows > 0) throw new InputError(this.#faults, 'send-sms');
    if (row === 0) throw new OutboxError('no-recipients');
    await this.#judge(rules);
    return this.#result(earliest, startsAt);
  }

  get #isCommercial(): boolean {
    return this.#input.message.kind === 'commercial';
  }

  #add({ number, text }: ReadRecipient): void {
    this.#digest.add(number, text);
    const repetition = this.#seen.add(number, text);
    if (repetition !== 'new') {
      this.#duplicates += 1;
      if (repetition === 'other-text') this.#conflicting += 1;
      return;
    }
    if (this.#input.options.blacklist?.has(number)) {
      this.#blacklisted += 1;
      return;
    }
    const { parts, partsMax } = this.#count(text);
    this.#numbers.push(number);
    this.#parts.push(parts);
    this.#partsMax.push(partsMax);
  }

  /** Counts the parts of a text. A text that repeats is counted once. */
  #count(text: string): { readonly parts: number; readonly partsMax: number } {
    if (this.#counted?.text !== text) {
      const { characterMode, turkishLetterCost } = this.#account;
      const { parts, partsMax } = countSegments(text, { characterMode, turkishLetterCost });
      this.#counted = { text, parts, partsMax };
    }
    return this.#counted;
  }

  #report(faults: readonly InputFault[]): void {
    this.#faults.push(...faults);
    this.#faultyRows += 1;
    if (this.#faultyRows >= REPORTED_ROWS) throw new InputError(this.#faults, 'send-sms');
  }

  async #judge(rules: PreviewRules): Promise<void> {
    const batch = { numbers: this.#numbers, parts: this.#parts, partsMax: this.#partsMax };
    this.#numbers = [];
    this.#parts = [];
    this.#partsMax = [];
    if (this.#faultyRows > 0 || batch.numbers.length === 0) return;
    const isJudged = this.#isCommercial && (rules.guard ?? rules.cap) !== undefined;
    const groups = isJudged ? await this.#storage.repository.judge(batch, rules) : allowed(batch);
    for (const group of groups) {
      const key = `${group.verdict} ${group.parts} ${group.partsMax}`;
      const earlier = this.#groups.get(key)?.recipients ?? 0;
      this.#groups.set(key, { ...group, recipients: earlier + group.recipients });
    }
  }

  async #result(earliest: Date, startsAt: Date): Promise<CampaignPreview> {
    const groups = [...this.#groups.values()];
    const granted = groups.filter(({ verdict }) => verdict === 'granted' || verdict === 'allowed');
    const open = groups.filter(({ verdict }) => verdict === 'open');
    const going = [...granted, ...open];
    const parts = going.map((group) => group.parts);
    const credits = { min: sumOf(granted, 'parts'), max: sumOf(going, 'partsMax') };
    const recipients = countOf(granted);
    const unchecked = countOf(open);
    const total = recipients + unchecked;
    const spend = await this.#spend(credits.max, total);
    const waits = startsAt > earliest && this.#head.sendAt === undefined;
    return {
      digest: this.#digest.toString(),
      recipients,
      unchecked,
      withheld: { ...withheldIn(groups), ...(this.#blacklisted > 0 && { blacklisted: this.#blacklisted }) },
      blacklist: this.#input.options.blacklist === undefined ? 'unknown' : 'applied',
      duplicates: this.#duplicates,
      conflicting: this.#conflicting,
      parts: {
        min: parts.length > 0 ? Math.min(...parts) : 0,
        max: parts.length > 0 ? Math.max(...parts) : 0,
        total: sumOf(going, 'parts'),
      },
      credits,
      orders: Math.ceil(total / MAX_RECIPIENTS),
      startsAt,
      endsAt: this.#endOf(earliest, startsAt, total),
      ...(waits && { waitsFor: 'outside-hours' as const }),
      ...(spend && { spend }),
    };
  }

  /** Adds the duration of each order. One that would start outside of the sending hours waits for them. */
  #endOf(earliest: Date, startsAt: Date, recipients: number): Date {
    const { sendAt } = this.#head;
    const hours = this.#isCommercial && sendAt === undefined ? this.#account.commercial?.hours : undefined;
    let at = sendAt === undefined ? startsAt : earliest;
    for (let left = recipients; left > 0; left -= MAX_RECIPIENTS) {
      const duration =
        left > RECIPIENTS_PER_SECOND ? LARGE_REQUEST_MS : Math.ceil((left / RECIPIENTS_PER_SECOND) * 1_000);
      at = new Date((hours?.nextOpening(at) ?? at).getTime() + duration);
    }
    return sendAt !== undefined && sendAt > at ? sendAt : at;
  }

  /** Returns the spend limit that the message exceeds now. */
  async #spend(credits: number, recipients: number): Promise<PreviewedSpend | undefined> {
    const { spend: rules } = this.#account;
    const { spend } = this.#storage;
    if (rules === undefined || spend === undefined) return undefined;
    if (rules.perCampaign !== undefined && credits > rules.perCampaign)
      return { cap: 'perCampaign', limit: rules.perCampaign };
    const usesReserve = mayUseReserve(this.#input.message.kind, recipients);
    return exceededPeriod(await spend.read(), credits, usesReserve ? 0 : rules.reserveForTransactional);
  }
}

const PERIODS = [
  ['perMonth', 'month'],
  ['perDay', 'day'],
] as const;

/** The month is first: it ends when the day does, or later. */
function exceededPeriod(spend: Spend, credits: number, reserved: number): PreviewedSpend | undefined {
  for (const [cap, period] of PERIODS) {
    const { cap: limit, left, endsAt } = spend[period];
    if (limit === null || left === null || credits <= left - reserved) continue;
    return { cap, limit, ...(credits <= limit - reserved && { retryAt: endsAt }) };
  }
  return undefined;
}

/** Counts recipients of a message that no rule withholds. */
function allowed({
  parts,
  partsMax,
}: {
  parts: readonly number[];
  partsMax: readonly number[];
}): JudgedGroup[] {
  const groups = new Map<string, JudgedGroup>();
  parts.forEach((count, index) => {
    const most = partsMax[index] ?? count;
    const key = `${count} ${most}`;
    const recipients = (groups.get(key)?.recipients ?? 0) + 1;
    groups.set(key, { verdict: 'allowed', parts: count, partsMax: most, recipients });
  });
  return [...groups.values()];
}

const countOf = (groups: readonly JudgedGroup[]): number =>
  groups.reduce((sum, { recipients }) => sum + recipients, 0);

const sumOf = (groups: readonly JudgedGroup[], parts: 'parts' | 'partsMax'): number =>
  groups.reduce((sum, group) => sum + group[parts] * group.recipients, 0);

const GOING: ReadonlySet<Verdict> = new Set(['granted', 'allowed', 'open']);

function withheldIn(groups: readonly JudgedGroup[]): CampaignPreview['withheld'] {
  const counts: Partial<Record<Verdict, number>> = {};
  for (const { verdict, recipients } of groups) {
    if (!GOING.has(verdict)) counts[verdict] = (counts[verdict] ?? 0) + recipients;
  }
  return counts;
}
