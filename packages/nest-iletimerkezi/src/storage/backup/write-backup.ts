import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Connection } from '../database.js';
import { SCHEMA_VERSION } from '../migrations/migrate.js';
import { onlyRow } from '../only-row.js';
import { StorageError } from '../storage.errors.js';
import {
  BACKED_UP_TABLES,
  type BackupHead,
  END_OF_BACKUP,
  END_OF_TABLE,
  type TableCounts,
  type TableHead,
  type TableTail,
} from './format.js';

/**
 * Yields the complete schema as of one snapshot while hosts are running. Rows are streamed, so memory use is constant.
 *
 * @param counted called with the rows of each table once all are written.
 * @throws StorageError when the schema is not this release's.
 */
export async function* writeBackup(
  connection: Connection,
  counted: (counts: TableCounts) => void = () => undefined,
): AsyncGenerator<Buffer | string> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    const schema = await schemaOf(client);
    const head: BackupHead = {
      format: 'nest-iletimerkezi backup',
      schema,
      takenAt: new Date().toISOString(),
    };
    yield `${JSON.stringify(head)}\n`;
    const counts: Record<string, number> = {};
    for (const table of BACKED_UP_TABLES) {
      const columns = await columnsOf(client, table);
      yield `${JSON.stringify({ table, columns } satisfies TableHead)}\n`;
      const rows = client.query(copyTo(`copy (${rowsOf(table, columns)}) to stdout`));
      yield* rows;
      counts[table] = rows.rowCount;
      yield `${END_OF_TABLE}\n${JSON.stringify({ table, rows: rows.rowCount } satisfies TableTail)}\n`;
    }
    yield `${END_OF_BACKUP}\n`;
    counted(counts);
  } finally {
    await client.end();
  }
}

/** Returns the query of a table's rows. The texts of one-time codes that were not sent yet are left out. */
function rowsOf(table: string, columns: readonly string[]): string {
  const selected = columns.map((column) =>
    table === 'orders' && column === 'texts'
      ? 'case when confidential then null else texts end as texts'
      : column,
  );
  return `select ${selected.join(', ')} from iletimerkezi.${table}`;
}

async function schemaOf(client: pg.Client): Promise<number> {
  const there = await client.query("select where to_regclass('iletimerkezi.schema_versions') is not null");
  if (there.rows.length === 0) {
    throw new StorageError('schema-absent');
  }
  const { rows } = await client.query<{ version: number }>(
    'select coalesce(max(version), 0) as version from iletimerkezi.schema_versions',
  );
  const { version } = onlyRow(rows);
  if (version === SCHEMA_VERSION) return version;
  throw new StorageError(version > SCHEMA_VERSION ? 'backup-of-newer-schema' : 'backup-of-older-schema', {
    version,
    supported: SCHEMA_VERSION,
  });
}

/**
 * Returns the columns of a table. Transaction ids (`xid`) have no meaning in another server; rows get new ones on load.
 * Generated columns are computed on load.
 */
async function columnsOf(client: pg.Client, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select column_name::text as name from information_schema.columns
      where table_schema = 'iletimerkezi' and table_name = $1 and column_name <> 'xid' and is_generated = 'NEVER'
      order by ordinal_position`,
    [table],
  );
  return rows.map(({ name }) => name);
}
