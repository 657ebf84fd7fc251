import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { InstancesRepository } from '../storage/instances.repository.js';
import { PostgresDeliveryStore } from '../storage/outbox/delivery-reports.repository.js';
import { FollowUpRepository } from '../storage/outbox/follow-up.repository.js';
import { moveOrder } from '../storage/outbox/order-moves.js';
import { becomes } from '../test-support/becomes.js';
import { many, message, number } from '../test-support/messages.js';
import { OutboxBench } from '../test-support/outbox.js';
import {
  claimByGoneInstance,
  forceState,
  leaveSubmitted,
  moveNextCheck,
  passNextCheck,
  passNotBefore,
  storeEvent,
} from '../test-support/outbox-tables.js';

let bench: OutboxBench;
beforeAll(async () => {
  bench = await OutboxBench.start();
});
beforeEach(() => bench.emulator.reset());
afterAll(() => bench.stop());

describe('several instances on one database', () => {
  // guarantee: G-013
  it('send each order once between them', async () => {
    const one = await bench.instance('shared');
    await bench.instance('shared');
    await bench.instance('shared');
    const to = many(60);
    const campaigns = await Promise.all(to.map((recipient) => one.outbox.enqueue(message(recipient))));
    await bench.emulator.waitForMessages({}, { count: 60, timeoutMs: 100_000 });
    expect(to.map((recipient) => bench.emulator.inbox({ to: recipient }).length)).toEqual(to.map(() => 1));
    expect(new Set(campaigns.map(({ id }) => id)).size).toBe(60);
  });

  it('notify others of an order only if no worker of their own can claim it', async () => {
    const sender = await bench.instance('own');
    const enqueuer = await bench.instance('elsewhere', { run: false });
    const client = new pg.Client(bench.database.connection);
    await client.connect();
    const notified: (string | undefined)[] = [];
    client.on('notification', ({ payload }) => notified.push(payload));
    await client.query('listen iletimerkezi_orders_instant');
    const submitted = sender.next('submitted');
    await sender.outbox.enqueue(message(number()));
    await sender.outbox.enqueue(message(number()), { dedupeKey: 'own' });
    await submitted;
    await enqueuer.outbox.enqueue(message(number()));
    await enqueuer.outbox.enqueue(message(number()), { dedupeKey: 'elsewhere' });
    await becomes(() => notified.length >= 2, true);
    await client.end();
    expect(notified).toEqual(['elsewhere', 'elsewhere']);
  });

  // guarantee: G-073
  it('all emit the events of each of them, each event once', async () => {
    const sender = await bench.instance('heard');
    const listener = await bench.instance('heard', { run: false });
    const heard: string[] = [];
    listener.outbox.events$.subscribe(({ type }) => heard.push(type));
    const settled = listener.next('settled');
    await sender.outbox.enqueue(message(number()));
    await settled;
    expect(heard).toEqual(['queued', 'submitted', 'settled']);
  });

  // guarantee: G-073
  it('emit an event that was committed late although a newer one was read before', async () => {
    const { streams } = await bench.instance('late', { run: false });
    const heard: string[] = [];
    streams.events.events$.subscribe(({ type, account }) => account === 'late' && heard.push(type));
    let commit = (): void => undefined;
    const open = new Promise<void>((resolve) => (commit = resolve));
    let begun = (): void => undefined;
    const inserted = new Promise<void>((resolve) => (begun = resolve));
    const early = bench.database.kysely.transaction().execute(async (tx) => {
      await storeEvent(tx, 'late', 'early');
      begun();
      await open;
    });
    await inserted;
    await storeEvent(bench.database.kysely, 'late', 'newer');
    await becomes(() => heard, ['newer']);
    commit();
    await early;
    await becomes(() => heard.length, 2);
    expect(heard).toEqual(['newer', 'early']);
  });

  // guarantee: G-037
  it('submit one large order at a time, and send small ones in the meantime', async () => {
    const one = await bench.instance('lanes');
    await bench.instance('lanes');
    bench.emulator.addFault({ endpoint: 'send-sms', fault: 'slow', delayMs: 200, times: 2 });
    const large = await one.outbox.enqueueMany(many(150), { kind: 'transactional', text: 'Kampanya' });
    const next = await one.outbox.enqueueMany(many(150), { kind: 'transactional', text: 'Kampanya' });
    const submitted = one.next('submitted');
    await submitted;
    const states = [...(await large.orders()), ...(await next.orders())].map(({ state }) => state);
    expect(
      states.filter((state) => state === 'submitting' || state === 'claimed').length,
    ).toBeLessThanOrEqual(1);
  });
});

describe('a poll of the provider', () => {
  /** Creates an instance that only polls. */
  async function createPoller() {
    const { kysely } = bench.database;
    const id = randomUUID();
    await new InstancesRepository(kysely).beat(id, 3_600_000);
    return {
      followUps: new FollowUpRepository(kysely, id),
      /** Ends the lease, as a peer does when the heartbeat stops. */
      endLease: () => new InstancesRepository(kysely).remove(id),
    };
  }

  /** Creates orders that are due for a poll. */
  async function due(account: string, count = 1): Promise<string[]> {
    const { outbox } = await bench.instance(account, { run: false });
    for (const _ of many(count)) await outbox.enqueue(message(number()));
    return leaveSubmitted(bench.database.kysely, { account });
  }

  const idsOf = (orders: readonly { id: string }[]): string[] => orders.map(({ id }) => id);

  // guarantee: G-016
  it('is claimed by one instance at a time', async () => {
    const ids = await due('looked at', 20);
    const pollers = await Promise.all(many(8).map(createPoller));
    const taken = await Promise.all(pollers.map(({ followUps }) => followUps.takeDeliveries('looked at', 5)));
    expect(idsOf(taken.flat()).toSorted()).toEqual(ids.toSorted());
  });

  // guarantee: G-016
  it('stays claimed while the lease of its instance lasts', async () => {
    const [id] = await due('long look');
    const [one, other] = [await createPoller(), await createPoller()];
    expect(idsOf(await one.followUps.takeDeliveries('long look', 4))).toEqual([id]);
    await moveNextCheck(bench.database.kysely, { account: 'long look' }, -3_600_000);
    expect(await other.followUps.takeDeliveries('long look', 4)).toEqual([]);
    expect(await other.followUps.untilNextPoll('long look')).toBeUndefined();
  });

  // guarantee: G-015, G-016
  it('is due again when the lease of its instance ends, and that instance schedules nothing more', async () => {
    const [id = ''] = await due('cut off');
    const [dead, other] = [await createPoller(), await createPoller()];
    const [stale] = await dead.followUps.takeDeliveries('cut off', 4);
    await dead.endLease();
    const [current] = await other.followUps.takeDeliveries('cut off', 4);
    expect(current).toMatchObject({ id, checks: 2 });
    if (!stale || !current) throw new Error('no look is due');
    await dead.followUps.checkAgain(stale, 0);
    expect(await other.followUps.untilNextPoll('cut off')).toBeUndefined();
    await other.followUps.checkAgain(current, 3_600_000);
    expect(await other.followUps.untilNextPoll('cut off')).toBeGreaterThan(3_000_000);
  });

  it('is claimed again by the same instance when its result could not be stored', async () => {
    const [id] = await due('left over');
    const one = await createPoller();
    await one.followUps.takeDeliveries('left over', 4);
    expect(idsOf(await one.followUps.takeDeliveries('left over', 4))).toEqual([id]);
  });

  // guarantee: G-015
  it('of a crashed instance is repeated by the other instances', async () => {
    const instance = await bench.instance('looked after', { pollAfterMs: [3_600_000] });
    const submitted = instance.next('submitted');
    const campaign = await instance.outbox.enqueue(message(number()));
    await submitted;
    const settled = instance.next('settled');
    const orders = { campaign: campaign.id };
    await claimByGoneInstance(bench.database.kysely, orders);
    await passNextCheck(bench.database.kysely, orders);
    expect((await settled).campaign).toBe(campaign.id);
  });
});

describe('a campaign', () => {
  // guarantee: G-021
  it('is split into orders of 50,000, with each recipient once', async () => {
    const { outbox } = await bench.instance('cut', { run: false });
    const recipients = many(50_010);
    const campaign = await outbox.enqueueMany([...recipients, ...recipients.slice(0, 5)], {
      kind: 'transactional',
      text: 'Kampanya',
    });
    expect((await campaign.orders()).map(({ recipients: count }) => count)).toEqual([50_000, 10]);
    expect(await campaign.progress()).toMatchObject({ recipients: 50_010, duplicates: 5, queued: 50_010 });
  });

  // guarantee: G-021
  it('is stored completely or not at all', async () => {
    const { outbox } = await bench.instance('atomic', { run: false });
    const broken = async function* () {
      yield* many(6_000);
      yield 'not a number';
    };
    await expect(
      outbox.enqueueMany(broken(), { kind: 'transactional', text: 'x' }, { dedupeKey: 'atomic' }),
    ).rejects.toMatchObject({ faults: [expect.objectContaining({ path: 'recipients[6000]' })] });
    const again = await outbox.enqueueMany(
      many(3),
      { kind: 'transactional', text: 'x' },
      { dedupeKey: 'atomic' },
    );
    expect(await again.progress()).toMatchObject({ recipients: 3 });
  });

  // guarantee: G-022
  it('waits while it is paused, continues when resumed, and cancels unsent orders when cancelled', async () => {
    const { outbox, next } = await bench.instance('paused');
    const notBefore = new Date(Date.now() + 3_600_000);
    const campaign = await outbox.enqueue(message(number()), { notBefore });
    await campaign.pause();
    await passNotBefore(bench.database.kysely, { campaign: campaign.id });
    const other = next('submitted');
    await outbox.enqueue(message(number()));
    await other;
    expect(await campaign.progress()).toMatchObject({ state: 'paused', queued: 1 });
    const submitted = next('submitted');
    await campaign.resume();
    expect((await submitted).campaign).toBe(campaign.id);
    const rest = await outbox.enqueue(message(...many(3)), { notBefore });
    expect(await rest.cancel()).toBe(3);
    expect(await rest.progress()).toMatchObject({ state: 'cancelled', notSent: 3, queued: 0 });
  });

  // guarantee: G-022
  it('expires an order after its latest time', async () => {
    const { outbox, next } = await bench.instance('expires');
    const expired = next('expired');
    const campaign = await outbox.enqueue(message(number()), {
      notBefore: new Date(Date.now() + 100),
      notAfter: new Date(Date.now() + 101),
    });
    expect((await expired).campaign).toBe(campaign.id);
  });
});

describe('deliveries', () => {
  // guarantee: G-070
  it('are complete although reports are reordered, repeated, early and lost', async () => {
    const { outbox, next } = await bench.instance('deliveries', { pollAfterMs: [400, 800, 1_600] });
    const to = many(400);
    const store = new PostgresDeliveryStore(bench.database.kysely, randomUUID());
    const submitted = next('submitted');
    const settled = next('settled');
    const campaign = await outbox.enqueue(message(...to));
    const { order } = await submitted;
    const [view] = await campaign.orders();
    const orderId = view?.providerOrderId ?? '';
    const reports = to.flatMap((recipient, index) => {
      const status = index % 10 === 0 ? ('undelivered' as const) : ('delivered' as const);
      const report = {
        id: `r${index}`,
        orderId,
        to: recipient,
        text: '',
        account: 'deliveries',
        receivedAt: new Date(),
      };
      const last = { ...report, status, rawStatus: status };
      // Every twentieth final status is lost, every third arrives twice.
      return [
        ...(index % 20 === 7 ? [] : [last]),
        ...(index % 3 === 0 ? [last] : []),
        { ...report, status: 'accepted' as const, rawStatus: 'accepted' },
      ];
    });
    const shuffled = reports
      .map((report, index) => ({ report, key: (index * 7919) % reports.length }))
      .toSorted((a, b) => a.key - b.key);
    const claims = await Promise.all(shuffled.map(({ report }) => store.claim(report)));
    expect(claims.filter(({ deduplication }) => deduplication !== 'repeated')).toHaveLength(
      new Set(reports.map(({ id, rawStatus }) => `${id} ${rawStatus}`)).size,
    );
    expect((await settled).order).toBe(order);
    const counts = { delivered: 0, undelivered: 0, waiting: 0, withheld: 0 };
    for (const { status } of await campaign.recipients(order ?? '')) counts[status] += 1;
    const report = await (await fetch(`${bench.emulator.url}/_emulator/orders/${orderId}`)).json();
    expect(await campaign.progress()).toMatchObject({ ...counts, waiting: 0 });
    expect(report).toMatchObject({ delivered: counts.delivered, undelivered: counts.undelivered });
  });

  // guarantee: G-072
  it('are found at the next poll when they arrive while the order’s id is being committed', async () => {
    const { outbox } = await bench.instance('committing', { run: false });
    const { kysely } = bench.database;
    const to = number();
    const campaign = await outbox.enqueue(message(to));
    const [order] = await campaign.orders();
    const id = order?.id ?? '';
    await forceState(kysely, { order: id }, 'submitting');
    // Neither transaction sees the other's rows, so the report is not matched with the order.
    const committing = await kysely.startTransaction().execute();
    expect(await moveOrder(committing, id, 'submitted', { providerOrderId: '990002' })).toBe(true);
    const report = {
      id: 'c1',
      orderId: '990002',
      to,
      text: '',
      account: 'committing',
      receivedAt: new Date(),
    };
    await new PostgresDeliveryStore(kysely, randomUUID()).claim({
      ...report,
      status: 'delivered',
      rawStatus: 'delivered',
    });
    await committing.commit().execute();
    expect(await campaign.progress()).toMatchObject({ submitted: 1, delivered: 0 });
    await passNextCheck(kysely, { order: id });
    const followUps = new FollowUpRepository(kysely, randomUUID());
    for (const due of await followUps.takeDeliveries('committing', 1)) await followUps.applyEarlyReports(due);
    expect(await campaign.progress()).toMatchObject({ delivered: 1 });
  });

  // guarantee: G-072
  it('are found when the order’s id is stored after they arrived', async () => {
    const { outbox } = await bench.instance('early', { run: false });
    const store = new PostgresDeliveryStore(bench.database.kysely, randomUUID());
    const to = number();
    const campaign = await outbox.enqueue(message(to));
    const delivered = { id: 'e1', orderId: '990001', to, text: '', account: 'early', receivedAt: new Date() };
    await store.claim({ ...delivered, status: 'delivered', rawStatus: 'delivered' });
    expect(await campaign.progress()).toMatchObject({ delivered: 0 });
    await forceState(bench.database.kysely, { campaign: campaign.id }, 'held');
    const [order] = await campaign.orders();
    await outbox.resolve(order?.id ?? '', { sent: true, providerOrderId: '990001' });
    expect(await campaign.progress()).toMatchObject({ delivered: 1 });
  });
});
