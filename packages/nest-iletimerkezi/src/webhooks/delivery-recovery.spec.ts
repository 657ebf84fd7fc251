import { afterEach, describe, expect, it } from '@jest/globals';
import { Injectable } from '@nestjs/common';
import { newId } from '../common/ids.js';
import type { WebhookOptions } from '../options/webhook.options.js';
import type { OutboxOptions } from '../options/outbox.options.js';
import { Database } from '../storage/database.js';
import { PostgresDeliveryStore } from '../storage/outbox/delivery-reports.repository.js';
import { becomes } from '../test-support/becomes.js';
import { createSpecDatabase, type SpecDatabase, urlOf } from '../test-support/database.js';
import { exhaustDispatches, STORES_REPORT } from '../test-support/outbox-tables.js';
import { startTestApp, type TestApp } from '../test-support/test-app.js';
import { wireToDatabase } from '../test-support/wire.js';
import { makeDeliveryReport } from '../testing/make-delivery-report.js';
import type { Delivery } from '../options/delivery.js';
import { DeliveryInbox } from './delivery-inbox.js';
import type { ArrivedDelivery } from '../options/delivery-store.js';
import { OnDelivery } from './on-delivery.decorator.js';

const tokens = ['a-token-that-is-long-enough'];

@Injectable()
class Handlers {
  readonly calls: string[] = [];
  /** Behaviour of the handler after it counted a report. */
  act: (id: string) => unknown = () => undefined;

  @OnDelivery()
  async handle({ id }: Delivery): Promise<void> {
    this.calls.push(id);
    await this.act(id);
  }
}

const open: { close(): Promise<void> }[] = [];
/** Error messages of the driver for a broken connection. */
const LOST = /connection (terminated|error)|ECONNRESET/i;

afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.close();
});

async function emptyDatabase(): Promise<SpecDatabase> {
  const spec = await createSpecDatabase();
  open.push({ close: () => spec.drop() });
  return spec;
}

/** Starts an application with storage in the database, optionally connected through a wire. */
async function start(
  url: string,
  webhook: Partial<WebhookOptions> = {},
  providers: readonly (new () => object)[] = [Handlers],
  outbox: OutboxOptions = {},
): Promise<TestApp> {
  const app = await startTestApp({
    options: {
      storage: { url },
      webhook: { tokens, retryDelayMs: 1, ...webhook },
      outbox: { leaseMs: 1_000, ...outbox },
      drainTimeoutMs: 200,
    },
    providers: [...providers],
  });
  app.context.useLogger(false);
  open.push(app);
  return app;
}

/** Opens a wire to the database and returns it with its URL. */
async function wireTo(spec: SpecDatabase) {
  const { wire, connection } = await wireToDatabase(spec.connection);
  open.push(wire);
  const { connectionString, user, host, port, database } = connection;
  return { wire, url: connectionString ?? `postgres://${user}@${host}:${port}/${database}` };
}

const report = (id: string): ArrivedDelivery => ({
  id,
  orderId: '1',
  to: '+905350000000',
  text: '',
  account: 'default',
  receivedAt: new Date(),
  status: 'delivered',
  rawStatus: 'delivered',
});

const keptBy = async (app: TestApp) =>
  (await app.get(DeliveryInbox).kept()).map(({ delivery, outcome, reason }) => [
    delivery.id,
    outcome,
    reason,
  ]);

describe('delivery reports of a crashed instance', () => {
  // guarantee: G-074
  it('have their handlers run once by a running instance', async () => {
    const spec = await emptyDatabase();
    const living = [await start(urlOf(spec)), await start(urlOf(spec), {}, [Handlers], { run: false })];
    const database = new Database(spec.connection, { size: 2 });
    open.push(database);
    const gone = new PostgresDeliveryStore(database.kysely, newId());
    const ids = Array.from({ length: 20 }, (_, n) => String(n));
    await Promise.all(ids.map((id) => gone.claim(report(id))));
    const calls = () => living.flatMap((app) => app.get(Handlers).calls);
    await becomes(() => calls().toSorted(), ids.toSorted());
    await becomes(() => keptBy(living[0] ?? fail()), []);
    expect(calls()).toHaveLength(20);
  });

  it('are processed only by instances that have handlers for them', async () => {
    const spec = await emptyDatabase();
    const idle = await start(urlOf(spec), {}, []);
    const database = new Database(spec.connection, { size: 2 });
    open.push(database);
    await new PostgresDeliveryStore(database.kysely, newId()).claim(report('1'));
    const busy = await start(urlOf(spec));
    await becomes(() => busy.get(Handlers).calls, ['1']);
    expect(idle.get(DeliveryInbox)).toBeDefined();
    await becomes(() => keptBy(idle), []);
  });

  // guarantee: G-076
  it('are given up after ten starts of the handlers without an outcome, and can be run again', async () => {
    const spec = await emptyDatabase();
    // Without handlers, it leaves the report alone until it has been started ten times.
    await start(urlOf(spec), {}, []);
    const database = new Database(spec.connection, { size: 2 });
    open.push(database);
    await new PostgresDeliveryStore(database.kysely, newId()).claim(report('poison'));
    await exhaustDispatches(database.kysely);
    const app = await start(urlOf(spec));
    const reason = 'the handlers were started 10 times, and the process ended before they did';
    const handlers = app.get(Handlers);
    await becomes(
      async () => (await keptBy(app)).filter(([, outcome]) => outcome === 'failed'),
      [['poison', 'failed', reason]],
    );
    expect(handlers.calls).toEqual([]);
    const [kept] = await app.get(DeliveryInbox).kept();
    expect(await app.get(DeliveryInbox).retry(kept?.delivery ?? fail())).toBe(true);
    await becomes(() => keptBy(app), []);
    expect(handlers.calls).toEqual(['poison']);
  });
});

describe('delivery reports whose handlers are running', () => {
  it('stay claimed by their instance while it has a lease, even if it sends no orders', async () => {
    const spec = await emptyDatabase();
    const [slow, other] = [
      await start(urlOf(spec), {}, [Handlers], { run: false }),
      await start(urlOf(spec)),
    ];
    let finish = (): void => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    slow.get(Handlers).act = () => finished;
    const inbox = slow.get(DeliveryInbox);
    inbox.accept(await inbox.receive('default', makeDeliveryReport({ id: 'slow' })));
    const database = new Database(spec.connection, { size: 2 });
    open.push(database);
    // The other instance has searched for orphans after that.
    await new PostgresDeliveryStore(database.kysely, newId()).claim(report('orphan'));
    const calls = () => [...slow.get(Handlers).calls, ...other.get(Handlers).calls].toSorted();
    await becomes(calls, ['orphan', 'slow']);
    expect(await keptBy(other)).toContainEqual(['slow', 'pending', undefined]);
    finish();
    await becomes(() => keptBy(other), []);
    expect(calls()).toEqual(['orphan', 'slow']);
  });
});

describe('a delivery report whose COMMIT was applied but its response was lost', () => {
  // guarantee: G-074
  it('has its handlers run when the report is repeated', async () => {
    const spec = await emptyDatabase();
    const { wire, url } = await wireTo(spec);
    const app = await start(url);
    const inbox = app.get(DeliveryInbox);
    const body = makeDeliveryReport({ id: '1' });
    wire.loseAnswerTo(STORES_REPORT);
    await expect(inbox.receive('default', body)).rejects.toThrow(LOST);
    const repeat = await inbox.receive('default', body);
    inbox.accept(repeat);
    await becomes(() => app.get(Handlers).calls, ['1']);
    await becomes(() => keptBy(app), []);
  });

  // guarantee: G-074
  it('has its handlers run when the report is not repeated', async () => {
    const spec = await emptyDatabase();
    const { wire, url } = await wireTo(spec);
    const app = await start(url);
    wire.loseAnswerTo(STORES_REPORT);
    await expect(app.get(DeliveryInbox).receive('default', makeDeliveryReport({ id: '1' }))).rejects.toThrow(
      LOST,
    );
    await becomes(() => app.get(Handlers).calls, ['1']);
    await becomes(() => keptBy(app), []);
  });
});

describe('a handler', () => {
  const take = async (app: TestApp, id: string): Promise<void> => {
    const inbox = app.get(DeliveryInbox);
    inbox.accept(await inbox.receive('default', makeDeliveryReport({ id })));
  };

  // guarantee: G-076
  it('that hangs fails its report after the timeout and does not delay others', async () => {
    const app = await start(urlOf(await emptyDatabase()), { attempts: 2, handlerTimeoutMs: 50 });
    const handlers = app.get(Handlers);
    handlers.act = (id) => (id === 'hangs' ? new Promise(() => undefined) : undefined);
    await take(app, 'hangs');
    for (const id of ['1', '2', '3']) await take(app, id);
    await becomes(() => keptBy(app), [['hangs', 'failed', 'Handlers.handle: HandlerTimeout']]);
    expect(handlers.calls.toSorted()).toEqual(['1', '2', '3', 'hangs', 'hangs']);
  });

  // guarantee: G-074
  it('with attempts left when the application closes is run by the next instance', async () => {
    const spec = await emptyDatabase();
    const first = await start(urlOf(spec), { retryDelayMs: 60_000 });
    first.get(Handlers).act = () => Promise.reject(new TypeError('not now'));
    await take(first, '1');
    await open.pop()?.close();
    const second = await start(urlOf(spec));
    await becomes(() => second.get(Handlers).calls, ['1']);
    await becomes(() => keptBy(second), []);
  });
});

function fail(): never {
  throw new Error('there is none');
}
