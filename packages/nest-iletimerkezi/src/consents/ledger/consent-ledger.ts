import type { Kysely } from 'kysely';
import { requireText } from '../../common/inputs.js';
import { requireTransaction } from '../../storage/host-transaction.js';
import { ownTransaction } from '../../storage/outbox/enqueue.js';
import { LedgerRepository } from '../../storage/ledger/ledger.repository.js';
import { ListingRepository } from '../../storage/ledger/listing.repository.js';
import { inTransaction } from '../../storage/repeat.js';
import type { Tables } from '../../storage/schema.js';
import { chainHash, CHAIN_START, commitTo, textHash } from './chain.js';
import { CSV_HEADER, csvLine } from './csv.js';
import { type ConsentExport, exportOf } from './evidence.js';
import { ConsentRefusedError, LedgerError } from './ledger.errors.js';
import { storageOff } from '../../storage/storage.errors.js';
import type {
  ChainReport,
  ConsentEntry,
  ConsentFilter,
  ConsentKey,
  ConsentList,
  ConsentTotal,
  CurrentConsent,
  DeclineEntry,
  Declined,
  EraseOptions,
  LedgerRecord,
  OptOut,
  OptOutEntry,
  RecordedConsent,
  RecordManyResult,
  RecordOptions,
  RefusedEntry,
  SortedRecipients,
} from './ledger.types.js';
import {
  type RegistrationBacklog,
  RegistrationsRepository,
} from '../../storage/ledger/registrations.repository.js';
import { decline } from './decline.js';
import {
  evidenceFault,
  requireBrandCode,
  requireEntries,
  requireFilter,
  requireMoment,
  requireRange,
  requireRecipient,
  requireRecipients,
  storageFault,
} from './ledger-input.js';
import { optOut } from './opt-out.js';
import { BATCH, normalised, recordBatch, type Target } from './record-batch.js';

const PAGE = 5_000;
/** SHA-256 in hexadecimal digits. */
const HASH_LENGTH = 64;
const LONGEST_REASON = 1_000;

/** What the ledger knows of the account. */
export interface LedgerAccount {
  readonly name: string;
  readonly brandCode?: string;
  /** Whether consents for ARAMA may be of landlines. */
  readonly landlines?: boolean;
}

/**
 * Consents and refusals, kept so that they stand up at an audit: records are only ever added, each is chained to the
 * one before by its hash, and the database refuses to change them.
 *
 * @example
 * await ledger.record({ recipient: phone, recipientType: 'BIREYSEL', channel: 'MESAJ', status: 'ONAY',
 *   source: 'HS_WEB', evidence: { text: shownText, locale: 'tr-TR' } });
 */
export class ConsentLedger {
  readonly #db: Kysely<Tables> | undefined;

  constructor(
    private readonly account: LedgerAccount,
    db: Kysely<Tables> | undefined,
  ) {
    this.#db = db;
  }

  /**
   * Keeps one record and queues its registration, both in one transaction.
   * @throws ConsentRefusedError with every fault when it is no consent record; StorageError `storage-off`, LedgerError `brand-code-missing`.
   */
  async record(entry: ConsentEntry, options: RecordOptions = {}): Promise<RecordedConsent> {
    const { recorded, refused } = await this.recordMany([entry], options);
    const [record] = recorded;
    if (record === undefined) throw new ConsentRefusedError(refused.flatMap(({ faults }) => faults));
    return record;
  }

  /**
   * Keeps records in batches of 5,000, each in a transaction of its own, or all in the host's. Entries that are no
   * consent records are returned with all their faults; the others are kept. A refusal counts from the moment it is
   * recorded; to load the past of another system set `history`, or use `ConsentSync`.
   */
  async recordMany(entries: readonly ConsentEntry[], options: RecordOptions = {}): Promise<RecordManyResult> {
    const db = this.#storage;
    requireEntries(entries);
    const target = this.#target(options, options.history ? 'given' : 'arrival');
    const host = options.tx === undefined ? undefined : await requireTransaction(options.tx);
    const recorded: RecordedConsent[] = [];
    const refused: RefusedEntry[] = [];
    const usable: { entry: ConsentEntry; index: number }[] = [];
    entries.forEach((entry, index) => {
      const fault = storageFault(entry);
      if (fault) refused.push({ index, faults: [fault] });
      else usable.push({ entry, index });
    });
    for (let start = 0; start < usable.length; start += BATCH) {
      const rows = usable.slice(start, start + BATCH);
      const batch = rows.map(({ entry }) => entry);
      const indexOf = (at: number): number => rows[at]?.index ?? at;
      const result = host
        ? await recordBatch(host, target, batch)
        : await inTransaction(db, (tx) => recordBatch(ownTransaction(tx), target, batch));
      for (const one of result.recorded) recorded.push({ ...one, index: indexOf(one.index) });
      for (const one of result.refused) refused.push({ ...one, index: indexOf(one.index) });
    }
    return { recorded, refused: refused.toSorted((a, b) => a.index - b.index) };
  }

  /** What counts now for a recipient; undefined where nothing is known. */
  async current(key: ConsentKey, brandCode?: string): Promise<CurrentConsent | undefined> {
    requireRecipients([key?.recipient], key);
    const recipient = normalised(key.recipient, key.channel);
    return this.#repository.current(this.#brand(brandCode), { ...key, recipient });
  }

  /** What counts now for many, by their number in E.164; who is not in the map is not known. */
  async currentOfMany(
    recipients: readonly string[],
    about: Omit<ConsentKey, 'recipient'>,
    brandCode?: string,
  ): Promise<Map<string, CurrentConsent>> {
    requireRecipients(recipients, about);
    const states = await this.#repository.currentOfMany(this.#brand(brandCode), recipients, about);
    return new Map(states.map((state) => [state.recipient, state]));
  }

  /**
   * Sorts recipients of a commercial message by what counts for them now, each with the record it rests on: keep that
   * with the order. Numbers are compared in E.164; what is no number is among the unknown.
   */
  async sort(
    recipients: readonly string[],
    about: Omit<ConsentKey, 'recipient'>,
    brandCode?: string,
  ): Promise<SortedRecipients> {
    requireRecipients(recipients, about);
    const numbers = [...new Set(recipients.map((recipient) => normalised(recipient, about.channel)))];
    const states = await this.currentOfMany(numbers, about, brandCode);
    const sorted = {
      granted: new Map<string, number>(),
      refused: new Map<string, number>(),
      unknown: [] as string[],
    };
    for (const number of numbers) {
      const state = states.get(number);
      if (state === undefined) sorted.unknown.push(number);
      else sorted[state.status === 'RET' ? 'refused' : 'granted'].set(number, state.position);
    }
    return sorted;
  }

  /**
   * Records that somebody wants no more messages: for a STOP link or a reply. It counts from this moment, also where
   * nothing is known of them, and is registered with the registry where that takes it; a refusal that it would not take
   * is `held`, binding all the same. Who refuses already is not recorded again.
   * @throws ConsentRefusedError when it is no recipient; StorageError `storage-off`, LedgerError `brand-code-missing`.
   */
  async optOut(entry: OptOutEntry, options: RecordOptions = {}): Promise<OptOut> {
    const db = this.#storage;
    const fault = storageFault(entry);
    if (fault) throw new ConsentRefusedError([fault]);
    const target = this.#target(options, 'arrival');
    if (options.tx !== undefined) return optOut(await requireTransaction(options.tx), target, entry);
    return inTransaction(db, (tx) => optOut(ownTransaction(tx), target, entry));
  }

  /**
   * Records that somebody who was asked for consent did not give it. Where a consent stands it is withdrawn: a refusal
   * is recorded and counts from now. Where none stands nothing has to be registered, and the decision is kept as
   * evidence. The answer says which of the two happened, for the text that the person reads.
   * @throws ConsentRefusedError when a recipient is none; StorageError `storage-off`, LedgerError `brand-code-missing`.
   */
  async decline(
    entries: readonly DeclineEntry[],
    options: Omit<RecordOptions, 'history'> = {},
  ): Promise<Declined> {
    const db = this.#storage;
    requireEntries(entries);
    const faults = entries.flatMap((entry) => {
      // Who did not say who they are cannot be told apart: then only the evidence is kept.
      const isNobody = entry !== null && entry?.recipient === undefined;
      return (isNobody ? evidenceFault({ ...entry }) : storageFault(entry)) ?? [];
    });
    if (faults.length > 0) throw new ConsentRefusedError(faults);
    const target = this.#target(options, 'arrival');
    if (options.tx !== undefined) return decline(await requireTransaction(options.tx), target, entries);
    return inTransaction(db, (tx) => decline(ownTransaction(tx), target, entries));
  }

  /** All that was ever recorded about a recipient and not erased, oldest first. */
  async history(recipient: string, brandCode?: string): Promise<LedgerRecord[]> {
    requireRecipient(recipient);
    const channel = recipient.includes('@') ? 'EPOSTA' : 'ARAMA';
    return this.#repository.history(this.#brand(brandCode), normalised(recipient, channel));
  }

  /**
   * A page of what counts now, the newest record first: for people who look something up. To sort the recipients of a
   * message take {@link sort}.
   */
  async list({ limit = 50, after, ...filter }: ConsentFilter = {}, brandCode?: string): Promise<ConsentList> {
    requireFilter({ ...filter, limit, after });
    const found = await new ListingRepository(this.#storage).list(this.#brand(brandCode), filter, {
      after,
      limit: limit + 1,
    });
    const consents = found.slice(0, limit);
    return { consents, next: found.length > limit ? consents.at(-1)?.position : undefined };
  }

  /** How many recipients consent and refuse now, by channel and recipient type. */
  async totals(brandCode?: string): Promise<ConsentTotal[]> {
    return new ListingRepository(this.#storage).totals(this.#brand(brandCode));
  }

  /**
   * Reads a brand's chain from its start and counts every hash anew.
   * @param options `expected` is a head that was noted somewhere else before: the only protection against somebody who can
   *   write the whole database anew. The chain must have passed through it.
   */
  async verifyChain(options: { brandCode?: string; expected?: string } = {}): Promise<ChainReport> {
    const brandCode = this.#brand(options.brandCode);
    if (options.expected !== undefined) requireText('expected', options.expected, HASH_LENGTH);
    // Looked at first: what is appended from here on stands behind the end that is read next.
    const last = await this.#repository.last(brandCode);
    const { length, head } = (await this.#repository.head(brandCode)) ?? { length: 0, head: CHAIN_START };
    let previous = CHAIN_START;
    let position = 0;
    let erased = 0;
    let passed = options.expected === undefined || options.expected === previous;
    while (position < length) {
      const page = await this.#repository.page(brandCode, position, Math.min(PAGE, length - position));
      if (page.length === 0) return { whole: false, position: position + 1, fault: 'missing' };
      for (const record of page) {
        position += 1;
        const fault = faultOf(record, position, previous);
        if (fault) return { whole: false, position, fault };
        if (record.recipient === undefined) erased += 1;
        previous = record.hash;
        passed ||= previous === options.expected;
      }
    }
    if (previous !== head || last > length || !passed) return { whole: false, position, fault: 'cut-off' };
    return { whole: true, records: position, erased, head: previous };
  }

  /** All that an auditor, or the person, needs about one recipient: as JSON, and as a page to print. */
  async exportEvidence(recipient: string, brandCode?: string): Promise<ConsentExport> {
    requireRecipient(recipient);
    const brand = this.#brand(brandCode);
    const channel = recipient.includes('@') ? 'EPOSTA' : 'ARAMA';
    const records = await this.history(recipient, brand);
    const head = await this.#repository.head(brand);
    const number = normalised(recipient, channel);
    const declined = await this.#repository.declines(brand, number);
    return exportOf({ brandCode: brand, recipient: number, records, declined, head });
  }

  /** The records of a time (from, inclusive, to, exclusive) as CSV in pieces; memory stays flat. */
  async *exportRange(range: { from: Date; to: Date; brandCode?: string }): AsyncGenerator<string> {
    requireRange(range);
    const brandCode = this.#brand(range.brandCode);
    yield CSV_HEADER;
    for (let after = 0; ;) {
      const page = await this.#repository.page(brandCode, after, PAGE);
      const wanted = page.filter(({ recordedAt }) => recordedAt >= range.from && recordedAt < range.to);
      if (wanted.length > 0) yield wanted.map(csvLine).join('');
      const last = page.at(-1);
      if (last === undefined) return;
      after = last.position;
    }
  }

  /**
   * Erases a recipient: number, evidence about the person and salt are removed; the chain stays valid and the rest of each
   * record readable. A refusal is forgotten too: keep the person out of the lists that you send from. The erasure itself
   * is kept, without anything personal.
   * @throws LedgerError without a `reason`: `consent-stands` while a consent stands, `withdrawal-recent` within three
   *   years of a withdrawal. The proof is to be kept for three years after the end of the consent (regulation
   *   2015/29417, art. 13).
   * @returns how many records were about them.
   */
  async erase(recipient: string, { brandCode, reason }: EraseOptions = {}): Promise<number> {
    requireRecipient(recipient);
    if (reason !== undefined && reason !== '') requireText('reason', reason, LONGEST_REASON);
    const channel = recipient.includes('@') ? 'EPOSTA' : 'ARAMA';
    const erased = await this.#repository.erase(
      this.#brand(brandCode),
      normalised(recipient, channel),
      reason?.trim() || undefined,
    );
    if (erased === 'consent-stands') throw new LedgerError('consent-stands');
    if (erased === 'withdrawal-recent') throw new LedgerError('withdrawal-recent');
    return erased;
  }

  /**
   * Erases what is personal in records whose validity ended before that moment: a consent ends with the refusal that
   * follows it, a refusal with the consent that follows it. What counts now is kept: a standing consent as its proof, a
   * standing refusal because its number is what blocks messages. Evidence of refusals in forms goes by its own date.
   *
   * The proof of a consent is to be kept for three years after its end, other records for three years from their date
   * (regulation 2015/29417, art. 13): pass a moment three years ago.
   * @returns how many records were erased.
   */
  async eraseBefore(before: Date, brandCode?: string): Promise<number> {
    requireMoment('before', before);
    return this.#repository.eraseEnded(this.#brand(brandCode), before, PAGE);
  }

  #target(options: RecordOptions, dating: Target['dating']): Target {
    return {
      account: this.account.name,
      brandCode: this.#brand(options.brandCode),
      register: options.register ?? true,
      origin: 'host',
      dating,
      landlines: this.account.landlines,
    };
  }

  #brand(given: string | undefined): string {
    const brandCode = given ?? this.account.brandCode;
    if (brandCode === undefined) throw new LedgerError('brand-code-missing');
    requireBrandCode(brandCode);
    return brandCode;
  }

  /**
   * How far the registration of this account's records is behind: what waits, until when, and what came too late.
   * @throws StorageError `storage-off`.
   */
  async registrations(): Promise<RegistrationBacklog> {
    return new RegistrationsRepository(this.#storage, this.account.name).backlog();
  }

  get #storage(): Kysely<Tables> {
    if (this.#db === undefined) throw storageOff();
    return this.#db;
  }

  get #repository(): LedgerRepository {
    return new LedgerRepository(this.#storage);
  }
}

function faultOf(
  record: LedgerRecord,
  position: number,
  previous: string,
): Exclude<ChainReport, { whole: true }>['fault'] | undefined {
  if (record.position !== position) return 'missing';
  if (chainHash(previous, record) !== record.hash) return 'changed';
  const { salt, recipient, trace, commitment, text, form } = record;
  if (salt !== undefined && recipient !== undefined && commitTo(salt, recipient, trace) !== commitment) {
    return 'personal-changed';
  }
  if (text !== undefined && !form?.includes(textHash(text))) return 'text-changed';
  return undefined;
}
