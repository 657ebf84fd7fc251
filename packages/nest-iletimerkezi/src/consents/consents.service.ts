import { Injectable } from '@nestjs/common';
import type { Audience } from 'iletimerkezi-core';
import { requireText } from '../common/inputs.js';
import { requireTransaction } from '../storage/host-transaction.js';
import { currentConsents } from '../storage/ledger/current-consents.js';
import { LedgerRepository } from '../storage/ledger/ledger.repository.js';
import { ListingRepository } from '../storage/ledger/listing.repository.js';
import { ownTransaction } from '../storage/outbox/enqueue.js';
import { inTransaction } from '../storage/repeat.js';
import type { ConsentStore } from './consent-store.js';
import type { ConsentGuard, ConsentPreview, PreviewOptions, SendBasis } from './guard/consent-guard.js';
import type { ConsentImport } from './import/consent-import.js';
import { CSV_HEADER, csvLine } from './ledger/csv.js';
import { decline } from './ledger/decline.js';
import { type ConsentExport, exportOf } from './ledger/evidence.js';
import type { ConsentNotices } from './ledger/consent-notices.js';
import { ConsentRefusedError, LedgerError } from './ledger/ledger.errors.js';
import { requireEntries, requireFilter, requireMoment, requireRange } from './ledger/ledger-input.js';
import type {
  BrandOptions,
  ChainReport,
  ConsentEntry,
  ConsentFilter,
  ConsentList,
  DeclineEntry,
  Declined,
  EraseOptions,
  OptOut,
  OptOutEntry,
  RecordedConsent,
  RecordManyResult,
  RecordOptions,
} from './ledger/ledger.types.js';
import type { ConsentKey } from '../storage/ledger/consent-key.js';
import type { ConsentTotal, LedgerRecord } from '../storage/ledger/ledger-rows.js';
import type { CurrentConsent } from '../storage/ledger/current-consents.js';
import { optOut } from './ledger/opt-out.js';
import type { Target } from './ledger/record-batch.js';
import { recordMany } from './ledger/record-many.js';
import { parseDecline, parseEntry } from './ledger/review-entry.js';
import { verifyChain } from './ledger/verify-chain.js';
import { parseRecipient, parseRecipients } from './recipients.js';
import type { ConsentRegistry } from './registry/consent-registry.js';

/** Records in one page of a read. */
const PAGE = 5_000;
/** SHA-256 in hexadecimal digits. */
const HASH_LENGTH = 64;
const LONGEST_REASON = 1_000;

/**
 * The consent ledger of an account: records consents and refusals as evidence, and answers what counts now. Records are
 * only added, each is chained to the one before by its hash, and the database rejects changes to them. Needs the option
 * `storage`; without it every method throws a StorageError `storage-off`. `brandCode` is the module's option unless a
 * call names another.
 *
 * @example
 * await consents.record({ recipient: phone, recipientType: 'BIREYSEL', channel: 'MESAJ', status: 'ONAY',
 *   source: 'HS_WEB', evidence: { text: shownText, locale: 'tr-TR' } });
 */
@Injectable()
export class ConsentsService {
  /** Registration at İYS, checks against it, and the verification of the ledger. */
  readonly registry: ConsentRegistry;
  /** Imports consents from files and from tables of the host. */
  readonly import: ConsentImport;
  readonly #store: ConsentStore;
  readonly #guard: ConsentGuard;
  readonly #notices: ConsentNotices | undefined;

  constructor(parts: {
    readonly store: ConsentStore;
    readonly guard: ConsentGuard;
    readonly registry: ConsentRegistry;
    readonly import: ConsentImport;
    /** Undefined where no outbox is built. */
    readonly notices?: ConsentNotices;
  }) {
    this.#store = parts.store;
    this.#guard = parts.guard;
    this.registry = parts.registry;
    this.import = parts.import;
    this.#notices = parts.notices;
  }

  /**
   * Records one consent or refusal and queues its registration, in one transaction. With `notify`, the same transaction
   * enqueues a message that informs the person about the consent.
   * @throws ConsentRefusedError with every fault when the entry is no valid record; StorageError `storage-off`; LedgerError
   *   `brand-code-missing`.
   */
  async record(entry: ConsentEntry, options: RecordOptions = {}): Promise<RecordedConsent> {
    const { recorded, refused } = await this.recordMany([entry], options);
    const [record] = recorded;
    if (record === undefined) throw new ConsentRefusedError(refused.flatMap(({ faults }) => faults));
    return record;
  }

  /**
   * Records entries in batches of 5,000, each in a transaction of its own, or all in the host's (`tx`). Invalid entries
   * are returned with all their faults; the others are recorded. A refusal counts from the moment it is recorded; set
   * `history`, or use `import`, to load past records of another system.
   */
  async recordMany(entries: readonly ConsentEntry[], options: RecordOptions = {}): Promise<RecordManyResult> {
    const db = this.#store.database;
    requireEntries(entries);
    const target = {
      ...this.#target(options, options.history ? 'given' : 'arrival'),
      ...this.#noticesOf(options),
    };
    const host = options.tx === undefined ? undefined : await requireTransaction(options.tx);
    return recordMany(db, host, target, entries);
  }

  /**
   * Records that a person wants no more messages, for a STOP link or a reply. The refusal counts from this moment, also
   * for a recipient without an earlier record, and its registration is queued. A refusal that İYS would reject is `held`
   * and blocks messages all the same. A recipient whose refusal already stands is not recorded again.
   * @throws ConsentRefusedError when the recipient is invalid; StorageError `storage-off`; LedgerError
   *   `brand-code-missing`.
   *
   * @example
   * await consents.optOut({ recipient: phone, recipientType: 'BIREYSEL', channel: 'MESAJ' });
   */
  async optOut(entry: OptOutEntry, options: RecordOptions = {}): Promise<OptOut> {
    const db = this.#store.database;
    const target = this.#target(options, 'arrival');
    const parsed = parseEntry({ source: 'HS_MESAJ', ...entry, status: 'RET' }, target);
    if (!parsed.ok) throw new ConsentRefusedError(parsed.faults);
    const refusal = parsed.value;
    if (options.tx !== undefined) return optOut(await requireTransaction(options.tx), target, refusal);
    return inTransaction(db, (tx) => optOut(ownTransaction(tx), target, refusal));
  }

  /**
   * Records that a person who was asked for consent did not give it. A standing consent is withdrawn: a refusal is
   * recorded and counts from now. Without one there is nothing to register, and the decision is stored as evidence. The
   * result states which of the two happened.
   * @throws ConsentRefusedError when a given recipient is invalid; StorageError `storage-off`; LedgerError
   *   `brand-code-missing`.
   */
  async decline(
    entries: readonly DeclineEntry[],
    options: Omit<RecordOptions, 'history'> = {},
  ): Promise<Declined> {
    const db = this.#store.database;
    requireEntries(entries);
    const parsed = entries.map(parseDecline);
    const faults = parsed.flatMap((each) => (each.ok ? [] : each.faults));
    if (faults.length > 0) throw new ConsentRefusedError(faults);
    const declined = parsed.flatMap((each) => (each.ok ? [each.value] : []));
    const target = this.#target(options, 'arrival');
    if (options.tx !== undefined) return decline(await requireTransaction(options.tx), target, declined);
    return inTransaction(db, (tx) => decline(ownTransaction(tx), target, declined));
  }

  /** Returns the current consent of a recipient; undefined without a record. */
  async current(key: ConsentKey, options?: BrandOptions): Promise<CurrentConsent | undefined> {
    const states = await this.currentMany([key?.recipient], { ...key }, options);
    return [...states.values()][0];
  }

  /**
   * Returns the current consents of many recipients, keyed by the number in E.164 or the e-mail address. Recipients
   * without a record are not in the map.
   */
  async currentMany(
    recipients: readonly string[],
    about: Omit<ConsentKey, 'recipient'>,
    { brandCode }: BrandOptions = {},
  ): Promise<Map<string, CurrentConsent>> {
    const parsed = parseRecipients(recipients, about);
    const tx = ownTransaction(this.#store.database);
    const states = await currentConsents(tx, this.#store.brandCode(brandCode), parsed, about);
    return new Map(states.map((state) => [state.recipient, state]));
  }

  /** Returns all records of a recipient that were not erased, oldest first. */
  async history(recipient: string, { brandCode }: BrandOptions = {}): Promise<LedgerRecord[]> {
    const parsed = parseRecipient(recipient);
    return this.#ledger.history(this.#store.brandCode(brandCode), parsed);
  }

  /** Returns a page of current consents, newest record first, for a person who looks something up. */
  async list({ limit = 50, after, brandCode, ...filter }: ConsentFilter = {}): Promise<ConsentList> {
    requireFilter({ ...filter, limit, after });
    const found = await this.#listing.list(this.#store.brandCode(brandCode), filter, {
      after,
      limit: limit + 1,
    });
    const consents = found.slice(0, limit);
    return { consents, next: found.length > limit ? consents.at(-1)?.position : undefined };
  }

  /** Counts the recipients that consent and refuse now, by channel and recipient type. */
  async totals({ brandCode }: BrandOptions = {}): Promise<ConsentTotal[]> {
    return this.#listing.totals(this.#store.brandCode(brandCode));
  }

  /**
   * Returns which recipients would get a commercial SMS, which would not, and why. Makes no call to İYS unless `check` is
   * set; recipients that a send would check first are in `unchecked`.
   * @throws TooManyToCheckError before any call, with `check` and more than 200 recipients to look up; LedgerError without
   * storage or brand code.
   *
   * @example
   * const { granted, withheld, unchecked } = await consents.preview(numbers, 'BIREYSEL');
   */
  preview(
    recipients: readonly string[],
    audience: Audience,
    options?: PreviewOptions,
  ): Promise<ConsentPreview> {
    return this.#guard.preview(recipients, audience, options);
  }

  /**
   * Returns the records that a direct commercial send relied on, by the provider's order id; undefined for other orders.
   * For orders of the outbox use `Campaign.recipients`.
   */
  sendBasis(orderId: string): Promise<SendBasis | undefined> {
    return this.#guard.sendBasis(orderId);
  }

  /**
   * Reads a brand's chain from its first record and computes every hash again.
   * @param options `expected`: a `head` that was stored elsewhere earlier. It is the only protection against a person who
   * can rewrite the database; the chain must have passed through it.
   */
  async verifyChain({
    brandCode,
    expected,
  }: BrandOptions & { expected?: string } = {}): Promise<ChainReport> {
    const brand = this.#store.brandCode(brandCode);
    if (expected !== undefined) requireText('expected', expected, HASH_LENGTH);
    return verifyChain(this.#ledger, brand, expected);
  }

  /** Returns all records of one recipient with their evidence, as JSON and as a page to print. */
  async export(recipient: string, { brandCode }: BrandOptions = {}): Promise<ConsentExport> {
    const parsed = parseRecipient(recipient);
    const ledger = this.#ledger;
    const brand = this.#store.brandCode(brandCode);
    const records = await ledger.history(brand, parsed);
    const head = await ledger.head(brand);
    const declined = await ledger.declines(brand, parsed);
    return exportOf({ brandCode: brand, recipient: parsed, records, declined, head });
  }

  /** Yields the records of a period (`from` inclusive, `to` exclusive) as CSV, page by page. */
  async *exportRange(range: BrandOptions & { from: Date; to: Date }): AsyncGenerator<string> {
    requireRange(range);
    const { from, to } = range;
    const ledger = this.#ledger;
    const brand = this.#store.brandCode(range.brandCode);
    yield CSV_HEADER;
    for (let after = 0; ;) {
      const page = await ledger.page(brand, after, PAGE);
      const inRange = page.filter(({ recordedAt }) => recordedAt >= from && recordedAt < to);
      if (inRange.length > 0) yield inRange.map(csvLine).join('');
      const last = page.at(-1);
      if (last === undefined) return;
      after = last.position;
    }
  }

  /**
   * Erases a recipient: number, personal evidence and salt are deleted. The chain stays valid and the rest of each record
   * readable. A refusal is erased too: keep the person out of the lists you send from. The erasure is stored without
   * anything personal.
   * @throws LedgerError without a `reason`: `consent-stands` while a consent stands, `withdrawal-recent` within three
   *   years of a withdrawal. The evidence has to be kept for three years after the end of the consent (regulation
   *   2015/29417, art. 13).
   * @returns the number of records erased.
   */
  async erase(recipient: string, { brandCode, reason }: EraseOptions = {}): Promise<number> {
    const parsed = parseRecipient(recipient);
    if (reason !== undefined && reason !== '') requireText('reason', reason, LONGEST_REASON);
    const erased = await this.#ledger.erase(
      this.#store.brandCode(brandCode),
      parsed,
      reason?.trim() || undefined,
    );
    if (typeof erased === 'string') throw new LedgerError(erased);
    return erased;
  }

  /**
   * Erases what is personal in records whose validity ended before `before`. A consent ends with the refusal that follows
   * it, a refusal with the consent that follows it. Current records are kept: a standing consent as its own evidence, a
   * standing refusal because its number blocks messages. Stored refusals of forms are erased by their own date.
   *
   * Evidence of a consent has to be kept for three years after its end, other records for three years from their date
   * (regulation 2015/29417, art. 13): pass a moment three years ago.
   * @returns the number of records erased.
   */
  async eraseBefore(before: Date, { brandCode }: BrandOptions = {}): Promise<number> {
    requireMoment('before', before);
    return this.#ledger.eraseEnded(this.#store.brandCode(brandCode), before, PAGE);
  }

  /** @throws InputError with every fault of the notice. */
  #noticesOf({ notify }: RecordOptions): Pick<Target, 'notice'> {
    if (notify === undefined || this.#notices === undefined) return {};
    const notices = this.#notices;
    notices.check(notify);
    return { notice: (person) => notices.prepare(notify, person) };
  }

  #target(options: RecordOptions, dating: Target['dating']): Target {
    const { account } = this.#store;
    return {
      account: account.name,
      brandCode: this.#store.brandCode(options.brandCode),
      register: options.register ?? true,
      origin: 'host',
      dating,
      landlines: account.landlines,
    };
  }

  get #ledger(): LedgerRepository {
    return new LedgerRepository(this.#store.database);
  }

  get #listing(): ListingRepository {
    return new ListingRepository(this.#store.database);
  }
}
