import {
  type ConsentChannel,
  type ConsentError,
  type ConsentFinding,
  type ConsentWarning,
  parseConsentRecipient,
  PROVIDER_DAYS,
  reviewConsent,
  type KnownConsent,
} from 'iletimerkezi-core';
import type { HostTransaction } from '../storage/host-transaction.js';
import { AppendStatements, type NewRecord, type RegistrationState } from '../storage/ledger/append.js';
import { chainHash, commitTo, saltsFor, textHash } from './chain.js';
import type {
  ConsentEntry,
  ConsentEvidence,
  RecordedConsent,
  RecordManyResult,
  RefusedEntry,
} from './ledger.types.js';

/** What may be appended: a host's entry, or a record that the registry told, whose sources are its own. */
export type LedgerEntry = Omit<ConsentEntry, 'source'> & Pick<NewRecord, 'source'>;

/** Whose chain, and what is to become of the records. */
export interface Target {
  readonly account: string;
  readonly brandCode: string;
  readonly register: boolean;
  readonly origin: 'host' | 'registry';
  /** Whether consents for ARAMA may be of landlines. */
  readonly landlines?: boolean;
  /** Records that need not be kept, for what is known already; they are neither recorded nor refused. */
  readonly skip?: Skip;
}

/** Judges a record that is none the worse; `known` is what counts now for its recipient. */
export type Skip = (entry: LedgerEntry, known: KnownConsent | undefined, now: Date) => boolean;

/** Rows per statement, and per request of the provider's. Source: provider documentation, iys-register. */
export const BATCH = 5_000;

/**
 * The provider takes a consent for so long. The law's business days never end before, and their calendar does not
 * reach to every date that a host may have on file. Source: provider documentation, iys-register.
 */
const PROVIDER_PERIOD_MS = PROVIDER_DAYS * 86_400_000;

/** Faults of registering, not of the record: what the person said is binding, and kept, whatever the registry takes. */
const KEPT_ALL_THE_SAME: ReadonlySet<ConsentError> = new Set(['too-old', 'ruling-without-record']);

/** The provider may not take a landline, and a person who refuses calls to one has refused all the same. */
const isKept = ({ status, channel }: LedgerEntry, { code, reason }: ConsentFinding<ConsentError>): boolean =>
  KEPT_ALL_THE_SAME.has(code) || (reason === 'landline' && channel === 'ARAMA' && status === 'RET');

/** The registry refuses such records or drops them silently, so they wait for somebody's decision. */
const HELD: ReadonlySet<ConsentWarning> = new Set([
  'first-is-refusal',
  'repeated-status',
  'not-newer',
  'in-future',
  'before-registry',
]);

/** Reviews up to {@link BATCH} entries and appends the good ones, in the given transaction. */
export async function recordBatch(
  tx: HostTransaction,
  target: Target,
  entries: readonly LedgerEntry[],
): Promise<RecordManyResult> {
  const { brandCode, account, origin } = target;
  const statements = new AppendStatements(tx);
  const rows = entries.map((entry) => ({ entry, recipient: normalised(entry.recipient, entry.channel) }));
  const recipients = new Set(rows.map(({ recipient }) => recipient));
  const { length, head, now } = await statements.lock(brandCode);
  const known = new Map<string, KnownConsent>();
  for (const state of await statements.known(brandCode, [...recipients])) {
    known.set(keyOf(state.recipient, state), { status: state.status, consentDate: state.asOf });
  }

  const nextSalt = saltsFor(entries.length);
  const texts = new Map<string, string>();
  const records: NewRecord[] = [];
  const recorded: RecordedConsent[] = [];
  const refused: RefusedEntry[] = [];
  let previous = head;
  rows.forEach(({ entry, recipient }, index) => {
    const key = keyOf(recipient, entry);
    const { errors, warnings } = reviewConsent(entry, {
      now,
      known: known.get(key) ?? 'none',
      landlines: target.landlines,
    });
    const faults = errors.filter((error) => !isKept(entry, error));
    if (faults.length > 0 && origin === 'host') {
      refused.push({ index, faults });
      return;
    }
    if (target.skip?.(entry, known.get(key), now)) return;
    const registration = target.register ? fateOf(errors[0]?.code, warnings) : undefined;
    const { form, trace } = partEvidence(entry.evidence, texts);
    const salt = nextSalt();
    const commitment = commitTo(salt, recipient, trace);
    const position = length + records.length + 1;
    const { recipientType, channel, status, source, consentDate } = entry;
    const chained = {
      position,
      recipientType,
      channel,
      status,
      source,
      consentDate,
      origin,
      form,
      commitment,
    };
    previous = chainHash(previous, { ...chained, brandCode, recordedAt: now });
    const dueAt = new Date(consentDate.getTime() + PROVIDER_PERIOD_MS);
    records.push({
      ...chained,
      recipient,
      trace,
      salt,
      hash: previous,
      ...(registration && { registration: { ...registration, dueAt } }),
    });
    recorded.push({ index, position, registration: registration?.state, reason: registration?.reason });
    const before = known.get(key)?.consentDate;
    if (before === undefined || before <= consentDate) known.set(key, { status, consentDate });
  });
  await statements.append({ brandCode, account, recordedAt: now, texts }, records);
  return { recorded, refused };
}

function fateOf(
  error: ConsentError | undefined,
  warnings: readonly { code: ConsentWarning }[],
): { state: RegistrationState; reason?: string } {
  if (error === 'too-old') return { state: 'expired', reason: error };
  if (error !== undefined) return { state: 'refused', reason: error };
  const doubt = warnings.find(({ code }) => HELD.has(code));
  return doubt ? { state: 'held', reason: doubt.code } : { state: 'queued' };
}

/** What stays and what is erased with the person; the text itself is kept once, under its hash. */
function partEvidence(
  evidence: ConsentEvidence | undefined,
  texts: Map<string, string>,
): { form: string | null; trace: string | null } {
  if (evidence === undefined) return { form: null, trace: null };
  const { text, textVersion, locale, shownAt, tickedAt, form, ip, userAgent } = evidence;
  const hash = text === undefined ? undefined : textHash(text);
  if (text !== undefined && hash !== undefined) texts.set(hash, text);
  const about = { textHash: hash, textVersion, locale, shownAt, tickedAt, form };
  const personal = { ip, userAgent };
  return { form: jsonOrNull(about), trace: jsonOrNull(personal) };
}

function jsonOrNull(value: object): string | null {
  const json = JSON.stringify(value);
  return json === '{}' ? null : json;
}

/** The registry's form of it; what is none stays as it is, for the review to refuse. */
export function normalised(recipient: string, channel: ConsentChannel): string {
  const parsed = parseConsentRecipient(String(recipient), channel, { landlines: true });
  return parsed.ok ? parsed.value : recipient;
}

const keyOf = (
  recipient: string,
  { recipientType, channel }: { recipientType: string; channel: string },
): string => `${recipientType} ${channel} ${recipient}`;
