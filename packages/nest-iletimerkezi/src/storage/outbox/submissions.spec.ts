import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql, type Transaction } from 'kysely';
import { MigratedDatabase } from '../../test-support/database.js';
import { SubmitterHarness } from '../../test-support/submitter-harness.js';
import { onlyRow } from '../only-row.js';
import type { Tables } from '../schema.js';
import { Submissions } from './submissions.js';

let database: MigratedDatabase;
beforeAll(async () => {
  database = await MigratedDatabase.open();
});
afterAll(() => database.close());

const nextCheck = { inMs: 60_000 };

/** Claims this number of orders, of one account each. */
async function claimed(count: number) {
  const harnesses = await Promise.all(Array.from({ length: count }, () => SubmitterHarness.open(database)));
  const orders = await Promise.all(harnesses.map((harness) => harness.take()));
  const [first] = harnesses;
  if (!first) throw new Error('at least one order');
  return { repository: first.orders, orders, read: (id: string) => first.read({ id }) };
}

/** Returns the updates of orders that the connection has not reported yet, and how many of them changed no index. */
async function updatesOf(tx: Transaction<Tables>): Promise<{ all: number; inPlace: number }> {
  const { rows } = await sql<{ all: number; inPlace: number }>`
    select pg_stat_get_xact_tuples_updated(oid) as all, pg_stat_get_xact_tuples_hot_updated(oid) as "inPlace"
      from pg_class where oid = 'iletimerkezi.orders'::regclass`.execute(tx);
  return onlyRow(rows);
}

describe('writes of several orders at once', () => {
  it('begin the orders of all accounts', async () => {
    const { repository, orders, read } = await claimed(5);
    expect(await Promise.all(orders.map((order) => repository.beginSubmitting(order)))).toEqual(
      orders.map(() => true),
    );
    for (const { id } of orders) expect((await read(id)).state).toBe('submitting');
  });

  it('begin an order without a change to an index', async () => {
    const { orders } = await claimed(1);
    const [order] = orders;
    const [before, after] = await database.kysely.transaction().execute(async (tx) => {
      const counted = await updatesOf(tx);
      expect(await new Submissions(tx).begin(order!, false)).toBe(true);
      return [counted, await updatesOf(tx)];
    });
    expect(after).toEqual({ all: before.all + 1, inPlace: before.inPlace + 1 });
  });

  // guarantee: G-029
  it('begin an order only under its current claim', async () => {
    const { repository, orders } = await claimed(2);
    const [first, second] = orders;
    const earlier = { ...second!, claim: randomUUID() };
    // The first write is in flight while the other two wait for the next statement.
    const begun = [first!, earlier, second!].map((order) => repository.beginSubmitting(order));
    expect(await Promise.all(begun)).toEqual([true, false, true]);
  });

  it('reject only the acceptance whose provider id belongs to another order', async () => {
    const harness = await SubmitterHarness.open(database);
    const orders = [await harness.take(), await harness.take(), await harness.take(), await harness.take()];
    await Promise.all(orders.map((order) => harness.orders.beginSubmitting(order)));
    const accepted = await Promise.allSettled(
      ['a', 'b', 'a', 'c'].map((id, index) =>
        harness.orders.accept(orders[index]!, { providerOrderId: id, nextCheck }),
      ),
    );
    expect(accepted.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    const states = await Promise.all(orders.map(async (order) => (await harness.read(order)).state));
    expect(states).toEqual(['submitted', 'submitted', 'submitting', 'submitted']);
  });

  // guarantee: G-029
  it('accept an attempt once, and no other attempt of the order', async () => {
    const { repository, orders } = await claimed(2);
    const [first, second] = orders;
    await Promise.all(orders.map((order) => repository.beginSubmitting(order)));
    const accept = (order: typeof first) =>
      repository.accept(order!, { providerOrderId: order!.id, nextCheck });
    const results = [first, { ...second!, claim: randomUUID() }, second].map(accept);
    expect(await Promise.all(results)).toEqual([true, false, true]);
    expect(await accept(second)).toBe(false);
  });
});
