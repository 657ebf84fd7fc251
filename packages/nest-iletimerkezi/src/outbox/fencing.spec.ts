import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { InstancesRepository } from '../storage/instances.repository.js';
import { OrdersRepository, type ClaimedOrder } from '../storage/outbox/orders.repository.js';
import { MigratedDatabase } from '../test-support/database.js';
import { refusing, SubmitterDesk } from '../test-support/submitter-desk.js';

let database: MigratedDatabase;
beforeAll(async () => {
  database = await MigratedDatabase.open();
});
afterAll(() => database.close());

/** Another instance on the same database, with a lease. */
async function peer(): Promise<OrdersRepository> {
  const id = randomUUID();
  await new InstancesRepository(database.kysely).beat(id, 3_600_000);
  return new OrdersRepository(database.kysely, id);
}

/** Ends the lease of an instance, as a peer does when its heartbeat stops. */
const expire = (orders: OrdersRepository): Promise<void> =>
  new InstancesRepository(database.kysely).remove(orders.instance);

async function claimed(desk: SubmitterDesk, orders: OrdersRepository): Promise<ClaimedOrder> {
  const [order] = await orders.claim(desk.account, 'instant', 1, randomUUID());
  if (!order) throw new Error('nothing to claim');
  return order;
}

describe('a claim that was taken away', () => {
  it('sends nothing after another instance has claimed the order', async () => {
    const desk = await SubmitterDesk.open(database);
    const order = await desk.take();
    await desk.orders.write('release', order);
    const other = await peer();
    const second = await claimed(desk, other);
    await desk.submit(order);
    expect(desk.sent).toEqual([]);
    expect((await desk.read(second)).state).toBe('claimed');
    expect(await other.beginSubmitting(second)).toBe(true);
  });

  it('releases nothing that the same instance has claimed again and is submitting', async () => {
    const desk = await SubmitterDesk.open(database);
    const order = await desk.take();
    await desk.orders.write('release', order);
    const again = await claimed(desk, desk.orders);
    expect(await desk.orders.beginSubmitting(again)).toBe(true);
    await desk.submit(order);
    expect(desk.sent).toEqual([]);
    expect((await desk.read(again)).state).toBe('submitting');
  });

  it('claims nothing more until the instance beats again', async () => {
    const desk = await SubmitterDesk.open(database);
    const order = await desk.take();
    await desk.orders.write('release', order);
    const other = await peer();
    await expire(other);
    expect(await other.claim(desk.account, 'instant', 1, randomUUID())).toEqual([]);
    await new InstancesRepository(database.kysely).beat(other.instance, 3_600_000);
    expect(await other.claim(desk.account, 'instant', 1, randomUUID())).toHaveLength(1);
  });
});

describe('a write that is repeated after its answer was lost', () => {
  it.each(['release', 'notSent', 'refused', 'outcomeUnknown', 'accepted', 'acceptedLate', 'hold'] as const)(
    '%s changes nothing of a later attempt',
    async (name) => {
      const desk = await SubmitterDesk.open(database);
      const first = await desk.take();
      await desk.orders.beginSubmitting(first);
      await desk.orders.write('notSent', first);
      const other = await peer();
      const second = await claimed(desk, other);
      expect(await desk.orders.write(name, first, { providerOrderId: randomUUID() })).toBeUndefined();
      expect((await desk.read(second)).state).toBe('claimed');
      expect(await other.beginSubmitting(second)).toBe(true);
      expect(await desk.orders.write(name, first, { providerOrderId: randomUUID() })).toBeUndefined();
      expect((await desk.read(second)).state).toBe('submitting');
    },
  );

  it('writes no second event', async () => {
    const desk = await SubmitterDesk.open(database);
    const order = await desk.take();
    await desk.orders.beginSubmitting(order);
    const accepted = { providerOrderId: `${desk.account} twice` };
    await desk.orders.write('accepted', order, accepted);
    await desk.orders.write(['accepted', 'acceptedLate'], order, accepted);
    const { rows } = await sql<{ type: string }>`select type from iletimerkezi.events
      where order_id = ${order.id} and type in ('submitted', 'reconciled')`.execute(database.kysely);
    expect(rows.map(({ type }) => type)).toEqual(['submitted']);
  });

  it('stops the lane once, so that a lane which a person resumed stays resumed', async () => {
    const desk = await SubmitterDesk.open(database);
    const order = await desk.take();
    await desk.orders.beginSubmitting(order);
    await desk.orders.write('notSent', order, { stopLane: 'insufficient-balance' });
    await desk.orders.resumeLanes(desk.account);
    await desk.orders.write('notSent', order, { stopLane: 'insufficient-balance' });
    const { rows } = await sql<{ stopped_at: Date | null }>`select stopped_at from iletimerkezi.lanes
      where account = ${desk.account}`.execute(database.kysely);
    expect(rows).toEqual([{ stopped_at: null }]);
  });
});

describe('an instance that wakes after its lease', () => {
  /** A desk whose order entered `submitting` before its lease ended and a peer recovered it. */
  async function recovered(): Promise<{ desk: SubmitterDesk; order: ClaimedOrder }> {
    const desk = await SubmitterDesk.open(database);
    const order = await desk.take();
    await desk.orders.beginSubmitting(order);
    await expire(desk.orders);
    await (await peer()).recover();
    expect((await desk.read(order)).state).toBe('unknown');
    return { desk, order };
  }

  it.each(['unknown', 'held', 'resent'] as const)(
    'reconciles an order that became %s with the acceptance it brings',
    async (state) => {
      const { desk, order } = await recovered();
      if (state !== 'unknown') await desk.orders.move(order.id, state);
      const providerOrderId = `${desk.account} late`;
      await desk.orders.write(['accepted', 'acceptedLate'], order, { providerOrderId });
      expect(await desk.read(order)).toMatchObject({ state: 'reconciled', providerOrderId });
    },
  );

  it.each(['unknown', 'held'] as const)(
    'returns an order that became %s to pending when nothing left',
    async (state) => {
      const { desk, order } = await recovered();
      if (state === 'held') await desk.orders.move(order.id, 'held');
      expect(await desk.orders.write(['release', 'notSent'], order, { uncounted: true })).toBe('pending');
    },
  );

  it.each(['unknown', 'held'] as const)(
    'rejects an order that became %s with the refusal it brings',
    async (state) => {
      const { desk, order } = await recovered();
      if (state === 'held') await desk.orders.move(order.id, 'held');
      expect(await desk.orders.write('refused', order, {})).toBe('rejected');
    },
  );

  it('leaves an order alone that a person had sent again, when nothing left', async () => {
    const { desk, order } = await recovered();
    await desk.orders.move(order.id, 'resent');
    expect(await desk.orders.write(['release', 'notSent'], order)).toBeUndefined();
  });

  it('finds its claimed order pending, and leaves it to the next claim', async () => {
    const desk = await SubmitterDesk.open(database);
    const order = await desk.take();
    await expire(desk.orders);
    const other = await peer();
    await other.recover();
    expect(await desk.read(order)).toMatchObject({ state: 'pending', attempts: 0 });
    await desk.submit(order);
    expect(desk.sent).toEqual([]);
    expect((await desk.read(order)).state).toBe('pending');
  });
});

describe('a refusal as a duplicate (451)', () => {
  it('never rejects an order that had entered submitting before', async () => {
    const desk = await SubmitterDesk.open(database);
    const first = await desk.take();
    await desk.orders.beginSubmitting(first);
    await desk.orders.write('notSent', first);
    const second = await claimed(desk, desk.orders);
    expect(second.attempted).toBe(true);
    desk.answer = refusing('duplicate-order');
    await desk.submit(second);
    expect(await desk.read(second)).toMatchObject({
      state: 'unknown',
      evidence: { code: 'duplicate-order', unknown: expect.stringContaining('earlier attempt') },
    });
  });
});

describe('a claim whose answer was lost', () => {
  it('is released at the next heartbeat, and one whose answer is only late is not', async () => {
    const desk = await SubmitterDesk.open(database);
    const lost = await desk.take();
    await desk.orders.releaseOrphanedClaims([lost.claim]);
    expect((await desk.read(lost)).state).toBe('claimed');
    await desk.orders.releaseOrphanedClaims([]);
    expect(await desk.read(lost)).toMatchObject({ state: 'pending', attempts: 0 });
    await desk.submit(lost);
    expect(desk.sent).toEqual([]);
  });
});

describe('a second order that repeats an unknown one', () => {
  it('is cancelled when the first turns out to have been accepted', async () => {
    const desk = await SubmitterDesk.open(database);
    const first = await desk.take();
    await desk.orders.beginSubmitting(first);
    await desk.orders.write('outcomeUnknown', first);
    const second = await desk.resend(first);
    await desk.orders.write(['accepted', 'acceptedLate'], first, {
      providerOrderId: `${desk.account} first`,
    });
    const { rows } = await sql<{ id: string; state: string }>`select id, state from iletimerkezi.orders
      where id in (${first.id}, ${second}) order by created_at, position`.execute(database.kysely);
    expect(rows).toEqual([
      { id: first.id, state: 'reconciled' },
      { id: second, state: 'cancelled' },
    ]);
  });
});
