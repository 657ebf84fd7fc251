import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TerminusModule } from '@nestjs/terminus';
import { startTestApp, type TestApp } from '../test-support/test-app.js';
import { IletimerkeziHealthIndicator } from './account-health.indicator.js';

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

  it('is up with the balance', async () => {
    const result = await health.isHealthy('sms', { cacheMs: 0 });
    expect(result).toMatchObject({ sms: { status: 'up' } });
    expect(Object.values(result.sms)).toContain(10_000_000);
  });

  it('is degraded when the balance is below a threshold', async () => {
    const result = await health.isHealthy('low', { lowSms: 10_000_001 });
    expect(result).toMatchObject({ low: { status: 'degraded', message: 'the balance is low' } });
  });

  it('is down when the provider answers too late', async () => {
    app.emulator.addFault({ endpoint: 'get-balance', fault: 'hang-before-accept' });
    await expect(health.isHealthy('late', { timeoutMs: 50 })).resolves.toMatchObject({
      late: { status: 'down' },
    });
  });

  it('does not ask the provider again within the cache’s time', async () => {
    await health.isHealthy('cached', { cacheMs: 60_000 });
    await health.isHealthy('cached', { cacheMs: 60_000 });
    expect(app.emulator.journal()).toHaveLength(1);
  });
});
