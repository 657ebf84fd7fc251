import {
  type Audience,
  type E164,
  isE164,
  PROVIDER_DAYS,
  type ConsentChannel,
  type ConsentEvidence,
  type KnownConsent,
} from 'iletimerkezi-core';
import type { HostTransaction } from '../../storage/host-transaction.js';
import { keyText } from '../../storage/ledger/consent-key.js';
import { currentConsents } from '../../storage/ledger/current-consents.js';
import { AppendStatements, type NewRecord } from '../../storage/ledger/append.js';
import { chainHash, commitTo, saltsFor, textHash } from './chain.js';
import type { PreparedNotice } from './consent-notices.js';
import type { RecordedConsent, RecordManyResult, RefusedEntry } from './ledger.types.js';
import { arrivalAfter } from './record-time.js';
import { type LedgerEntry, reviewEntry, type ReviewRules } from './review-entry.js';

/** The chain to append to, and how. */
export interface Target extends ReviewRules {
  readonly account: string;
  readonly brandCode: string;
  readonly register: boolean;
  readonly origin: 'host' | 'registry';
  /** Decides which valid records to leave out; they are neither recorded nor refused. */
  readonly skip?: Skip;
  /** Prepares the notice of a consent; undefined without notices. */
  readonly notice?: (person: { number: E164; audience: Audience }) => PreparedNotice;
}

/**
 * Returns whether to leave out a record. `known`: the recipient's current record; `countsFrom`: when the new one would count
 * from.
 */
export type Skip = (
  entry: LedgerEntry,
  known: KnownConsent | undefined,
  countsFrom: Date,
  now: Date,
) => boolean;

/** Rows in a statement, and records in a request. Source: provider documentation, iys-register. */
export const BATCH = 5_000;

/**
 * The period in which the provider accepts a consent. The business days of the law never end earlier, and their calendar does
 * not cover every date of an import. Source: provider documentation, iys-register.
 */
const PROVIDER_PERIOD_MS = PROVIDER_DAYS * 86_400_000;

/** Reviews up to {@link BATCH} entries and appends the valid ones in the given transaction. */
export async function recordBatch(
  tx: HostTransaction,
  target: Target,
  entries: readonly LedgerEntry[],
): Promise<RecordManyResult> {
  const { brandCode, account, origin, dating } = target;
  const statements = new AppendStatements(tx);
  const recipients = new Set(entries.map(({ recipient }) => recipient));
  const { length, head, now } = await statements.lock(brandCode);
  const known = new Map<string, KnownConsent>();
  const moments = new Map<string, Date>();
  for (const state of await currentConsents(tx, brandCode, [...recipients])) {
    known.set(keyText(state), { status: state.status, consentDate: state.asOf });
    if (dating === 'arrival') moments.set(keyText(state), arrivalAfter(state.asOf, now));
  }

  const submitted =
    dating === 'arrival' ? await submittedOf(statements, brandCode, entries) : new Map<string, number>();

  const nextSalt = saltsFor(entries.length);
  const texts = new Map<string, string>();
  const records: NewRecord[] = [];
  const recorded: RecordedConsent[] = [];
  const refused: RefusedEntry[] = [];
  const notices = new Map<string, PreparedNotice>();
  let previous = head;
  entries.forEach((entry, index) => {
    const key = keyText(entry);
    const before = known.get(key);
    const recordedAt = moments.get(key) ?? now;
    const { time, faults, registration: outcome } = reviewEntry(entry, target, before, recordedAt);
    if (time === undefined || (faults.length > 0 && origin === 'host')) {
      refused.push({ index, faults });
      return;
    }
    const submission = submissionKey(key, entry.evidence);
    const repeatedOf = submission === undefined ? undefined : submitted.get(submission);
    if (repeatedOf !== undefined) {
      recorded.push({
        index,
        position: repeatedOf,
        registration: undefined,
        reason: undefined,
        repeated: true,
      });
      return;
    }
    const { consentDate, countsFrom, statedAt } = time;
    if (target.skip?.(entry, before, countsFrom, recordedAt)) return;
    const registration = target.register ? outcome : undefined;
    const notice = noticeOf(entry, target, before, notices);
    const about = { channel: entry.channel, statedAt, notice: notice?.id };
    const { form, trace } = partEvidence(entry.evidence, about, texts);
    const salt = nextSalt();
    const commitment = commitTo(salt, entry.recipient, trace);
    const position = length + records.length + 1;
    const { recipient, recipientType, channel, status, source } = entry;
    const chained = {
      position,
      recipientType,
      channel,
      status,
      source,
      consentDate,
      recordedAt,
      origin,
      form,
      commitment,
    };
    previous = chainHash(previous, { ...chained, brandCode });
    const dueAt = new Date(consentDate.getTime() + PROVIDER_PERIOD_MS);
    records.push({
      ...chained,
      recipient,
      countsFrom,
      trace,
      salt,
      hash: previous,
      ...(registration && { registration: { ...registration, dueAt } }),
    });
    recorded.push({
      index,
      position,
      registration: registration?.state,
      reason: registration?.reason,
      repeated: false,
      ...(notice && { notice: notice.id }),
    });
    if (submission !== undefined && dating === 'arrival') submitted.set(submission, position);
    if (isCurrent(status, countsFrom, before)) known.set(key, { status, consentDate: countsFrom });
  });
  await statements.append({ brandCode, account, texts }, records);
  for (const { enqueue } of notices.values()) await enqueue(tx);
  return { recorded, refused };
}

/** Returns the notice of a new consent, the same one for all records of a number. */
function noticeOf(
  { status, channel, recipient, recipientType }: LedgerEntry,
  target: Target,
  before: KnownConsent | undefined,
  notices: Map<string, PreparedNotice>,
): PreparedNotice | undefined {
  if (target.notice === undefined || status !== 'ONAY' || channel === 'EPOSTA' || before?.status === 'ONAY')
    return undefined;
  if (!isE164(recipient)) return undefined;
  const notice = notices.get(recipient) ?? target.notice({ number: recipient, audience: recipientType });
  notices.set(recipient, notice);
  return notice;
}

/** Reads the records of earlier requests with the same submissions, by submission and recipient. */
async function submittedOf(
  statements: AppendStatements,
  brandCode: string,
  entries: readonly LedgerEntry[],
): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  const submitting = entries.filter(({ evidence }) => evidence?.submissionId !== undefined);
  if (submitting.length === 0) return found;
  const ids = submitting.flatMap(({ evidence }) => evidence?.submissionId ?? []);
  const recipients = submitting.map(({ recipient }) => recipient);
  for (const record of await statements.submitted(brandCode, recipients, ids)) {
    found.set(`${record.submissionId} ${keyText(record)}`, record.position);
  }
  return found;
}

const submissionKey = (key: string, evidence: ConsentEvidence | undefined): string | undefined =>
  evidence?.submissionId === undefined ? undefined : `${evidence.submissionId} ${key}`;

/** The rule of the statement `APPEND` and of core's `compareConsents`, applied to computed moments. */
function isCurrent(status: string, countsFrom: Date, before: KnownConsent | undefined): boolean {
  if (before?.consentDate === undefined || before.consentDate < countsFrom) return true;
  return (
    before.consentDate.getTime() === countsFrom.getTime() && (status === 'RET' || before.status === 'ONAY')
  );
}

/**
 * Splits evidence into the part that is kept and the personal part that is erased. The text is stored once, by its hash.
 */
export function partEvidence(
  evidence: ConsentEvidence | undefined,
  {
    channel,
    statedAt,
    notice,
  }: { channel: ConsentChannel; statedAt?: Date | undefined; notice?: string | undefined },
  texts: Map<string, string>,
): { form: string | null; trace: string | null } {
  const {
    text,
    textVersion,
    locale,
    shownAt,
    ticks,
    decidedAt = statedAt,
    form,
    submissionId,
  } = evidence ?? {};
  const hash = text === undefined ? undefined : textHash(text);
  const tickedAt = ticks?.find((tick) => tick.channel === channel)?.tickedAt;
  if (text !== undefined && hash !== undefined) texts.set(hash, text);
  const about = {
    textHash: hash,
    textVersion,
    locale,
    shownAt,
    tickedAt,
    decidedAt,
    form,
    submissionId,
    notice,
  };
  const personal = { ip: evidence?.ip, userAgent: evidence?.userAgent };
  return { form: jsonOrNull(about), trace: jsonOrNull(personal) };
}

function jsonOrNull(value: object): string | null {
  const json = JSON.stringify(value);
  return json === '{}' ? null : json;
}
