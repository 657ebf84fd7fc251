import { Faults } from 'iletimerkezi-core';
import type { Transaction } from 'kysely';
import { requireText } from '../../common/inputs.js';
import { storageFault } from '../ledger/ledger-input.js';
import type { ConsentStore } from '../consent-store.js';
import { BATCH, recordBatch, type Skip } from '../ledger/record-batch.js';
import { SyncsRepository } from '../../storage/ledger/syncs.repository.js';
import { ownTransaction } from '../../storage/outbox/enqueue.js';
import type { Tables } from '../../storage/schema.js';
import { inBatches, rowsOf, type ImportRow } from './import-rows.js';
import type { ImportBatch, ImportOptions, ImportRecord, ImportSource } from './import.types.js';
import type { RefusedRow, ImportReport, ImportTotals } from '../../storage/ledger/import-rows.js';
import { SyncError } from './import.errors.js';

const NOTHING: ImportTotals = { read: 0, recorded: 0, unchanged: 0, refused: 0, queued: 0, kept: {} };

/** A name is indexed. */
const LONGEST_NAME = 500;
const LONGEST_CURSOR = 8_000;

type GoodRow = Extract<ImportRow, { record: unknown }>;

/**
 * Brings the permissions of a host's users into the ledger, and what is new of them to the registry: everything the
 * first time, changes each night. Each batch and how far it came are committed together, so that an interrupted run
 * goes on at the record where it stopped.
 *
 * A permission that is not newer than what the ledger holds changes nothing and is not recorded, so a whole list may
 * be given each time. The rows' own dates decide what is newer; a consent dated in the future is refused. A refusal that
 * a person makes through a form or an endpoint counts from its arrival and is overruled only by a consent with a later
 * date. A refusal of somebody without a record is kept and binds us, and is not sent: the registry
 * takes none as a first record. Source: Netmera documentation, "IYS Integration".
 *
 * @example
 * await sync.run('crm', ({ previous }) => users.permissionsChangedSince(previous?.startedAt));
 */
export class ConsentImport {
  constructor(private readonly store: ConsentStore) {}

  /**
   * Runs a synchronisation to its end.
   * @param name the host's own for this source: under it an interrupted run is found again.
   * @throws SyncError `sync-superseded` when another run of the same name begins meanwhile; StorageError `storage-off` or
   * brand code; FileFormatError; what the source throws; what the signal was aborted with.
   */
  async run(name: string, source: ImportSource, options: ImportOptions = {}): Promise<ImportReport> {
    for await (const _ of this.batches(name, source, options));
    const report = await this.status(name);
    if (report === undefined) throw new SyncError(name);
    return report;
  }

  /**
   * The same, batch by batch, as they are committed: for progress, and for refused rows without asking again. It goes
   * on only as fast as it is asked to, and ends where it is not.
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
    for await (const { rows, last } of inBatches(rowsOf(source, point), size, options.signal)) {
      const batch = await this.store.database.transaction().execute(async (tx) => {
        if (!(await repository.hold(tx, name, attempt))) throw new SyncError(name);
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

  /** How a synchronisation stands, also one of another instance or of the past; undefined where there was none. */
  async status(name: string): Promise<ImportReport | undefined> {
    requireText('name', name, LONGEST_NAME);
    const report = await this.#repository.report(name);
    return report && { totals: NOTHING, ...report };
  }

  /** The refused rows of the newest run of this name, in their order. */
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
    for (const row of rows) {
      if ('faults' in row) {
        refused.push({ row: row.row, faults: row.faults });
        continue;
      }
      const fault = storageFault(row.record);
      if (fault) {
        refused.push({ row: row.row, faults: [fault] });
        continue;
      }
      const brandCode = this.#brand(row.record, options);
      const group = byBrand.get(brandCode);
      if (group) group.push(row);
      else byBrand.set(brandCode, [row]);
    }
    let recorded = 0;
    let queued = 0;
    const kept: Record<string, number> = { ...before.kept };
    // Always in the same order: each brand's chain is locked until the end.
    for (const [brandCode, group] of [...byBrand].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      const { name: account, landlines } = this.store.account;
      const register = options.register ?? true;
      const origin = 'host' as const;
      const target = { account, brandCode, register, landlines, origin, dating: 'given' as const };
      const entries = group.map(({ record }) => record);
      const result = await recordBatch(ownTransaction(tx), { ...target, skip: isNotNewer }, entries);
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

  #brand(record: ImportRecord, options: ImportOptions): string {
    return this.store.brandCode(record.brandCode ?? options.brandCode);
  }

  get #repository(): SyncsRepository {
    return new SyncsRepository(this.store.database, this.store.account.name);
  }
}

/**
 * Whether a permission changes nothing: the rule by which the ledger decides what counts, read the other way. The host's
 * own dates decide here, since they are all that orders the rows of a list.
 */
const isNotNewer: Skip = ({ status, consentDate }, known, countsFrom, now) => {
  if (known?.consentDate === undefined) return false;
  // A date in the future counts from now, each time anew.
  if (consentDate !== undefined && consentDate > now && status === known.status) return true;
  // The refusal of a second that has not ended counts from the present, each time anew.
  const isRepeatedRefusal = status === 'RET' && known.status === 'RET';
  if (isRepeatedRefusal && consentDate !== undefined && consentDate <= known.consentDate) return true;
  if (countsFrom < known.consentDate) return true;
  const isSameMoment = countsFrom.getTime() === known.consentDate.getTime();
  return isSameMoment && !(status === 'RET' && known.status === 'ONAY');
};
