import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type Connection, Database } from '../database.js';
import { migrate, SCHEMA_VERSION } from '../migrations/migrate.js';
import { onlyRow } from '../only-row.js';
import { isDataFault, StorageError } from '../storage.errors.js';
import {
  BACKED_UP_TABLES,
  type BackupHead,
  END_OF_BACKUP,
  END_OF_TABLE,
  type TableCounts,
  type TableHead,
  type TableTail,
} from './format.js';
import { marksAndRows } from './lines.js';

export interface RestoreOptions {
  /**
   * The handling of orders that were unsent when the backup was taken. They may have been sent since, so by default they
   * are held for an operator's decision. Use `keep-pending` for a backup after which no host ran.
   */
  unsent: 'hold' | 'keep-pending';
}

/**
 * Loads a backup into an empty database in one transaction, and migrates it to this release's schema.
 *
 * @returns rows per table, checked against the backup's own counts and the tables.
 * @throws StorageError `target-not-empty`, `backup-unreadable`, `schema-newer` or `counts-differ`.
 */
export async function readBackup(
  connection: Connection,
  backup: AsyncIterable<Buffer>,
  { unsent }: RestoreOptions,
): Promise<TableCounts> {
  const loader = new BackupLoader(connection);
  try {
    let inTable = false;
    const parts = marksAndRows(
      backup,
      (line) => !inTable || (line.length === 2 && line.toString() === END_OF_TABLE),
    );
    for await (const part of parts) {
      if ('rows' in part) await loader.rows(part.rows, part.count);
      else inTable = await loader.mark(part.mark);
    }
    return await loader.finish(unsent);
  } catch (error) {
    // PostgreSQL's message may quote the row.
    throw isDataFault(error) ? new StorageError('backup-with-invalid-row', {}, { cause: error }) : error;
  } finally {
    await loader.close();
  }
}

/** The version of the schema that added `orders.confidential`. */
const CONFIDENTIAL_SINCE = 26;

type Stage =
  | { at: 'head' }
  | { at: 'between' }
  | { at: 'table'; table: string; rows: number; copy: ReturnType<typeof openCopy> }
  | { at: 'tail'; table: string; rows: number }
  | { at: 'end' };

class BackupLoader {
  readonly #client: pg.Client;
  #stage: Stage = { at: 'head' };
  #counts: Record<string, number> = {};
  #schema = 0;
  #refusal: Error | undefined;

  constructor(private readonly connection: Connection) {
    this.#client = new pg.Client(connection);
  }

  /** @returns whether rows follow. */
  async mark(line: string): Promise<boolean> {
    const stage = this.#stage;
    if (this.#refusal) throw this.#refusal;
    if (stage.at === 'head') {
      await this.#begin(parsed<BackupHead>(line));
      this.#stage = { at: 'between' };
    } else if (stage.at === 'table' && line === END_OF_TABLE) {
      stage.copy.end();
      await finished(stage.copy);
      this.#stage = { at: 'tail', table: stage.table, rows: stage.rows };
    } else if (stage.at === 'tail') {
      await this.#check(parsed<TableTail>(line), stage);
      this.#stage = { at: 'between' };
    } else if (stage.at === 'between' && line === END_OF_BACKUP) {
      this.#stage = { at: 'end' };
    } else if (stage.at === 'between') {
      this.#stage = this.#open(parsed<TableHead>(line));
      return true;
    } else {
      throw new StorageError(stage.at === 'table' ? 'backup-truncated' : 'backup-continued');
    }
    return false;
  }

  async rows(rows: Buffer, count: number): Promise<void> {
    if (this.#stage.at !== 'table') throw new StorageError('backup-rows-outside-table');
    if (this.#refusal) throw this.#refusal;
    this.#stage.rows += count;
    if (!this.#stage.copy.write(rows)) await once(this.#stage.copy, 'drain');
  }

  async finish(unsent: RestoreOptions['unsent']): Promise<TableCounts> {
    if (this.#stage.at !== 'end') throw new StorageError('backup-truncated');
    await this.#expireCodes();
    if (unsent === 'hold') await this.#holdUnsent();
    for (const table of ['orders', 'events']) {
      const column = table === 'orders' ? 'position' : 'id';
      await this.#client.query(
        `select setval(pg_get_serial_sequence('iletimerkezi.${table}', '${column}'),
           (select coalesce(max(${column}), 0) + 1 from iletimerkezi.${table}), false)`,
      );
    }
    await this.#client.query('commit');
    await migrateTo(this.connection);
    return this.#counts;
  }

  async close(): Promise<void> {
    await this.#client.end().catch(() => undefined);
  }

  async #begin(head: BackupHead): Promise<void> {
    if (head.format !== 'nest-iletimerkezi backup' || !Number.isInteger(head.schema))
      throw new StorageError('backup-of-another-format');
    if (head.schema > SCHEMA_VERSION) {
      throw new StorageError('backup-newer', { version: head.schema, supported: SCHEMA_VERSION });
    }
    this.#schema = head.schema;
    await migrateTo(this.connection, head.schema);
    await this.#client.connect();
    await this.#client.query('begin');
    const { rows } = await this.#client.query('select from iletimerkezi.campaigns limit 1');
    if (rows.length > 0) {
      throw new StorageError('target-not-empty');
    }
  }

  #open({ table, columns }: TableHead): Stage {
    // Names become part of the statement, so only the module's own tables and plain column names are accepted.
    const known = BACKED_UP_TABLES.some((name) => name === table) && Array.isArray(columns);
    if (!known || !columns.every((name) => /^[a-z_]+$/.test(name))) {
      throw new StorageError('backup-with-unknown-table');
    }
    const copy = openCopy(this.#client, table, columns);
    // PostgreSQL refused a row. The rest of the buffer must not be written, because the stream has lost its connection.
    copy.on('error', (error) => {
      this.#refusal ??= error;
      copy.destroy();
    });
    return { at: 'table', table, rows: 0, copy };
  }

  async #check(tail: TableTail, { table, rows }: { table: string; rows: number }): Promise<void> {
    const found = await this.#client.query<{ rows: string }>(
      `select count(*) as rows from iletimerkezi.${table}`,
    );
    const loaded = Number(onlyRow(found.rows).rows);
    if (tail.table !== table || tail.rows !== rows || loaded !== rows) {
      throw new StorageError('counts-differ', { table: tail.table, declared: tail.rows, read: rows, loaded });
    }
    this.#counts[table] = rows;
  }

  /** One-time codes that were not sent have no text in the backup, and their verifications are not restored. */
  async #expireCodes(): Promise<void> {
    if (this.#schema < CONFIDENTIAL_SINCE) return;
    await this.#client.query(
      `update iletimerkezi.orders set state = 'expired', next_check_at = null, claimed_by = null, changed_at = now()
       where confidential and state in ('checking', 'pending', 'claimed')`,
    );
  }

  async #holdUnsent(): Promise<void> {
    await this.#client.query(
      `update iletimerkezi.orders set state = 'held', next_check_at = null, claimed_by = null, changed_at = now(),
         evidence = jsonb_build_object('held', 'restored from a backup; it may have gone since')
       where state in ('checking', 'pending', 'claimed', 'submitting')`,
    );
  }
}

async function migrateTo(connection: Connection, version?: number): Promise<void> {
  const database = new Database(connection, { size: 1 });
  try {
    await migrate(database.kysely, version);
  } finally {
    await database.close();
  }
}

const openCopy = (client: pg.Client, table: string, columns: readonly string[]) =>
  client.query(copyFrom(`copy iletimerkezi.${table} (${columns.join(', ')}) from stdin`));

/** Parses a line of the file as JSON. The caller validates the properties. */
function parsed<T extends BackupHead | TableHead | TableTail>(line: string): T {
  try {
    const value: T | null = JSON.parse(line);
    if (value !== null) return value;
  } catch {
    // Invalid JSON throws the error below.
  }
  throw new StorageError('backup-with-invalid-line');
}
