import { newId } from '../../common/ids.js';
import type { HostTransaction } from '../../storage/host-transaction.js';
import { currentConsents } from '../../storage/ledger/current-consents.js';
import { AppendStatements, type NewDecline } from '../../storage/ledger/append.js';
import { ConsentRefusedError } from './ledger.errors.js';
import type { Declined } from './ledger.types.js';
import { partEvidence, recordBatch, type Target } from './record-batch.js';
import type { LedgerEntry, ParsedDecline } from './review-entry.js';

/**
 * Records a refusal over a standing consent and stores the other decisions as evidence: İYS accepts no refusal as a first
 * record. Source: İYS developer documentation, H175.
 */
export async function decline(
  tx: HostTransaction,
  target: Target,
  entries: readonly ParsedDecline[],
): Promise<Declined> {
  const { brandCode } = target;
  const statements = new AppendStatements(tx);
  const { now } = await statements.lock(brandCode);
  const recipients = [...new Set(entries.flatMap(({ recipient }) => recipient ?? []))];
  const known = await currentConsents(tx, brandCode, recipients);
  const ids = entries.flatMap(({ evidence }) => evidence?.submissionId ?? []);
  const earlier =
    ids.length > 0 && recipients.length > 0 ? await statements.submitted(brandCode, recipients, ids) : [];

  const withdrawals: LedgerEntry[] = [];
  const declines: NewDecline[] = [];
  const texts = new Map<string, string>();
  for (const { recipient, recipientType, channel, source = 'HS_WEB', evidence } of entries) {
    const isSame = (other: { recipient: string; recipientType: string; channel: string }): boolean =>
      other.recipient === recipient &&
      other.channel === channel &&
      (recipientType === undefined || other.recipientType === recipientType);
    const ended = [
      ...known.filter((state) => isSame(state) && state.status === 'ONAY'),
      ...earlier.filter((record) => isSame(record) && record.submissionId === evidence?.submissionId),
    ];
    const types = new Set(ended.map((each) => each.recipientType));
    if (recipient !== undefined && types.size > 0) {
      for (const type of types) {
        withdrawals.push({ recipient, recipientType: type, channel, status: 'RET', source, evidence });
      }
      continue;
    }
    const { form, trace } = partEvidence(evidence, { channel }, texts);
    const { submissionId } = evidence ?? {};
    declines.push({ id: newId(), recipient, recipientType, channel, source, form, trace, submissionId });
  }

  const { recorded, refused } = await recordBatch(tx, target, withdrawals);
  if (refused.length > 0) throw new ConsentRefusedError(refused.flatMap(({ faults }) => faults));
  await statements.decline({ brandCode, declinedAt: now, texts }, declines);
  return {
    declinedAt: now,
    withdrawn: recorded.flatMap((record) => {
      const entry = withdrawals[record.index];
      if (entry === undefined) return [];
      const { recipient, recipientType, channel } = entry;
      return [{ ...record, recipient, recipientType, channel }];
    }),
    kept: [...new Set(declines.map(({ channel }) => channel))],
  };
}
