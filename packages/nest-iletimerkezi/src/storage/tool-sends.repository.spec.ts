// starts: PostgreSQL
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { createSpecDatabase, type SpecDatabase } from '../test-support/database.js';
import { Database } from './database.js';
import { ToolSendsRepository, type ToolSend } from './tool-sends.repository.js';

const CAP = 50;
const CAPS = { hour: { recipients: CAP, credits: 1_000 }, day: { recipients: 2 * CAP, credits: 10_000 } };

let spec: SpecDatabase;
const instances: Database[] = [];
beforeAll(async () => {
  spec = await createSpecDatabase();
  for (let index = 0; index < 3; index += 1) instances.push(new Database(spec.connection, { size: 4 }));
});
afterAll(async () => {
  for (const instance of instances) await instance.close();
  await spec.drop();
});

const counterOf = (account: string, instance = 0) =>
  new ToolSendsRepository(instances[instance]!.kysely, account);

const send = (key: string, size: Partial<ToolSend> = {}): ToolSend => ({
  key,
  recipients: 1,
  credits: 2,
  caps: CAPS,
  ...size,
});

/** Lets time pass for an account. */
const pass = (account: string, minutes: number) =>
  sql`update iletimerkezi.tool_sends set at = at - make_interval(mins => ${minutes}) where account = ${account}`.execute(
    instances[0]!.kysely,
  );

describe('the sends of tools', () => {
  // guarantee: G-160
  it('never exceed a cap with parallel reservations of several instances', async () => {
    const results = await Promise.all(
      Array.from({ length: 2 * CAP }, (_, index) =>
        counterOf('parallel', index % instances.length).reserve(send(`key ${index}`)),
      ),
    );
    expect(results.filter(({ reserved }) => reserved)).toHaveLength(CAP);
    expect(await counterOf('parallel').used()).toEqual({
      hour: { recipients: CAP, credits: 2 * CAP },
      day: { recipients: CAP, credits: 2 * CAP },
    });
  });

  it('refuse a send that exceeds the credits, and say what counted before', async () => {
    const counter = counterOf('credits');
    await counter.reserve(send('one', { credits: 900 }));
    expect(await counter.reserve(send('two', { credits: 101 }))).toMatchObject({
      reserved: false,
      used: { hour: { recipients: 1, credits: 900 } },
    });
    expect(await counter.reserve(send('three', { credits: 100 }))).toMatchObject({ reserved: true });
  });

  it('count a key once, until every call that reserved it has released it', async () => {
    const counter = counterOf('repeated');
    await Promise.all([counter.reserve(send('same')), counterOf('repeated', 1).reserve(send('same'))]);
    expect((await counter.used()).day.recipients).toBe(1);
    await counter.release('same');
    expect((await counter.used()).day.recipients).toBe(1);
    await counter.release('same');
    expect((await counter.used()).day.recipients).toBe(0);
  });

  it('count for an hour and for a day, and are deleted afterwards', async () => {
    const counter = counterOf('old');
    await counter.reserve(send('first', { recipients: CAP }));
    await pass('old', 61);
    expect(await counter.reserve(send('second', { recipients: CAP }))).toMatchObject({ reserved: true });
    await pass('old', 61);
    expect(await counter.reserve(send('third'))).toMatchObject({
      reserved: false,
      used: { hour: { recipients: 0 }, day: { recipients: 2 * CAP } },
    });
    await pass('old', 24 * 60);
    expect(await counter.reserve(send('fourth'))).toMatchObject({ reserved: true });
    const { rows } = await sql`select key from iletimerkezi.tool_sends where account = 'old'`.execute(
      instances[0]!.kysely,
    );
    expect(rows).toEqual([{ key: 'fourth' }]);
  });

  it('count for their account only', async () => {
    await counterOf('mine').reserve(send('one'));
    expect((await counterOf('yours').used()).day.recipients).toBe(0);
  });
});
