import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import {
  createEmptyDatabase,
  createSpecDatabase,
  type SpecDatabase,
  urlOf,
} from '../test-support/database.js';
import { SpecDirectories } from '../test-support/directories.js';
import { runStorageCommand } from './command.js';
import { Database } from './database.js';

const directories = new SpecDirectories();
const VARIABLE = 'ILETIMERKEZI_STORAGE_URL';
const before = process.env[VARIABLE];
const opened: { spec: SpecDatabase; database: Database }[] = [];

beforeEach(() => {
  delete process.env[VARIABLE];
});
afterEach(async () => {
  if (before === undefined) delete process.env[VARIABLE];
  else process.env[VARIABLE] = before;
  for (const { spec, database } of opened.splice(0)) {
    await database.close();
    await spec.drop();
  }
});
afterAll(() => directories.removeAll());

/** Connects to a database. */
function connect(spec: SpecDatabase): { url: string; database: Database } {
  const database = new Database(spec.connection, { size: 2 });
  opened.push({ spec, database });
  return { url: urlOf(spec), database };
}

const empty = async () => connect(await createEmptyDatabase());

/** Creates a database with one unsent order. */
async function filled(): Promise<{ url: string; database: Database }> {
  const made = connect(await createSpecDatabase());
  await sql`with c as (insert into iletimerkezi.campaigns (id, account) values (gen_random_uuid(), 'default') returning id)
    insert into iletimerkezi.orders (id, campaign_id, account, lane, state, sender, kind, texts, recipient_count)
    select gen_random_uuid(), c.id, 'default', 'instant', 'pending', 'SHOP', 'transactional', '{Selam}', 0 from c`.execute(
    made.database.kysely,
  );
  return made;
}

async function states({ kysely }: Database): Promise<string[]> {
  const { rows } = await sql<{ state: string }>`select state from iletimerkezi.orders`.execute(kysely);
  return rows.map(({ state }) => state);
}

describe('the storage command', () => {
  it('backs up a database and restores it elsewhere, with unsent orders held', async () => {
    const { url } = await filled();
    const file = join(directories.make(), 'backup.gz');
    const backedUp = await runStorageCommand(['backup', file, '--url', url]);
    expect(backedUp).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(/ 1 {2}orders backed up\n/),
    });
    expect(existsSync(file)).toBe(true);
    const target = await empty();
    const restored = await runStorageCommand(['restore', file, '--url', target.url]);
    expect(restored).toMatchObject({ code: 0, out: expect.stringMatching(/ 1 {2}orders restored\n/) });
    expect(await states(target.database)).toEqual(['held']);
  });

  it('reads the URL from the environment, and keeps unsent orders pending on request', async () => {
    const file = join(directories.make(), 'backup.gz');
    process.env[VARIABLE] = (await filled()).url;
    expect(await runStorageCommand(['backup', file])).toMatchObject({ code: 0 });
    const target = await empty();
    process.env[VARIABLE] = target.url;
    expect(await runStorageCommand(['restore', file, '--keep-pending'])).toMatchObject({ code: 0 });
    expect(await states(target.database)).toEqual(['pending']);
  });

  // guarantee: G-098
  it('moves an embedded database, and prefers --dir to any URL', async () => {
    const file = join(directories.make(), 'backup.gz');
    await runStorageCommand(['backup', file, '--url', (await filled()).url]);
    const dir = directories.make();
    process.env[VARIABLE] = 'postgres://app@127.0.0.1:1/nowhere';
    expect(await runStorageCommand(['restore', file, '--dir', dir])).toMatchObject({ code: 0, err: '' });
    const target = await empty();
    const moved = await runStorageCommand(['move', '--to-url', target.url, '--dir', dir]);
    expect(moved).toMatchObject({ code: 0, out: expect.stringMatching(/Set storage\.url now\.\n$/) });
    expect(await states(target.database)).toEqual(['held']);
  });

  it('prints the tables as SQL', async () => {
    const { code, out } = await runStorageCommand(['sql']);
    expect([code, out]).toEqual([0, expect.stringContaining('create table iletimerkezi.orders')]);
  });

  it.each([
    [[], 'Unknown command.'],
    [['sing'], 'Unknown command.'],
    [['sql', 'one', 'more'], 'Unknown command.'],
    [['backup'], 'FILE is missing.'],
    [['restore'], 'FILE is missing.'],
    [['move'], '--to-url is missing.'],
    [['backup', 'f', '--loud'], '--loud'],
  ])('prints its usage after %j', async (args, why) => {
    const { code, out, err } = await runStorageCommand(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(why);
    expect(err).toContain('Usage:');
  });

  it('prints its usage for --help, whatever stands beside it', async () => {
    for (const args of [['--help'], ['backup', '--help'], ['--loud', '--help']])
      expect(await runStorageCommand(args)).toEqual({
        code: 0,
        out: expect.stringContaining('Usage:'),
        err: '',
      });
  });

  it('exits with 1 and the reason when it fails', async () => {
    const missing = join(directories.make(), 'missing.gz');
    const { url } = await empty();
    const { code, err } = await runStorageCommand(['restore', missing, '--url', url]);
    expect([code, err]).toEqual([1, expect.stringContaining('missing.gz')]);
  });
});
