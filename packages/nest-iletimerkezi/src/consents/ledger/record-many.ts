import type { Kysely } from 'kysely';
import type { HostTransaction } from '../../storage/host-transaction.js';
import { ownTransaction } from '../../storage/outbox/enqueue.js';
import { inTransaction } from '../../storage/repeat.js';
import type { Tables } from '../../storage/schema.js';
import type { ConsentEntry, RecordedConsent, RecordManyResult, RefusedEntry } from './ledger.types.js';
import { BATCH, recordBatch, type Target } from './record-batch.js';
import { type LedgerEntry, parseEntry } from './review-entry.js';

/**
 * Records entries in batches of {@link BATCH}.
 * @param host the host's transaction; without one each batch has a transaction of its own in `db`.
 */
export async function recordMany(
  db: Kysely<Tables>,
  host: HostTransaction | undefined,
  target: Target,
  entries: readonly ConsentEntry[],
): Promise<RecordManyResult> {
  const recorded: RecordedConsent[] = [];
  const refused: RefusedEntry[] = [];
  const usable: { entry: LedgerEntry; index: number }[] = [];
  entries.forEach((given, index) => {
    const parsed = parseEntry(given, target);
    if (parsed.ok) usable.push({ entry: parsed.value, index });
    else refused.push({ index, faults: parsed.faults });
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
