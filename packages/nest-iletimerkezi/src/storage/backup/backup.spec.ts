import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import {
  createEmptyDatabase,
  createSpecDatabase,
  type SpecDatabase,
  urlOf,
} from '../../test-support/database.js';
import { SpecDirectories } from '../../test-support/directories.js';
import { Database } from '../database.js';
import { migrate } from '../migrations/migrate.js';
import { Storage } from '../storage.js';
import { backUp, move, restore } from './backup.js';

const directories = new SpecDirectories();
const log = { log: () => undefined, warn: () => undefined, error: () => undefined };
const NASTY = 'line one\nline two\t\\.\n\\.\nşğİı "quoted" {json} \\N';

let spec: SpecDatabase;
let source: Database;
let sourceUrl: string;
let file: string;

async function fill({ kysely }: Database): Promise<void> {
  await sql`insert into iletimerkezi.campaigns (id, account) select gen_random_uuid(), 'default' from generate_series(1, 3)`.execute(
    kysely,
  );
  await sql`insert into iletimerkezi.orders (id, campaign_id, account, lane, state, sender, kind, texts, recipient_count)
    select gen_random_uuid(), c.id, 'default', 'bulk', s.state, 'SHOP', 'transactional', array[${NASTY}], 2000
      from iletimerkezi.campaigns c cross join unnest(array['pending', 'submitted', 'submitting']) as s (state)`.execute(
    kysely,
  );
  await sql`with t as (insert into iletimerkezi.templates (account, id, status, version, created_at, saved_at)
      values ('default', gen_random_uuid(), 'draft', 2, now(), now()) returning *)
    insert into iletimerkezi.template_versions (account, template_id, version, status, name, text, saved_at)
      select account, id, n, status, 'Bayram', ${NASTY}, saved_at from t cross join generate_series(1, 2) n`.execute(
    kysely,
  );
  // An order past its retention period has neither texts nor numbers.
  await sql`update iletimerkezi.orders set texts = null, erased_at = now(), erased_how = 'removed'
    where position = (select min(position) from iletimerkezi.orders where state = 'submitted')`.execute(
    kysely,
  );
  await sql`insert into iletimerkezi.recipients (campaign_id, number, order_id)
    select o.campaign_id, '+90530' || lpad((n + o.position * 10000)::text, 7, '0'), o.id
      from iletimerkezi.orders o cross join generate_series(1, 2000) n`.execute(kysely);
}

const targets: { other: SpecDatabase; database: Database }[] = [];

async function empty(): Promise<{ url: string; database: Database }> {
  const other = await createEmptyDatabase();
  const database = new Database(other.connection, { size: 2 });
  targets.push({ other, database });
  return { url: urlOf(other), database };
}

afterEach(async () => {
  for (const { other, database } of targets.splice(0)) {
    await database.close();
    await other.drop();
  }
});

async function states({ kysely }: Database): Promise<Record<string, number>> {
  const { rows } = await sql<{ state: string; n: number }>`
    select state, count(*) as n from iletimerkezi.orders group by state`.execute(kysely);
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}

beforeAll(async () => {
  spec = await createSpecDatabase();
  source = new Database(spec.connection, { size: 2 });
  sourceUrl = urlOf(spec);
  await fill(source);
  file = join(directories.make(), 'backup.gz');
  await backUp({ url: sourceUrl }, file);
});
afterAll(async () => {
  await source.close();
  await spec.drop();
  directories.removeAll();
});

describe('a backup', () => {
  // guarantee: G-097
  it('restores every row unchanged and continues the numbering of the source', async () => {
    const { url, database } = await empty();
    const counts = await restore({ url }, file, { unsent: 'keep-pending' });
    expect(counts).toMatchObject({ campaigns: 3, orders: 9, recipients: 18_000 });
    const rows = ({ kysely }: Database) =>
      kysely.selectFrom('orders').selectAll().orderBy('position').execute();
    expect(await rows(database)).toEqual(await rows(source));
    const versions = ({ kysely }: Database) =>
      kysely.selectFrom('template_versions').selectAll().orderBy('version').execute();
    expect(await versions(database)).toHaveLength(2);
    expect(await versions(database)).toEqual(await versions(source));
    const next = await sql<{ next: number }>`
      select nextval(pg_get_serial_sequence('iletimerkezi.orders', 'position')) as next`.execute(
      database.kysely,
    );
    expect(next.rows[0]?.next).toBe(10);
  });

  // guarantee: G-097
  it('holds orders that were unsent at backup time, because they may have been sent since', async () => {
    const { url, database } = await empty();
    await restore({ url }, file, { unsent: 'hold' });
    expect(await states(database)).toEqual({ held: 6, submitted: 3 });
  });

  it('is refused by a database that has orders', async () => {
    await expect(restore({ url: sourceUrl }, file, { unsent: 'hold' })).rejects.toMatchObject({
      code: 'target-not-empty',
    });
  });

  it('is refused when damaged, and changes nothing', async () => {
    const { url, database } = await empty();
    const damaged = join(directories.make(), 'damaged.gz');
    const bytes = readFileSync(file);
    const text = gunzipSync(bytes).toString();
    const zipped = (from: string | RegExp, to: string): Buffer => gzipSync(text.replace(from, to));
    const damages: [Buffer, string, RegExp][] = [
      [bytes.subarray(0, bytes.length / 2), 'backup-unreadable', /Z_BUF_ERROR/],
      [Buffer.from('hello'), 'backup-unreadable', /Z_DATA_ERROR/],
      [gzipSync('{"hello":1}\n'), 'backup-unreadable', /another format/],
      [gzipSync('null\n'), 'backup-unreadable', /a line of it/],
      [gzipSync('hello\n'), 'backup-unreadable', /a line of it/],
      [zipped('"schema":', '"schema":"x","was":'), 'backup-unreadable', /another format/],
      [zipped('"schema":', '"schema":999,"was":'), 'schema-newer', /has version 999/],
      [zipped(/\{"table":"events"[^]*/, ''), 'backup-unreadable', /truncated/],
      [zipped(/\+905300010005[^]*/, ''), 'backup-unreadable', /truncated/],
      [zipped(/$/, '{"more":1}\n'), 'backup-unreadable', /contains data after its end/],
      [zipped('{"table":"events"', '{"table":"pg_user"'), 'backup-unreadable', /table or column/],
      [zipped('"columns":["id"', '"columns":["id) from stdin; --"'), 'backup-unreadable', /table or column/],
      [zipped(/.*\+905300010005.*\n/, ''), 'counts-differ', /17999 were read/],
      [zipped('+905300010005', '+905300010005\tmore'), 'backup-unreadable', /a row of it/],
      [zipped(/(\+90530\d{7})(?=\t[^\n]*\n\\\.\n)/, '$1\tmore'), 'backup-unreadable', /a row of it/],
    ];
    for (const [damage, code, message] of damages) {
      writeFileSync(damaged, damage);
      const refused = restore({ url }, damaged, { unsent: 'hold' });
      await expect(refused).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    }
    await migrate(database.kysely);
    expect(await states(database)).toEqual({});
  });

  it('is named in the error when the file is missing', async () => {
    await expect(restore({ url: sourceUrl }, '/nowhere/backup.gz', { unsent: 'hold' })).rejects.toThrow(
      /nowhere/,
    );
  });

  it('requires a database at this release’s schema, and leaves no partial file', async () => {
    const { url, database } = await empty();
    const unfinished = join(directories.make(), 'unfinished.gz');
    const refusal = async (): Promise<unknown> =>
      backUp({ url }, unfinished).catch((error: unknown) => error);
    expect(await refusal()).toMatchObject({
      code: 'schema-missing',
      message: expect.stringMatching(/no host has used it/),
    });
    await migrate(database.kysely, 1);
    expect(await refusal()).toMatchObject({
      code: 'schema-missing',
      message: expect.stringMatching(/at version 1,/),
    });
    await sql`insert into iletimerkezi.schema_versions (version, name) values (999, 'later')`.execute(
      database.kysely,
    );
    expect(await refusal()).toMatchObject({
      code: 'schema-newer',
      message: expect.stringMatching(/at version 999,/),
    });
    expect(existsSync(unfinished) || existsSync(`${unfinished}.partial`)).toBe(false);
  });

  it('reports an unreachable database as such, not as an unreadable backup', async () => {
    const refused = restore({ url: 'postgres://app@127.0.0.1:1/nowhere' }, file, { unsent: 'hold' });
    await expect(refused).rejects.toMatchObject({ code: 'database-unreachable' });
  });
});

describe('the move to another PostgreSQL', () => {
  it('copies every row, keeps unsent orders sendable, and makes the old data unusable for hosts', async () => {
    const dir = directories.make();
    const embedded = await Storage.open({ dir }, log);
    await fill(embedded.database);
    const { url, database } = await empty();
    await expect(move(dir, url)).rejects.toMatchObject({ code: 'hosts-running' });
    await embedded.close();

    const { counts, kept } = await move(dir, url);
    expect(counts).toMatchObject({ orders: 9, recipients: 18_000 });
    expect(await states(database)).toEqual({ pending: 3, submitted: 3, submitting: 3 });
    expect(existsSync(kept)).toBe(true);
    expect(readdirSync(dir)).not.toContain('data');
  });
});
