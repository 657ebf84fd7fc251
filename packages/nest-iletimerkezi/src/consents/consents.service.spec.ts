import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../test-support/test-app.js';
import { ConsentsService } from './consents.service.js';

describe('ConsentsService', () => {
  let app: TestApp;
  let consents: ConsentsService;
  const whose = { recipient: '+905301234567', recipientType: 'BIREYSEL', channel: 'MESAJ' } as const;
  const given = {
    ...whose,
    status: 'ONAY',
    source: 'HS_WEB',
    consentDate: new Date(Date.now() - 60_000),
  } as const;

  beforeAll(async () => {
    app = await startTestApp();
    consents = app.get(ConsentsService);
  });
  afterAll(() => app.close());

  it('registers a consent under the account’s brand and finds it again', async () => {
    await expect(consents.check(whose)).resolves.toMatchObject({ state: 'unknown-recipient' });
    await consents.register({ records: [given] });
    await expect(consents.check(whose)).resolves.toMatchObject({ state: 'granted', source: 'HS_WEB' });
  });

  it.each([
    ['slow', -5 * 86_400_000],
    ['fast', 3 * 3_600_000],
  ])(
    'dates a refusal itself where the clock of the device is %s, and a consent by its own date',
    async (_what, offset) => {
      const bench = await startTestApp();
      const service = bench.get(ConsentsService);
      await service.register({ records: [given] });
      const stated = new Date(Date.now() + offset);
      const before = Date.now();
      await service.register({ records: [{ ...given, status: 'RET', consentDate: stated }] });
      await expect(service.check(whose)).resolves.toMatchObject({ state: 'refused' });
      const state = await service.check(whose);
      const sent = 'consentDate' in state ? (state.consentDate?.getTime() ?? 0) : 0;
      expect(Math.abs(sent - before)).toBeLessThan(60_000);
      await bench.close();
    },
  );

  it('registers refusals of the past by their own dates with `history`, and dates what has none', async () => {
    const bench = await startTestApp();
    const service = bench.get(ConsentsService);
    const { consentDate: _, ...undated } = given;
    await service.register({ records: [given] });
    const consentDate = new Date(Date.now() - 30_000);
    await service.register({ records: [{ ...given, status: 'RET', consentDate }], history: true });
    const refused = await service.check(whose);
    expect(refused).toMatchObject({
      consentDate: new Date(Math.floor(consentDate.getTime() / 1_000) * 1_000),
    });
    await service.register({ records: [undated] });
    await expect(service.check(whose)).resolves.toMatchObject({ state: 'granted' });
    await bench.close();
  });

  it('refuses a batch with a bad record before it leaves, naming the record', async () => {
    const records = [given, { ...given, consentDate: new Date('2020-01-01') }];
    await expect(consents.register({ records })).rejects.toMatchObject({
      faults: [{ path: 'records[1].consentDate' }],
    });
  });

  it('asks for a brand code where neither the call nor the options name one', async () => {
    const bare = await startTestApp({ options: { brandCode: undefined } });
    const service = bare.get(ConsentsService);
    await expect(service.check(whose)).rejects.toMatchObject({ faults: [{ path: 'brandCode' }] });
    await expect(service.register({ records: [given] })).rejects.toMatchObject({
      faults: [{ path: 'brandCode' }],
    });
    await bare.close();
  });
});
