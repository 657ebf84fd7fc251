import { type Kysely, sql, type Transaction } from 'kysely';
import type { RefusedRow, ImportPoint, ImportReport, ImportTotals } from './import-rows.js';
import { onlyRow } from '../only-row.js';
import type { Tables } from '../schema.js';
import { inTransaction } from '../repeat.js';

/** A run of this instance; `attempt` identifies it among runs of the same name. */
export interface ImportRun {
  readonly attempt: number;
  readonly point: ImportPoint;
  readonly totals: ImportTotals | undefined;
}

const FAULTS_PAGE = 1_000;

/** The progress of an account's imports. */
export class SyncsRepository {
  constructor(
    private readonly db: Kysely<Tables>,
    private readonly account: string,
  ) {}

  /** Starts a new run after a completed one, or resumes an interrupted run. */
  async begin(name: string, restart: boolean): Promise<ImportRun> {
    return inTransaction(this.db, async (tx) => {
      await sql`insert into iletimerkezi.consent_syncs (account, name, attempt) values (${this.account}, ${name}, 0)
        on conflict do nothing`.execute(tx);
      const { rows } = await sql<{
        attempt: number;
        rows: number;
        cursor: string | null;
        totals: ImportTotals | null;
        previousStartedAt: Date | null;
        previousCursor: string | null;
      }>`update iletimerkezi.consent_syncs s set attempt = s.attempt + 1, finished_at = null,
          row_count = case when anew then 0 else row_count end,
          cursor = case when anew then null else cursor end,
          totals = case when anew then null else totals end,
          started_at = case when anew then now() else started_at end,
          previous_started_at = case when s.finished_at is null then previous_started_at else started_at end,
          previous_cursor = case when s.finished_at is null then previous_cursor else cursor end
        from (select finished_at is not null or ${restart} as anew from iletimerkezi.consent_syncs
          where account = ${this.account} and name = ${name} for update) as it
        where account = ${this.account} and name = ${name}
        returning attempt, row_count as rows, cursor, totals, previous_started_at as "previousStartedAt",
          previous_cursor as "previousCursor"`.execute(tx);
      const row = onlyRow(rows);
      if (row.rows === 0) {
        await sql`delete from iletimerkezi.consent_sync_faults where account = ${this.account} and name = ${name}`.execute(
          tx,
        );
      }
      return {
        attempt: row.attempt,
        totals: row.totals ?? undefined,
        point: {
          rows: row.rows,
          cursor: row.cursor ?? undefined,
          previous: row.previousStartedAt
            ? { startedAt: row.previousStartedAt, cursor: row.previousCursor ?? undefined }
            : undefined,
        },
      };
    });
  }

  /**
   * Updates the progress of a run, in the transaction of its records.
   * @returns whether the run still belongs to this attempt.
   */
  async advance(
    tx: Transaction<Tables>,
    name: string,
    attempt: number,
    to: { rows: number; cursor: string | undefined; totals: ImportTotals; finished: boolean },
    refused: readonly RefusedRow[],
  ): Promise<boolean> {
    const { rows } = await sql`update iletimerkezi.consent_syncs
      set row_count = ${to.rows}, cursor = coalesce(${to.cursor ?? null}, cursor),
        totals = ${JSON.stringify(to.totals)}::text::jsonb, finished_at = case when ${to.finished} then now() end
      where account = ${this.account} and name = ${name} and attempt = ${attempt} returning name`.execute(tx);
    if (rows.length > 0 && refused.length > 0) {
      await sql`insert into iletimerkezi.consent_sync_faults (account, name, row_number, faults)
        select ${this.account}, ${name}, x.row, x.faults
          from jsonb_to_recordset(${JSON.stringify(refused)}::text::jsonb) as x (row bigint, faults jsonb)
        on conflict (account, name, row_number) do update set faults = excluded.faults`.execute(tx);
    }
    return rows.length > 0;
  }

  /** Locks a run until the transaction ends. @returns whether it still belongs to this attempt. */
  async hold(tx: Transaction<Tables>, name: string, attempt: number): Promise<boolean> {
    const { rows } = await sql`select from iletimerkezi.consent_syncs
      where account = ${this.account} and name = ${name} and attempt = ${attempt} for update`.execute(tx);
    return rows.length > 0;
  }

  async report(
    name: string,
  ): Promise<(Omit<ImportReport, 'totals'> & { totals?: ImportTotals }) | undefined> {
    const { rows } = await sql<{
      startedAt: Date;
      finishedAt: Date | null;
      cursor: string | null;
      totals: ImportTotals | null;
    }>`select started_at as "startedAt", finished_at as "finishedAt", cursor, totals
      from iletimerkezi.consent_syncs where account = ${this.account} and name = ${name}`.execute(this.db);
    const [row] = rows;
    if (row === undefined) return undefined;
    return {
      name,
      startedAt: row.startedAt,
      finishedAt: row.finishedAt ?? undefined,
      cursor: row.cursor ?? undefined,
      ...(row.totals && { totals: row.totals }),
    };
  }

  /** Yields the refused rows of the last run, in order. */
  async *faults(name: string): AsyncGenerator<RefusedRow> {
    for (let after = -1; ;) {
      const { rows } =
        await sql<RefusedRow>`select row_number as row, faults from iletimerkezi.consent_sync_faults
        where account = ${this.account} and name = ${name} and row_number > ${after}
        order by row_number limit ${FAULTS_PAGE}`.execute(this.db);
      yield* rows;
      const last = rows.at(-1);
      if (last === undefined) return;
      after = last.row;
    }
  }
}
