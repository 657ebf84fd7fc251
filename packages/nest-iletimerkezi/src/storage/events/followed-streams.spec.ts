import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { newId } from '../../common/ids.js';
import type { ArrivedDelivery } from '../../options/delivery-store.js';
import { prepareOrder } from '../../outbox/enqueue.js';
import { followDatabase } from '../../outbox/event-streams.js';
import { becomes } from '../../test-support/becomes.js';
import { MigratedDatabase } from '../../test-support/database.js';
import { message, number } from '../../test-support/messages.js';
import { WorkerGroup } from '../../worker/worker-group.js';
import { onlyRow } from '../only-row.js';
import { EnqueueBatches } from '../outbox/enqueue-batches.js';
import { storeReports } from '../outbox/store-reports.js';

let database: MigratedDatabase;
beforeAll(async () => {
  database = await MigratedDatabase.open();
});
afterAll(() => database.close());

/** Sets the end of all streams, as if the time since the last subscription had passed. */
const forget = () => sql`update iletimerkezi.followed_streams set until = now()`.execute(database.kysely);

/** Returns how many seconds each stream is followed from now. */
async function secondsLeft(): Promise<Record<string, number>> {
  const { rows } = await sql<{ stream: string; seconds: number }>`
    select stream, extract(epoch from until - now())::integer as seconds from iletimerkezi.followed_streams`.execute(
    database.kysely,
  );
  return Object.fromEntries(rows.map(({ stream, seconds }) => [stream, seconds]));
}

/** Enqueues a message and returns the types of its events. */
async function eventsOfMessage(): Promise<string[]> {
  const account = { name: 'followed', defaultSender: 'SHOP' };
  const id = await prepareOrder(account, message(number()), {})(new EnqueueBatches(database.kysely));
  const { rows } = await sql<{ type: string }>`
    select type from iletimerkezi.events where campaign_id = ${id}`.execute(database.kysely);
  return rows.map(({ type }) => type);
}

/** Stores a report. Returns whether its followers are notified, and whether they can find it. */
async function storeReport() {
  const delivery: ArrivedDelivery = {
    id: newId(),
    orderId: '1',
    to: number(),
    text: '',
    account: 'followed',
    receivedAt: new Date(),
    status: 'delivered',
    rawStatus: 'delivered',
  };
  const given = { delivery, token: newId(), isUnmatched: false, held: false };
  const { isFollowed } = await storeReports(database.kysely, newId(), [given]);
  const { rows } = await sql<{ found: boolean }>`
    select xid is not null as found from iletimerkezi.delivery_reports where report_id = ${delivery.id}`.execute(
    database.kysely,
  );
  return { isFollowed, isFound: onlyRow(rows).found };
}

describe('the streams of a database', () => {
  it('are written while an instance follows them', async () => {
    await forget();
    expect(await eventsOfMessage()).toEqual([]);
    expect(await storeReport()).toEqual({ isFollowed: false, isFound: false });

    const group = new WorkerGroup(database, { log: () => undefined, warn: () => undefined });
    const { events, deliveries } = followDatabase(database, group);
    await group.start();
    const atStart = await secondsLeft();
    expect(atStart).toEqual({ events: expect.any(Number), deliveries: expect.any(Number) });
    expect(Math.max(...Object.values(atStart))).toBeLessThanOrEqual(10);

    await forget();
    events.events$.subscribe(() => undefined);
    deliveries.events$.subscribe(() => undefined);
    await becomes(async () => Math.min(...Object.values(await secondsLeft())) > 3_600, true);
    expect(await eventsOfMessage()).toEqual(['queued']);
    expect(await storeReport()).toEqual({ isFollowed: true, isFound: true });
    await group.stop();
  });

  it('are followed for a day from the start when subscribers were added before it', async () => {
    await forget();
    const group = new WorkerGroup(database, { log: () => undefined, warn: () => undefined });
    const { events } = followDatabase(database, group);
    events.events$.subscribe(() => undefined);
    await group.start();
    expect((await secondsLeft())['events']).toBeGreaterThan(3_600);
    await group.stop();
  });
});
