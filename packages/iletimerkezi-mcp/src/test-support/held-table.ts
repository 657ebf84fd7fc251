import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

/** A table that is locked. */
export interface HeldTable {
  /** Resolves when a statement waits for the table. */
  waitedFor(): Promise<void>;
  release(): Promise<void>;
}

const WAITING = `select count(*)::integer as count from pg_locks where not granted and relation = $1::regclass`;

/**
 * Locks a table of an embedded database, so that a test decides when a statement happens.
 * @param dir its `storage.dir`.
 * @param against `writes`: reads continue. `reads`: nothing does.
 */
export async function holdTable(
  dir: string,
  table: string,
  against: 'writes' | 'reads' = 'writes',
): Promise<HeldTable> {
  // Source: PostgreSQL manual, "postmaster.pid": line 4 is the port, line 5 the socket's directory.
  const [, , , port, host = ''] = readFileSync(join(dir, 'data', 'postmaster.pid'), 'utf8').split('\n');
  const client = new pg.Client({ host, port: Number(port), user: 'postgres', database: 'postgres' });
  await client.connect();
  await client.query('begin');
  await client.query(`lock table ${table} in ${against === 'reads' ? 'access exclusive' : 'exclusive'} mode`);
  return {
    waitedFor: async () => {
      for (;;) {
        const { rows } = await client.query<{ count: number }>(WAITING, [table]);
        if ((rows[0]?.count ?? 0) > 0) return;
      }
    },
    release: async () => {
      await client.query('commit');
      await client.end();
    },
  };
}
