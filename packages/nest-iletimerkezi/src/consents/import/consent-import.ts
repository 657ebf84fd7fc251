import { Faults } from 'iletimerkezi-core';
import type { Transaction } from 'kysely';
import { requireText } from '../../common/inputs.js';
import type { ConsentStore } from '../consent-store.js';
import { BATCH, recordBatch, type Skip, type Target } from '../ledger/record-batch.js';
import type { ReviewRules } from '../ledger/review-entry.js';
import { SyncsRepository } from '../../storage/ledger/syncs.repository.js';
import { ownTransaction } from '../../storage/outbox/enqueue.js';
import type { Tables } from '../../storage/schema.js';
import { inBatches, rowsOf, type ImportRow } from './import-rows.js';
import type { ImportBatch, ImportOptions, ImportSource } from './import.types.js';
import type { RefusedRow, ImportReport, ImportTotals } from '../../storage/ledger/import-rows.js';
import { ImportError } from './import.errors.js';

const NOTHING: ImportTotals = { read: 0, recorded: 0, unchanged: 0, refused: 0, queued: 0, kept: {} };

/** A name is indexed. */
const LONGEST_NAME = 500;
const LONGEST_CURSOR = 8_000;

type GoodRow = Omit<Extract<ImportRow, { record: unknown }>, 'cursor'>;

/**
 * Imports consents of a host's users into the ledger and queues new ones for registration: all of them the first time,
 * changes after that. Each batch and the position in the source are committed together, so an interrupted run resumes
 * after the last committed row. A property of `ConsentsService`.
 *
 * A record that is not newer than the ledger's is skipped, so the complete list may be passed each time. The dates of the
 * rows decide which is newer; a consent dated in the future is refused. A refusal that a person made through a form or an
 * endpoint counts from its arrival, and only a consent with a later date overrules it. A refusal without an earlier record
 * is stored and not registered, because İYS accepts none as a first record. Source: Netmera documentation, "IYS
 * Integration".
 *
 * @example
 * await consents.import.run('crm', ({ previous }) => users.permissionsChangedSince(previous?.startedAt));
 */
export class ConsentImport {
  constructor(private readonly store: ConsentStore) {}

  /**
   * Runs an import to its end.
   * @param name the host's name of this source, under which an interrupted run is resumed.
   * @throws ImportError `import-superseded` when another run of the same name starts meanwhile; StorageError `storage-off`;
   * LedgerError `brand-code-missing`; FileFormatError; what the source throws; the reason of the signal.
   */
  async run(name: string, source: ImportSource, options: ImportOptions = {}): Promise<ImportReport> {
    for await (const _ of this.batches(name, source, options));
    const report = await this.status(name);
    if (report === undefined) throw new ImportError(name);
    return report;
  }

  /**
   * Runs an import and yields each batch once it is committed, for progress and refused rows. Reads on when the consumer asks
   * for the next batch.
   */
  async *batches(
    name: string,
    source: ImportSource,
    options: ImportOptions = {},
  ): AsyncGenerator<ImportBatch> {
    const size = options.batchSize ?? BATCH;
    const faults = new Faults();
    faults.wholeNumber('batchSize', size, 1, BATCH);
    faults.throwIfAny();
    requireText('name', name, LONGEST_NAME);
    const repository = this.#repository;
    const { attempt, point, totals: before } = await repository.begin(name, options.restart ?? false);
    let totals = before ?? NOTHING;
    const all = rowsOf(source, point, this.#rules);
    for await (const { rows, last } of inBatches(all, size, options.signal)) {
      const batch = await this.store.database.transaction().execute(async (tx) => {
        if (!(await repository.hold(tx, name, attempt))) throw new ImportError(name);
        const done = await this.#record(tx, rows, totals, options);
        const cursor = rows.findLast((row) => row.cursor !== undefined)?.cursor;
        if (cursor !== undefined && cursor !== '') requireText('cursor', cursor, LONGEST_CURSOR);
        await repository.advance(
          tx,
          name,
          attempt,
          { rows: done.totals.read, cursor, totals: done.totals, finished: last },
          done.refused,
        );
        return done;
      });
      ({ totals } = batch);
      if (rows.length > 0) yield batch;
    }
  }

  /** Returns the report of the last run of this name, on any instance; undefined without one. */
  async status(name: string): Promise<ImportReport | undefined> {
    requireText('name', name, LONGEST_NAME);
    const report = await this.#repository.report(name);
    return report && { totals: NOTHING, ...report };
  }

  /** Yields the refused rows of the last run of this name, in order. */
  async *refused(name: string): AsyncGenerator<RefusedRow> {
    requireText('name', name, LONGEST_NAME);
    yield* this.#repository.faults(name);
  }

  async #record(
    tx: Transaction<Tables>,
    rows: readonly ImportRow[],
    before: ImportTotals,
    options: ImportOptions,
  ): Promise<ImportBatch> {
    const refused: RefusedRow[] = [];
    const byBrand = new Map<string, GoodRow[]>();
    for (const { cursor: _, ...row } of rows) {
      if ('faults' in row) {
        refused.push(row);
        continue;
      }
      const brandCode = this.store.brandCode(row.record.brandCode ?? options.brandCode);
      const group = byBrand.get(brandCode);
      if (group) group.push(row);
      else byBrand.set(brandCode, [row]);
    }
    let recorded = 0;
    let queued = 0;
    const kept: Record<string, number> = { ...before.kept };
    // A fixed order prevents deadlocks: each brand's chain is locked until the end.
    for (const [brandCode, group] of [...byBrand].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      const target: Target = {
        ...this.#rules,
        account: this.store.account.name,
        brandCode,
        register: options.register ?? true,
        origin: 'host',
        skip: isNotNewer,
      };
      const entries = group.map(({ record }) => record);
      const result = await recordBatch(ownTransaction(tx), target, entries);
      for (const { registration, reason = 'not-asked' } of result.recorded) {
        recorded += 1;
        if (registration === 'queued') queued += 1;
        else kept[reason] = (kept[reason] ?? 0) + 1;
      }
      for (const { index, faults } of result.refused) {
        const row = group[index]?.row;
        if (row !== undefined) refused.push({ row, faults });
      }
    }
    return {
      refused: refused.toSorted((a, b) => a.row - b.row),
      totals: {
        read: before.read + rows.length,
        recorded: before.recorded + recorded,
        unchanged: before.unchanged + rows.length - recorded - refused.length,
        refused: before.refused + refused.length,
        queued: before.queued + queued,
        kept,
      },
    };
  }

  get #rules(): ReviewRules {
    return { dating: 'given', landlines: this.store.account.landlines };
  }

  get #repository(): SyncsRepository {
    return new SyncsRepository(this.store.database, this.store.account.name);
  }
}

/** Returns whether a record is not newer than the known one. The dates of the rows are all that orders a list. */
const isNotNewer: Skip = ({ status, consentDate }, known, countsFrom, now) => {
  if (known?.consentDate === undefined) return false;
  // A date in the future counts from now on every import.
  if (consentDate !== undefined && consentDate > now && status === known.status) return true;
  // A refusal within the current second counts from now on every import.
  const isRepeatedRefusal = status === 'RET' && known.status === 'RET';
  if (isRepeatedRefusal && consentDate !== undefined && consentDate <= known.consentDate) return true;
  if (countsFrom < known.consentDate) return true;
  const isSameMoment = countsFrom.getTime() === known.consentDate.getTime();
  return isSameMoment && !(status === 'RET' && known.status === 'ONAY');
};
