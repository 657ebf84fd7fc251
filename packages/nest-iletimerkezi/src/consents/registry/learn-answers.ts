import { consentCountsFrom } from 'iletimerkezi-core/consents';
import type { Kysely } from 'kysely';
import { ownTransaction } from '../../storage/outbox/enqueue.js';
import type { ChecksRepository, NewAnswer } from '../../storage/ledger/checks.repository.js';
import type { Tables } from '../../storage/schema.js';
import { keyText, type ParsedConsentKey } from '../../storage/ledger/consent-key.js';
import { type CurrentConsent, currentConsents } from '../../storage/ledger/current-consents.js';
import { recordBatch, type Skip, type Target } from '../ledger/record-batch.js';
import type { LedgerEntry } from '../ledger/review-entry.js';

/** The effect of an answer on the ledger. */
export interface Learnt {
  readonly checkedAt: Date;
  /** The ledger's record with the same status; null without one. */
  readonly position: number | null;
  /** Whether that record was added now. */
  readonly changed: boolean;
}

export interface LearningAccount {
  readonly name: string;
  readonly brandCode: string;
}

/** The source of records for which İYS returns none. */
const SOURCE_NOT_TOLD = 'IYS';

/**
 * Stores answers of İYS and records what the ledger does not have: every refusal, and a consent unless the recipient refused
 * here since. The newest date is current.
 */
export async function learnAnswers(
  db: Kysely<Tables>,
  checks: ChecksRepository,
  { name, brandCode }: LearningAccount,
  answers: readonly NewAnswer[],
): Promise<Learnt[]> {
  return db.transaction().execute(async (tx) => {
    const before = new Map((await checks.kept(tx, brandCode, answers)).map((kept) => [keyText(kept), kept]));
    const known = await currentStates(tx, brandCode, answers);
    const checkedAt = await checks.keep(tx, brandCode, answers);
    const entries = answers.flatMap((answer): LedgerEntry[] => {
      const status = statusOf(answer);
      const current = known.get(keyText(answer));
      if (status === undefined || current?.status === status) return [];
      const consentDate = answer.consentDate ?? checkedAt;
      const kept = before.get(keyText(answer));
      const isRepetition =
        kept?.answer === answer.answer && kept.consentDate?.getTime() === answer.consentDate?.getTime();
      // The ledger has a newer record, and this answer is known.
      const countsFrom = consentCountsFrom({ status, consentDate, recordedAt: checkedAt });
      if (current && current.asOf > countsFrom && (status === 'ONAY' || isRepetition)) return [];
      const { recipient, recipientType, channel, source = SOURCE_NOT_TOLD } = answer;
      return [{ recipient, recipientType, channel, status, source, consentDate }];
    });
    const written = new Map<string, number>();
    if (entries.length > 0) {
      const target: Target = {
        account: name,
        brandCode,
        register: false,
        origin: 'registry',
        dating: 'given',
        skip: isKnown,
      };
      const { recorded } = await recordBatch(ownTransaction(tx), target, entries);
      for (const { index, position } of recorded) {
        const entry = entries[index];
        if (entry) written.set(keyText(entry), position);
      }
      for (const [key, state] of await currentStates(tx, brandCode, entries)) known.set(key, state);
    }
    return answers.map((answer) => {
      const key = keyText(answer);
      const current = known.get(key);
      const same = current?.status === statusOf(answer) ? current?.position : undefined;
      const position = written.get(key) ?? same;
      return { checkedAt, position: position ?? null, changed: written.has(key) };
    });
  });
}

/** Another instance may have recorded the same answer first. */
const isKnown: Skip = ({ status }, known) => known?.status === status;

const statusOf = ({ answer }: Pick<NewAnswer, 'answer'>): 'ONAY' | 'RET' | undefined =>
  answer === 'granted' ? 'ONAY' : answer === 'refused' ? 'RET' : undefined;

/** Reads the current consents of keys, by their text. */
export async function currentStates(
  db: Kysely<Tables>,
  brandCode: string,
  keys: readonly ParsedConsentKey[],
): Promise<Map<string, CurrentConsent>> {
  const recipients = [...new Set(keys.map(({ recipient }) => recipient))];
  const states = await currentConsents(ownTransaction(db), brandCode, recipients);
  return new Map(states.map((state) => [keyText(state), state]));
}
