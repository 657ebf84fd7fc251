// starts: PostgreSQL
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import {
  createEmptyDatabase,
  createSpecDatabase,
  type SpecDatabase,
  urlOf,
} from '../../test-support/database.js';
import { SpecDirectories } from '../../test-support/directories.js';
import { Database } from '../database.js';
import { backUp, restore } from './backup.js';

const directories = new SpecDirectories();
const PHONE = '+905301234567';

let spec: SpecDatabase;
let target: SpecDatabase;
let source: Database;
let restored: Database;
let file: string;

beforeAll(async () => {
  spec = await createSpecDatabase();
  target = await createEmptyDatabase();
  source = new Database(spec.connection, { size: 2 });
  restored = new Database(target.connection, { size: 2 });
  const { kysely } = source;
  await sql`insert into iletimerkezi.campaigns (id, account) values (gen_random_uuid(), 'shop')`.execute(
    kysely,
  );
  await sql`insert into iletimerkezi.orders (id, campaign_id, account, lane, state, sender, kind, texts, recipient_count, confidential, spend)
    select gen_random_uuid(), c.id, c.account, 'instant', s.state, 'SHOP', 'transactional', array['Kodunuz 481516'], 1, true,
      '{"day": "2026-01-31", "credits": 1, "byPrice": true}'
      from iletimerkezi.campaigns c, unnest(array['pending', 'claimed', 'held']) as s (state)`.execute(
    kysely,
  );
  await sql`insert into iletimerkezi.spend_periods (account, period, starts, reserved) values ('shop', 'day', '2026-01-31', 3)`.execute(
    kysely,
  );
  await sql`insert into iletimerkezi.phone_verifications (key, account, number, purpose, target, scopes, scope_keys, seed, hash_key,
      code_length, locale, created_at, expires_at, resend_at)
    values (gen_random_uuid(), 'shop', ${PHONE}, 'sign-in', 'target', '{}', '{}', 'seed', 'key', 6, 'tr', now(), now(), now())`.execute(
    kysely,
  );
  await sql`insert into iletimerkezi.phone_verification_targets (account, target, wrong, touched_at)
    values ('shop', 'target', array[now(), now()], now())`.execute(kysely);
  await sql`insert into iletimerkezi.phone_verification_hits (account, scope, key, at) values ('shop', 'phone', 'hash', now())`.execute(
    kysely,
  );
  await sql`insert into iletimerkezi.phone_verification_pauses (account, scope, key, until) values ('shop', 'ip', 'hash', now())`.execute(
    kysely,
  );
  await sql`insert into iletimerkezi.tool_sends (account, key, recipients, credits, at) values ('shop', 'key', 2, 4, now())`.execute(
    kysely,
  );
  file = join(directories.make(), 'backup.gz');
  await backUp({ url: urlOf(spec) }, file);
  await restore({ url: urlOf(target) }, file, { unsent: 'keep-pending' });
});
afterAll(async () => {
  await source.close();
  await restored.close();
  await spec.drop();
  await target.drop();
  directories.removeAll();
});

const LIMITS = [
  'phone_verification_targets',
  'phone_verification_hits',
  'phone_verification_pauses',
  'spend_periods',
  'tool_sends',
] as const;

describe('a backup of phone verifications', () => {
  it.each(LIMITS)('has the rows of %s', async (table) => {
    const rows = ({ kysely }: Database) =>
      sql<{ row: string }>`select t::text as row from ${sql.table(`iletimerkezi.${table}`)} t`.execute(
        kysely,
      );
    const found = await rows(restored);
    expect(found.rows).toHaveLength(1);
    expect(found.rows).toEqual((await rows(source)).rows);
  });

  // guarantee: G-135
  it('has no code that was not sent, and no phone of a verification', () => {
    const text = gunzipSync(readFileSync(file)).toString();
    expect(text).not.toContain('481516');
    expect(text).not.toContain(PHONE);
  });

  it('expires the messages of codes that were not sent, which gives their credits back', async () => {
    const { rows } = await sql<{ state: string; texts: null }>`
      select state, texts from iletimerkezi.orders order by state`.execute(restored.kysely);
    expect(rows).toEqual([
      { state: 'expired', texts: null },
      { state: 'expired', texts: null },
      { state: 'held', texts: null },
    ]);
    const changes = await sql<{ reserved: string }>`
      select sum(reserved)::text as reserved from iletimerkezi.spend_changes`.execute(restored.kysely);
    expect(changes.rows).toEqual([{ reserved: '-2' }]);
  });
});
