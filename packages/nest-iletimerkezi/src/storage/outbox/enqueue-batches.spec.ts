import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { prepareOrder } from '../../outbox/enqueue.js';
import { followStream } from '../events/followed-streams.js';
import { MigratedDatabase } from '../../test-support/database.js';
import { many, message, number } from '../../test-support/messages.js';
import { EnqueueBatches } from './enqueue-batches.js';

let database: MigratedDatabase;
beforeAll(async () => {
  database = await MigratedDatabase.open();
  await followStream(database.kysely, 'events', 600_000);
});
afterAll(() => database.close());

/** Returns the stored orders of an account in the sequence in which they are sent, with their numbers and transactions. */
async function storedFor(account: string) {
  const { rows } = await sql<{ numbers: string[]; texts: string[]; xid: string; queued: number }>`
    select texts, xmin::text as xid,
      (select array_agg(number order by number) from iletimerkezi.recipients where order_id = o.id) as numbers,
      (select count(*) from iletimerkezi.events where order_id = o.id and type = 'queued') as queued
      from iletimerkezi.orders o where account = ${account} order by position`.execute(database.kysely);
  return rows;
}

const accountOf = (name: string) => ({ name, defaultSender: 'SHOP' });

describe('messages that are enqueued at the same time', () => {
  it('share a transaction while an earlier one is in flight, and keep their sequence', async () => {
    const batches = new EnqueueBatches(database.kysely);
    const numbers = many(20);
    const ids = await Promise.all(
      numbers.map((to) => prepareOrder(accountOf('shared'), message(to), {})(batches)),
    );
    const stored = await storedFor('shared');
    expect(stored.map(({ numbers: to }) => to)).toEqual(numbers.map((to) => [to]));
    expect(stored.every(({ queued, texts }) => queued === 1 && texts[0] === 'Kodunuz 1')).toBe(true);
    expect(new Set(stored.map(({ xid }) => xid)).size).toBe(2);
    expect(new Set(ids).size).toBe(20);
  });

  it('are stored with the text of each recipient', async () => {
    const batches = new EnqueueBatches(database.kysely);
    const [one, two, three] = [number(), number(), number()];
    const messages = [
      { text: 'A', recipients: [one, two] },
      { text: 'B', recipients: [three] },
    ];
    await prepareOrder(accountOf('texts'), { kind: 'transactional', messages }, {})(batches);
    const { rows } = await sql`select number, text_index as text from iletimerkezi.recipients
      join iletimerkezi.orders o on o.id = order_id where account = 'texts' order by number`.execute(
      database.kysely,
    );
    expect(rows).toEqual([
      { number: one, text: 0 },
      { number: two, text: 0 },
      { number: three, text: 1 },
    ]);
  });

  it('are rejected alone when PostgreSQL refuses one of them', async () => {
    const batches = new EnqueueBatches(database.kysely);
    const far = { notBefore: new Date(8.64e15) };
    const all = await Promise.allSettled(
      many(5).map((to, index) =>
        prepareOrder(accountOf('refused'), message(to), index === 3 ? far : {})(batches),
      ),
    );
    expect(all.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(await storedFor('refused')).toHaveLength(4);
  });

  it('have their own statements with a dedupeKey or many recipients', async () => {
    const batches = new EnqueueBatches(database.kysely);
    const enqueue = (recipients: string[], dedupeKey?: string) =>
      prepareOrder(accountOf('alone'), message(...recipients), { dedupeKey })(batches);
    const to = [number()];
    const ids = await Promise.all([
      enqueue(to, 'key'),
      enqueue(to, 'key'),
      enqueue(many(50)),
      enqueue(many(50)),
    ]);
    expect(ids[0]).toBe(ids[1]);
    expect(new Set((await storedFor('alone')).map(({ xid }) => xid)).size).toBe(3);
  });
});
