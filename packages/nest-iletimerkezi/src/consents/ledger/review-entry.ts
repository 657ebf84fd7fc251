import {
  type ConsentCandidate,
  type ConsentError,
  type ConsentFinding,
  type ConsentRecipient,
  type ConsentReview,
  type ConsentWarning,
  isConsentChannel,
  type KnownConsent,
  parseConsentRecipient,
  reviewConsent,
  reviewParsedConsent,
  type ReviewContext,
} from 'iletimerkezi-core';
import type { NewRecord, RegistrationState } from '../../storage/ledger/append.js';
import { declineFault, storageFault } from './ledger-input.js';
import type { ConsentEntry, DeclineEntry, RefusedEntry } from './ledger.types.js';
import { isFromTheFuture, recordTime, type RecordDating, type RecordTime } from './record-time.js';

/** An entry of the host, or a record of İYS, which has further sources. Its recipient has been parsed. */
export type LedgerEntry = Omit<ConsentEntry, 'recipient' | 'source'> &
  Pick<NewRecord, 'recipient' | 'source'>;

/** A declined entry whose recipient, if it has one, has been parsed. */
export type ParsedDecline = Omit<DeclineEntry, 'recipient'> & {
  readonly recipient: ConsentRecipient | undefined;
};

/** Account and call settings that affect the review of an entry. */
export interface ReviewRules {
  /** Which clock orders the records. */
  readonly dating: RecordDating;
  /** Accepts landlines for ARAMA. */
  readonly landlines?: boolean | undefined;
}

/** A parsed value, or why it is refused. */
type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly faults: Faults };

type Faults = RefusedEntry['faults'];

/** Faults that prevent the registration only: the decision is binding and stored. */
const KEPT_ALL_THE_SAME: ReadonlySet<ConsentError> = new Set(['too-old', 'ruling-without-record']);

/** İYS refuses or silently drops such records, so they are held for a decision. */
const HELD: ReadonlySet<ConsentWarning> = new Set([
  'first-is-refusal',
  'repeated-status',
  'not-newer',
  'in-future',
  'before-registry',
]);

const NO_DATE = new Date(Number.NaN);

/** The provider may refuse a landline, but a refusal of calls to it is stored. */
const PARSING = { landlines: true };

/**
 * Parses the recipient of an entry. An entry whose recipient is invalid, or that cannot be stored, is returned with all its
 * faults. The rest of a parsed entry is reviewed when it is recorded, see {@link reviewEntry}.
 */
export function parseEntry<Entry extends ConsentEntry>(
  entry: Entry,
  rules: ReviewRules,
): Parsed<Entry & { readonly recipient: ConsentRecipient }> {
  const fault = storageFault(entry);
  if (fault) return { ok: false, faults: [fault] };
  const { recipient, faults } = review(entry, rules, undefined, new Date(), (consentDate, context) =>
    reviewConsent({ ...entry, consentDate }, { ...context, ...PARSING }),
  );
  return recipient === undefined ? { ok: false, faults } : { ok: true, value: { ...entry, recipient } };
}

/** Parses the recipient of a declined entry, if it has one. */
export function parseDecline(entry: DeclineEntry): Parsed<ParsedDecline> {
  const fault = declineFault(entry);
  if (fault) return { ok: false, faults: [fault] };
  const { recipient, channel } = entry;
  if (!isConsentChannel(channel)) return { ok: false, faults: [{ code: 'channel', field: 'channel' }] };
  if (recipient === undefined) return { ok: true, value: { ...entry, recipient } };
  const parsed = parseConsentRecipient(recipient, channel, PARSING);
  if (parsed.ok) return { ok: true, value: { ...entry, recipient: parsed.value } };
  const { kind: code, reason } = parsed;
  return { ok: false, faults: [{ code, field: 'recipient', reason }] };
}

/** The result of a review. */
interface Reviewed {
  /** Undefined if the date is invalid. */
  readonly time: RecordTime | undefined;
  readonly faults: Faults;
  readonly registration: { state: RegistrationState; reason?: string };
}

/**
 * Dates and reviews an entry, and decides about its registration.
 * @param known the recipient's current record.
 * @param now the database's clock.
 */
export const reviewEntry = (
  entry: LedgerEntry,
  rules: ReviewRules,
  known: KnownConsent | undefined,
  now: Date,
): Reviewed =>
  review(entry, rules, known, now, (consentDate, context) =>
    reviewParsedConsent({ ...entry, consentDate }, context),
  );

function review(
  { status, channel, consentDate: given }: Pick<LedgerEntry, 'status' | 'channel' | 'consentDate'>,
  { dating, landlines }: ReviewRules,
  known: KnownConsent | undefined,
  now: Date,
  rulesOf: (consentDate: Date, context: ReviewContext) => ConsentReview,
): Reviewed & Pick<ConsentReview, 'recipient'> {
  const isDateable = given === undefined ? dating === 'arrival' : isDate(given);
  const time = isDateable ? recordTime(status, given, dating, known, now) : undefined;
  const { recipient, errors, warnings } = rulesOf(time?.consentDate ?? NO_DATE, {
    now: time?.isServerTime ? time.consentDate : now,
    known: known ?? 'none',
    landlines,
  });
  const faults: Faults[number][] = errors.filter((error) => !isKept({ status, channel }, error));
  if (time && isFromTheFuture(status, time.consentDate, dating, now)) {
    faults.push({ code: 'in-future', field: 'consentDate' });
  }
  return { time, recipient, faults, registration: registrationOf(errors[0]?.code, warnings) };
}

/** A refusal of calls to a landline is stored, although the provider may not accept the number. */
const isKept = (
  { status, channel }: Pick<ConsentCandidate, 'status' | 'channel'>,
  { code, reason }: ConsentFinding<ConsentError>,
): boolean =>
  KEPT_ALL_THE_SAME.has(code) || (reason === 'landline' && channel === 'ARAMA' && status === 'RET');

const isDate = (value: unknown): value is Date => value instanceof Date && !Number.isNaN(value.getTime());

function registrationOf(
  error: ConsentError | undefined,
  warnings: readonly { code: ConsentWarning }[],
): Reviewed['registration'] {
  if (error === 'too-old') return { state: 'expired', reason: error };
  if (error !== undefined) return { state: 'refused', reason: error };
  const doubt = warnings.find(({ code }) => HELD.has(code));
  return doubt ? { state: 'held', reason: doubt.code } : { state: 'queued' };
}
