import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ScheduleModule, SchedulerRegistry } from '@nestjs/schedule';
import { ConsentsService } from '../../consents.service.js';
import { validateOptions } from '../../../options/validate-options.js';
import { becomes } from '../../../test-support/becomes.js';
import { createSpecDatabase, type SpecDatabase } from '../../../test-support/database.js';
import {
  emulatorAccount,
  startTestApp,
  type TestApp,
  type TestAppOptions,
} from '../../../test-support/test-app.js';
import { verificationJob } from './verification-schedule.js';
import type { VerificationOptions } from '../../../options/verification.options.js';

const apps: TestApp[] = [];
let spec: SpecDatabase;
beforeEach(async () => {
  spec = await createSpecDatabase();
});
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
  await spec.drop();
});

async function start(
  verification: VerificationOptions | undefined,
  { imports = [ScheduleModule.forRoot()], options }: TestAppOptions = {},
): Promise<TestApp> {
  const { connectionString, database, host = '' } = spec.connection;
  const url = connectionString ?? `postgres://postgres@/${database}?host=${encodeURIComponent(host)}`;
  const app = await startTestApp({ imports, options: { storage: { url }, verification, ...options } });
  apps.push(app);
  return app;
}

const jobOf = (app: TestApp) => app.get(SchedulerRegistry).getCronJob(verificationJob('default'));

describe('the verification in a Nest application', () => {
  it('is in the host’s scheduler, by default every night at three in Istanbul', async () => {
    const app = await start({});
    const next = jobOf(app).nextDate();
    expect(next.zoneName).toBe('Europe/Istanbul');
    expect([next.hour, next.minute]).toEqual([3, 0]);
  });

  it('runs at the same time in winter and summer, without daylight saving time', async () => {
    const app = await start({ cron: '0 3 15 1,7 *' });
    const two = jobOf(app)
      .nextDates(2)
      .map((date) => date.toJSDate().toISOString().slice(5, 16));
    expect(two.toSorted()).toEqual(['01-15T00:00', '07-15T00:00']);
  });

  it('runs once for each scheduled time over two instances of the host', async () => {
    const first = await start({ cron: '* * * * * *', registrationGracePeriodMs: 0 });
    const options = { baseUrl: first.emulator.url };
    const second = await start({ cron: '* * * * * *', registrationGracePeriodMs: 0 }, { options });
    const ledger = first.get(ConsentsService);
    await ledger.record({
      recipient: '+905321110001',
      recipientType: 'BIREYSEL',
      channel: 'MESAJ',
      status: 'ONAY',
      source: 'HS_WEB',
      consentDate: new Date(Date.now() - 60_000),
    });
    while ((await first.get(ConsentsService).registry.counts()).get('confirmed') !== 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const runs = await second.get(ConsentsService).registry.verifications(100);
    const times = runs.map(({ fireAt }) => fireAt?.getTime());
    expect(times.every((time) => time !== undefined && time % 1_000 === 0)).toBe(true);
    expect(new Set(times).size).toBe(times.length);
  });

  it('runs when the job is fired by hand, and still at its scheduled time', async () => {
    const app = await start({});
    const { registry } = app.get(ConsentsService);
    await jobOf(app).fireOnTick();
    const runs = async () => (await registry.verifications()).map(({ state, fireAt }) => [state, fireAt]);
    await becomes(runs, [['done', undefined]], 90_000);
    expect(jobOf(app).isActive).toBe(true);
  });

  it('refuses to start without the host’s scheduler, and names the import', async () => {
    await expect(start({}, { imports: [] })).rejects.toThrow(/import ScheduleModule\.forRoot\(\)/);
  });

  it('needs no scheduler without a schedule or with run: false', async () => {
    const app = await start(undefined, { imports: [] });
    expect(await app.get(ConsentsService).registry.verify()).toMatchObject({ state: 'done', checked: 0 });
    await start({}, { imports: [], options: { outbox: { run: false } } });
  });

  it('reports every fault of its options, and the other options it needs', () => {
    const options = { ...emulatorAccount('http://127.0.0.1:1'), brandCode: undefined };
    const verification = { cron: 'nachts', timeZone: 'Anadolu', requestsPerRun: 0, attempts: 99 };
    expect(() => validateOptions('default', { ...options, verification })).toThrow(
      expect.objectContaining({
        faults: expect.arrayContaining(
          [
            'verification.cron',
            'verification.timeZone',
            'verification.requestsPerRun',
            'verification.attempts',
            'storage',
            'brandCode',
          ].map((path) => expect.objectContaining({ path: expect.stringContaining(path) })),
        ),
      }),
    );
  });
});
