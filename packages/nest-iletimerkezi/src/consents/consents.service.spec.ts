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
