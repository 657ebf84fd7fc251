import type { HostTransaction } from '../../storage/host-transaction.js';
import { currentConsents } from '../../storage/ledger/current-consents.js';
import { AppendStatements } from '../../storage/ledger/append.js';
import { ConsentRefusedError } from './ledger.errors.js';
import type { OptOut } from './ledger.types.js';
import { recordBatch, type Target } from './record-batch.js';
import type { LedgerEntry } from './review-entry.js';

/** Records a refusal in the given transaction, unless one stands already. */
export async function optOut(tx: HostTransaction, target: Target, refusal: LedgerEntry): Promise<OptOut> {
  const statements = new AppendStatements(tx);
  await statements.lock(target.brandCode);
  const known = await currentConsents(tx, target.brandCode, [refusal.recipient], refusal);
  const earlier = known.find(({ status }) => status === 'RET');
  if (earlier) {
    const { position } = earlier;
    return { index: 0, position, registration: undefined, reason: undefined, repeated: true };
  }
  const { recorded, refused } = await recordBatch(tx, target, [refusal]);
  const [record] = recorded;
  if (record === undefined) throw new ConsentRefusedError(refused.flatMap(({ faults }) => faults));
  return { ...record, repeated: false };
}
