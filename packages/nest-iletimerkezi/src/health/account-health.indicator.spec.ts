import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TerminusModule } from '@nestjs/terminus';
import pg from 'pg';
import { filter, firstValueFrom } from 'rxjs';
import { ConsentsService } from '../consents/consents.service.js';
import type { LimitOptions } from '../options/spend.options.js';
import { OutboxService } from '../outbox/outbox.service.js';
import { becomes } from '../test-support/becomes.js';
import { createSpecDatabase, type SpecDatabase, urlOf } from '../test-support/database.js';
import { SpecDirectories } from '../test-support/directories.js';
import { startTestApp, type TestApp } from '../test-support/test-app.js';
import { hideOrders } from '../test-support/write-failures.js';
import { IletimerkeziHealthIndicator, type WorkersHealthOptions } from './account-health.indicator.js';

describe('IletimerkeziHealthIndicator', () => {
  let app: TestApp;
  let health: IletimerkeziHealthIndicator;

  beforeAll(async () => {
    app = await startTestApp({
      imports: [TerminusModule],
      providers: [IletimerkeziHealthIndicator],
      options: { retry: false },
    });
    health = app.get(IletimerkeziHealthIndicator);
  });
  beforeEach(() => app.emulator.reset());
  afterAll(() => app.close());

  it('reports up with the balance', async () => {
    const result = await health.isHealthy('sms', { cacheMs: 0 });
    expect(result).toMatchObject({ sms: { status: 'up' } });
    expect(Object.values(result.sms)).toContain(10_000_000);
  });

  it('reports degraded when the balance is below a threshold', async () => {
    const result = await health.isHealthy('low', { lowSms: 10_000_001 });
    expect(result).toMatchObject({ low: { status: 'degraded', message: 'the balance is low' } });
  });

  it('does not call the provider again while the result is cached', async () => {
    await health.isHealthy('cached', { cacheMs: 60_000 });
    await health.isHealthy('cached', { cacheMs: 60_000 });
    expect(app.emulator.journal()).toHaveLength(1);
  });

  // Last, because the abandoned call may reach the emulator after this test.
  it('reports down when the provider’s response times out', async () => {
    app.emulator.addFault({ endpoint: 'get-balance', fault: 'hang-before-accept' });
    await expect(health.isHealthy('late', { timeoutMs: 50 })).resolves.toMatchObject({
      late: { status: 'down' },
    });
  });
});

describe('IletimerkeziHealthIndicator for an outbox', () => {
  const directories = new SpecDirectories();
  const MESSAGE = { kind: 'transactional' as const, text: 'Kodunuz 1', recipients: ['+905301234567'] };
  let app: TestApp;

  const start = async (outbox: object): Promise<IletimerkeziHealthIndicator> => {
    app = await startTestApp({
      imports: [TerminusModule],
      providers: [IletimerkeziHealthIndicator],
      options: { storage: { dir: directories.make() }, outbox },
    });
    return app.get(IletimerkeziHealthIndicator);
  };
  afterEach(() => app.close());
  afterAll(() => directories.removeAll());

  it('reports degraded when an order has waited too long', async () => {
    const health = await start({ run: false });
    await expect(health.isOutboxHealthy('empty')).resolves.toMatchObject({
      empty: { status: 'up', waiting: 0, oldestAgeMs: 0 },
    });
    await app.get(OutboxService).enqueue(MESSAGE);
    await expect(health.isOutboxHealthy('patient')).resolves.toMatchObject({
      patient: { status: 'up', waiting: 1 },
    });
    await expect(health.isOutboxHealthy('strict', { maxAgeMs: -1 })).resolves.toMatchObject({
      strict: { status: 'degraded', message: 'orders wait too long' },
    });
  });

  it('reports degraded while an order is held', async () => {
    const health = await start({ lookUpAfterMs: [1, 1] });
    const outbox = app.get(OutboxService);
    app.emulator.addFault({ endpoint: 'send-sms', fault: 'cut-before-accept' });
    const held = firstValueFrom(outbox.events$.pipe(filter(({ type }) => type === 'held')));
    await outbox.enqueue(MESSAGE);
    await held;
    await expect(health.isOutboxHealthy('outbox')).resolves.toMatchObject({
      outbox: { status: 'degraded', held: 1, message: 'held orders must be resolved' },
    });
  });
});

describe('IletimerkeziHealthIndicator for the registration of consents', () => {
  const directories = new SpecDirectories();
  afterAll(() => directories.removeAll());

  it('reports degraded when a time limit is near', async () => {
    const app = await startTestApp({
      imports: [TerminusModule],
      providers: [IletimerkeziHealthIndicator],
      options: { storage: { dir: directories.make() }, outbox: { run: false } },
    });
    const health = app.get(IletimerkeziHealthIndicator);
    await expect(health.isConsentRegistrationHealthy('empty')).resolves.toMatchObject({
      empty: { status: 'up', waiting: 0, expired: 0, remainingMs: null },
    });
    await app.get(ConsentsService).record({
      recipient: '+905301234567',
      recipientType: 'BIREYSEL',
      channel: 'MESAJ',
      status: 'ONAY',
      source: 'HS_WEB',
      consentDate: new Date(Date.now() - 60_000),
    });
    await expect(health.isConsentRegistrationHealthy('fresh')).resolves.toMatchObject({
      fresh: { status: 'up', waiting: 1 },
    });
    const fourDays = 4 * 86_400_000;
    await expect(
      health.isConsentRegistrationHealthy('near', { minRemainingMs: fourDays }),
    ).resolves.toMatchObject({
      near: { status: 'degraded', message: 'consents wait near their time limit' },
    });
    await app.close();
  });
});

describe('IletimerkeziHealthIndicator for background work', () => {
  let app: TestApp;
  let health: IletimerkeziHealthIndicator;
  let spec: SpecDatabase;
  let admin: pg.Client;

  beforeAll(async () => {
    spec = await createSpecDatabase();
    admin = new pg.Client({ ...spec.connection, application_name: 'admin' });
    await admin.connect();
    app = await startTestApp({
      imports: [TerminusModule],
      providers: [IletimerkeziHealthIndicator],
      options: { storage: { url: urlOf(spec) } },
    });
    health = app.get(IletimerkeziHealthIndicator);
  });
  afterAll(async () => {
    await app.close();
    await admin.end();
    await spec.drop();
  });

  const statusOf = (options?: WorkersHealthOptions) => health.isWorkersHealthy('workers', options).workers;

  it('reports up with each worker of the account', async () => {
    await becomes<unknown>(() => statusOf(), {
      status: 'up',
      notifications: 'received',
      workers: expect.objectContaining({
        'orders-instant': { state: 'idle', inFlight: 0, failures: 0 },
        'consent-registrar': { state: 'idle', inFlight: 0, failures: 0 },
        'consent-verification': { state: 'idle', inFlight: 0, failures: 0 },
        'delivery-handlers': { state: 'idle', inFlight: 0, failures: 0 },
        poll: expect.objectContaining({ failures: 0 }),
      }),
    });
  });

  it('reports degraded with the error and the start of the failures of a worker', async () => {
    const showOrders = await hideOrders(admin);
    try {
      await becomes<unknown>(
        () => statusOf({ maxFailingMs: -1 }),
        expect.objectContaining({
          status: 'degraded',
          message: expect.stringMatching(/^workers fail: .*poll/),
          workers: expect.objectContaining({
            poll: {
              state: 'retrying',
              inFlight: 0,
              failures: expect.any(Number),
              lastError: 'error (42P01)',
              failingSince: expect.stringMatching(/Z$/),
            },
          }),
        }),
      );
      // Shorter than the limit.
      expect(statusOf()).toMatchObject({ status: 'up' });
    } finally {
      await showOrders();
    }
    await becomes<unknown>(() => statusOf({ maxFailingMs: -1 }), expect.objectContaining({ status: 'up' }));
  });

  it('reports down during an outage of the database', async () => {
    const { rows } = await admin.query<{ name: string }>('select current_database() as name');
    const name = rows[0]?.name ?? '';
    const cut = `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and pid <> pg_backend_pid()`;
    await admin.query(`alter database ${name} set default_transaction_read_only = on`);
    await admin.query(cut);
    const outage = {
      status: 'down',
      unavailableSince: expect.any(String),
      message: 'the database is unavailable',
    };
    await becomes<unknown>(() => statusOf(), expect.objectContaining(outage));
    expect(await health.isOutboxHealthy('outbox', { cacheMs: 0 })).toEqual({ outbox: outage });
    expect(await health.isConsentRegistrationHealthy('consents', { cacheMs: 0 })).toEqual({
      consents: outage,
    });

    await admin.query(`alter database ${name} reset default_transaction_read_only`);
    await admin.query(cut);
    await becomes<unknown>(() => statusOf(), expect.objectContaining({ status: 'up' }));
  });
});

describe('IletimerkeziHealthIndicator without storage', () => {
  it('reports down for the outbox, the consents and the workers', async () => {
    const app = await startTestApp({ imports: [TerminusModule], providers: [IletimerkeziHealthIndicator] });
    const health = app.get(IletimerkeziHealthIndicator);
    await expect(health.isOutboxHealthy('outbox')).resolves.toMatchObject({ outbox: { status: 'down' } });
    expect(health.isWorkersHealthy('workers')).toMatchObject({ workers: { status: 'down' } });
    await expect(health.isConsentRegistrationHealthy('consents')).resolves.toMatchObject({
      consents: { status: 'down' },
    });
    await app.close();
  });
});

describe('IletimerkeziHealthIndicator for spend limits', () => {
  let database: SpecDatabase;
  let app: TestApp;

  const start = async (limits?: LimitOptions) => {
    app = await startTestApp({
      imports: [TerminusModule],
      providers: [IletimerkeziHealthIndicator],
      options: { storage: { url: urlOf(database) }, outbox: { run: false }, limits },
    });
    return app.get(IletimerkeziHealthIndicator);
  };
  const message = (count: number) => ({
    kind: 'transactional' as const,
    text: 'Kodunuz 1',
    recipients: Array.from({ length: count }, (_, index) => `+90530${1_000_000 + index}`),
  });
  beforeEach(async () => {
    database = await createSpecDatabase();
  });
  afterEach(async () => {
    await app.close();
    await database.drop();
  });

  it('reports the used share of each cap, and degraded from a threshold', async () => {
    const health = await start({ spend: { perDay: 10 } });
    const outbox = app.get(OutboxService);
    await outbox.enqueue(message(7));
    expect(await health.isSpendHealthy('spend', { cacheMs: 0 })).toMatchObject({
      spend: { status: 'up', day: 70, month: null, waiting: 0 },
    });
    await outbox.enqueue(message(1));
    expect(await health.isSpendHealthy('spend', { cacheMs: 0 })).toMatchObject({
      spend: { status: 'degraded', day: 80, message: 'the cap of the day is used up to 80 %' },
    });
    expect(await health.isSpendHealthy('spend', { cacheMs: 0, maxPercent: 90 })).toMatchObject({
      spend: { status: 'up' },
    });
  });

  it('reports degraded while orders wait because of a cap', async () => {
    const health = await start({ spend: { perMonth: 10, beyond: 'wait' } });
    const outbox = app.get(OutboxService);
    await outbox.enqueue(message(7));
    await outbox.enqueue(message(7));
    expect(await health.isSpendHealthy('spend')).toMatchObject({
      spend: { status: 'degraded', month: 70, waiting: 1, message: 'orders wait because of a spend limit' },
    });
  });

  it('reports down without spend limits', async () => {
    const health = await start();
    expect(await health.isSpendHealthy('spend')).toMatchObject({ spend: { status: 'down' } });
  });
});
