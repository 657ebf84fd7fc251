import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AttemptMarkers } from '../storage/attempt-markers.js';
import { InstancesRepository } from '../storage/instances.repository.js';
import type { ClaimedOrder } from '../storage/outbox/claim-orders.js';
import { OrdersRepository } from '../storage/outbox/orders.repository.js';
import { MigratedDatabase } from '../test-support/database.js';
import { SpecDirectories } from '../test-support/directories.js';
import { eventsOf } from '../test-support/event-log.js';
import { stoppedLanes } from '../test-support/outbox-tables.js';
import { INSTANCE, refusing, SubmitterHarness } from '../test-support/submitter-harness.js';

let database: MigratedDatabase;
beforeAll(async () => {
  database = await MigratedDatabase.open();
});
afterAll(() => database.close());

/** Creates another instance on the same database, with a lease. */
async function peer(): Promise<OrdersRepository> {
  const id = randomUUID();
  await new InstancesRepository(database.kysely).beat(id, 3_600_000);
  return new OrdersRepository(database.kysely, id);
}

/** Ends the lease of an instance, as a peer does when its heartbeat stops. */
const expire = (orders: OrdersRepository): Promise<void> =>
  new InstancesRepository(database.kysely).remove(orders.instance);

async function claimed(harness: SubmitterHarness, orders: OrdersRepository): Promise<ClaimedOrder> {
  const [order] = await orders.claim(harness.account, 'instant', 1, randomUUID());
  if (!order) throw new Error('nothing to claim');
  return order;
}

describe('a claim that another claim replaced', () => {
  // guarantee: G-029
  it('sends nothing after another instance has claimed the order', async () => {
    const harness = await SubmitterHarness.open(database);
    const order = await harness.take();
    await harness.orders.write('release', order);
    const other = await peer();
    const second = await claimed(harness, other);
    await harness.submit(order);
    expect(harness.sent).toEqual([]);
    expect((await harness.read(second)).state).toBe('claimed');
    expect(await other.beginSubmitting(second)).toBe(true);
  });

  // guarantee: G-029
  it('releases nothing that the same instance has claimed again and is submitting', async () => {
    const harness = await SubmitterHarness.open(database);
    const order = await harness.take();
    await harness.orders.write('release', order);
    const again = await claimed(harness, harness.orders);
    expect(await harness.orders.beginSubmitting(again)).toBe(true);
    await harness.submit(order);
    expect(harness.sent).toEqual([]);
    expect((await harness.read(again)).state).toBe('submitting');
  });

  it('claims nothing until the next heartbeat of the instance', async () => {
    const harness = await SubmitterHarness.open(database);
    const order = await harness.take();
    await harness.orders.write('release', order);
    const other = await peer();
    await expire(other);
    expect(await other.claim(harness.account, 'instant', 1, randomUUID())).toEqual([]);
    await new InstancesRepository(database.kysely).beat(other.instance, 3_600_000);
    expect(await other.claim(harness.account, 'instant', 1, randomUUID())).toHaveLength(1);
  });
});

describe('a write that is repeated after its result was lost', () => {
  // guarantee: G-029
  it.each(['release', 'notSent', 'refused', 'outcomeUnknown', 'accepted', 'acceptedLate', 'hold'] as const)(
    '%s changes nothing of a later attempt',
    async (name) => {
      const harness = await SubmitterHarness.open(database);
      const first = await harness.take();
      await harness.orders.beginSubmitting(first);
      await harness.orders.write('notSent', first);
      const other = await peer();
      const second = await claimed(harness, other);
      expect(await harness.orders.write(name, first, { providerOrderId: randomUUID() })).toBeUndefined();
      expect((await harness.read(second)).state).toBe('claimed');
      expect(await other.beginSubmitting(second)).toBe(true);
      expect(await harness.orders.write(name, first, { providerOrderId: randomUUID() })).toBeUndefined();
      expect((await harness.read(second)).state).toBe('submitting');
    },
  );

  it('writes no second event', async () => {
    const harness = await SubmitterHarness.open(database);
    const order = await harness.take();
    await harness.orders.beginSubmitting(order);
    const accepted = { providerOrderId: `${harness.account} twice` };
    await harness.orders.write('accepted', order, accepted);
    await harness.orders.write(['accepted', 'acceptedLate'], order, accepted);
    const events = (await eventsOf(database.kysely, harness.account)).filter(
      (event) => event.order === order.id && (event.type === 'submitted' || event.type === 'reconciled'),
    );
    expect(events.map(({ type }) => type)).toEqual(['submitted']);
  });

  it('stops the lane once, so that a lane resumed by an operator stays resumed', async () => {
    const harness = await SubmitterHarness.open(database);
    const order = await harness.take();
    await harness.orders.beginSubmitting(order);
    await harness.orders.write('notSent', order, { stopLane: 'insufficient-balance' });
    expect(await stoppedLanes(database.kysely, harness.account)).toHaveLength(1);
    await harness.orders.resumeLanes(harness.account);
    await harness.orders.write('notSent', order, { stopLane: 'insufficient-balance' });
    expect(await stoppedLanes(database.kysely, harness.account)).toEqual([]);
  });
});

describe('an instance that resumes after its lease expired', () => {
  /** Creates a harness with an order that entered `submitting` before the lease expired and a peer recovered it. */
  async function recovered(): Promise<{ harness: SubmitterHarness; order: ClaimedOrder }> {
    const harness = await SubmitterHarness.open(database);
    const order = await harness.take();
    await harness.orders.beginSubmitting(order);
    await expire(harness.orders);
    await (await peer()).recover(() => []);
    expect((await harness.read(order)).state).toBe('unknown');
    return { harness, order };
  }

  // guarantee: G-030
  it.each(['unknown', 'held', 'resent'] as const)(
    'reconciles an order that became %s when the provider accepted it',
    async (state) => {
      const { harness, order } = await recovered();
      if (state !== 'unknown') await harness.orders.move(order.id, state);
      const providerOrderId = `${harness.account} late`;
      await harness.orders.write(['accepted', 'acceptedLate'], order, { providerOrderId });
      expect(await harness.read(order)).toMatchObject({ state: 'reconciled', providerOrderId });
    },
  );

  // guarantee: G-030
  it.each(['unknown', 'held'] as const)(
    'returns an order that became %s to pending when it was not sent',
    async (state) => {
      const { harness, order } = await recovered();
      if (state === 'held') await harness.orders.move(order.id, 'held');
      expect(await harness.orders.write(['release', 'notSent'], order, { uncounted: true })).toBe('pending');
    },
  );

  it.each(['unknown', 'held'] as const)(
    'rejects an order that became %s when the provider refused it',
    async (state) => {
      const { harness, order } = await recovered();
      if (state === 'held') await harness.orders.move(order.id, 'held');
      expect(await harness.orders.write('refused', order, {})).toBe('rejected');
    },
  );

  it('does not change an unsent order that an operator resent', async () => {
    const { harness, order } = await recovered();
    await harness.orders.move(order.id, 'resent');
    expect(await harness.orders.write(['release', 'notSent'], order)).toBeUndefined();
  });

  it('keeps the orders that it works on, before its next heartbeat', async () => {
    const harness = await SubmitterHarness.open(database);
    const [claimed, submitting] = [await harness.take(), await harness.take()];
    await harness.orders.beginSubmitting(submitting);
    await expire(harness.orders);
    await harness.orders.recover(() => [claimed.claim, submitting.claim]);
    expect((await harness.read(claimed)).state).toBe('claimed');
    expect((await harness.read(submitting)).state).toBe('submitting');
  });

  it('leaves its claimed order pending for the next claim', async () => {
    const harness = await SubmitterHarness.open(database);
    const order = await harness.take();
    await expire(harness.orders);
    const other = await peer();
    await other.recover(() => []);
    expect(await harness.read(order)).toMatchObject({ state: 'pending', attempts: 0 });
    await harness.submit(order);
    expect(harness.sent).toEqual([]);
    expect((await harness.read(order)).state).toBe('pending');
  });
});

describe('an instance whose attempts are marked', () => {
  const directories = new SpecDirectories();
  afterAll(() => directories.removeAll());

  /** Opens a harness and a peer on one machine. Both mark their attempts. */
  async function onOneMachine(): Promise<{ harness: SubmitterHarness; other: OrdersRepository }> {
    const root = directories.make();
    const bootIdFile = join(directories.make(), 'boot_id');
    writeFileSync(bootIdFile, 'boot');
    const harness = await SubmitterHarness.open(database, AttemptMarkers.open(root, INSTANCE, bootIdFile));
    const id = randomUUID();
    await new InstancesRepository(database.kysely).beat(id, 3_600_000);
    const other = new OrdersRepository(database.kysely, id, AttemptMarkers.open(root, id, bootIdFile));
    return { harness, other };
  }

  // guarantee: G-008
  it('was killed between the commit and the first byte: its order returns to pending', async () => {
    const { harness, other } = await onOneMachine();
    const order = await harness.take();
    expect(await harness.orders.beginSubmitting(order)).toBe(true);
    await expire(harness.orders);
    await other.recover(() => []);
    expect(await harness.read(order)).toMatchObject({ state: 'pending', attempts: 0 });
  });

  // guarantee: G-008
  it('was killed after the first byte: its order becomes unknown', async () => {
    const { harness, other } = await onOneMachine();
    const order = await harness.take();
    await harness.orders.beginSubmitting(order);
    expect(harness.orders.markSent(order)).toBe(true);
    await expire(harness.orders);
    await other.recover(() => []);
    expect((await harness.read(order)).state).toBe('unknown');
  });

  it('sends nothing when its order was recovered between the commit and the first byte', async () => {
    const { harness, other } = await onOneMachine();
    const order = await harness.take();
    harness.orders.begun = async () => {
      await expire(harness.orders);
      await other.recover(() => []);
    };
    await harness.submit(order);
    expect(harness.sent).toEqual([]);
    const again = await claimed(harness, other);
    expect(again.id).toBe(order.id);
    expect(await other.beginSubmitting(again)).toBe(true);
  });

  it('does not send an order that it cannot mark, and retries it later', async () => {
    const { harness } = await onOneMachine();
    const order = await harness.take();
    const cause = new Error('EIO');
    harness.orders.markSent = () => {
      throw cause;
    };
    await harness.submit(order);
    expect(harness.sent).toEqual([]);
    expect(harness.errors).toEqual([cause]);
    expect(await harness.read(order)).toMatchObject({ state: 'pending', attempts: 0, goesIn: 1 });
  });
});

describe('a refusal as a duplicate (451)', () => {
  // guarantee: G-032
  it('never rejects an order that had entered submitting before', async () => {
    const harness = await SubmitterHarness.open(database);
    const first = await harness.take();
    await harness.orders.beginSubmitting(first);
    await harness.orders.write('notSent', first);
    const second = await claimed(harness, harness.orders);
    expect(second.attempted).toBe(true);
    harness.answer = refusing('duplicate-order');
    await harness.submit(second);
    expect(await harness.read(second)).toMatchObject({
      state: 'unknown',
      evidence: { code: 'duplicate-order', unknown: 'duplicate-after-attempt' },
    });
  });
});

describe('a claim whose result was lost', () => {
  it('is released at the next heartbeat, but not when the result is only late', async () => {
    const harness = await SubmitterHarness.open(database);
    const lost = await harness.take();
    await harness.orders.recover(() => [lost.claim]);
    expect((await harness.read(lost)).state).toBe('claimed');
    await harness.orders.recover(() => []);
    expect(await harness.read(lost)).toMatchObject({ state: 'pending', attempts: 0 });
    await harness.submit(lost);
    expect(harness.sent).toEqual([]);
  });
});

describe('a second order that repeats an unknown one', () => {
  it('is cancelled when the first one was accepted', async () => {
    const harness = await SubmitterHarness.open(database);
    const first = await harness.take();
    await harness.orders.beginSubmitting(first);
    await harness.orders.write('outcomeUnknown', first);
    const second = await harness.resend(first);
    await harness.orders.write(['accepted', 'acceptedLate'], first, {
      providerOrderId: `${harness.account} first`,
    });
    expect(await harness.read(first)).toMatchObject({ state: 'reconciled' });
    expect(await harness.read({ id: second })).toMatchObject({ state: 'cancelled' });
  });
});
