import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Tables } from './schema.js';

/** The query of one kind of background work. */
export interface DueWork {
  /** All work of one kind is found by one part of the statement. */
  readonly kind: string;
  /** Returns the accounts that the worker serves. Called for each query. */
  readonly accounts: () => readonly string[];
  /** Selects the accounts with due work, as a column `account`. */
  readonly find: (accounts: readonly string[]) => RawBuilder<unknown>;
}

/** Work that can be claimed now. */
export interface Due {
  readonly kind: string;
  readonly account: string;
}

/**
 * A condition that holds if the statement selects a row. The statement is run for each account and ends at its first row: its
 * `order by` is that of an index. An `exists` could become a join that reads the rows of all accounts.
 */
export const anyRow = (from: RawBuilder<unknown>, orderBy: RawBuilder<unknown>) =>
  sql`(select true ${from} order by ${orderBy} limit 1)`;

/** Selects the accounts for which the condition holds. The condition refers to the account as `a.account`. */
export const accountsWhere = (accounts: readonly string[], condition: RawBuilder<unknown>) =>
  sql`select a.account from unnest(${accounts}::text[]) as a (account) where ${condition}`;

/** Finds the due work of all workers of an instance with one statement. */
export class DueWorkRepository {
  constructor(private readonly db: Kysely<Tables>) {}

  /** @returns the due work, and the snapshot in which it was read. */
  async find(works: readonly DueWork[]): Promise<{ due: Due[]; snapshot: string }> {
    const byKind = new Map<string, { find: DueWork['find']; accounts: string[] }>();
    for (const work of works) {
      const { accounts } = byKind.get(work.kind) ?? { accounts: [] };
      byKind.set(work.kind, { find: work.find, accounts: [...accounts, ...work.accounts()] });
    }
    const parts = [...byKind]
      .filter(([, { accounts }]) => accounts.length > 0)
      .map(
        ([kind, { find, accounts }]) =>
          sql`select ${kind}::text as kind, d.account from (${find(accounts)}) as d`,
      );
    const { rows } = await sql<{ kind: string | null; account: string }>`
      ${sql.join([sql`select null as kind, pg_current_snapshot()::text as account`, ...parts], sql` union all `)}`.execute(
      this.db,
    );
    return {
      due: rows.flatMap(({ kind, account }) => (kind === null ? [] : [{ kind, account }])),
      snapshot: rows.find(({ kind }) => kind === null)?.account ?? '',
    };
  }
}
