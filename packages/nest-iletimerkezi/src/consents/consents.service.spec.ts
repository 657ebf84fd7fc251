import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IletimerkeziClient } from 'iletimerkezi-core';
import { IletimerkeziAccounts } from '../module/accounts.js';
import { getIletimerkeziToken } from '../client/account.tokens.js';
import { IletimerkeziModule } from '../module/iletimerkezi.module.js';
import { becomes } from '../test-support/becomes.js';
import { createSpecDatabase, type SpecDatabase, urlOf } from '../test-support/database.js';
import { emulatorAccount, startTestApp, type TestApp } from '../test-support/test-app.js';
import { ConsentsService } from './consents.service.js';

const TIMEOUT_MS = 100_000;
const about = { recipientType: 'BIREYSEL', channel: 'MESAJ' } as const;
const key = { ...about, recipient: '+905301234567' } as const;

describe('ConsentsService in an application', () => {
  let spec: SpecDatabase;
  let app: TestApp;
  let consents: ConsentsService;

  beforeAll(async () => {
    spec = await createSpecDatabase();
    const storage = { url: urlOf(spec) };
    const other = { ...emulatorAccount('http://127.0.0.1:9'), account: 'other', brandCode: '77', storage };
    app = await startTestApp({
      options: { storage },
      imports: [IletimerkeziModule.forRoot({ ...other, outbox: { run: false } })],
    });
    consents = app.get(ConsentsService);
  });
  afterAll(async () => {
    await app.close();
    await spec.drop();
  });

  it('registers a recorded consent under the account’s brand code, and finds it at İYS', async () => {
    const { position } = await consents.record({ ...key, status: 'ONAY', source: 'HS_WEB' });
    expect(await consents.current(key)).toMatchObject({ status: 'ONAY', position });
    await becomes(async () => (await consents.registry.counts()).get('sent'), 1, TIMEOUT_MS);
    expect(await consents.registry.backlog()).toEqual({ waiting: 0, expired: 0, earliestDeadline: null });
    expect(await consents.registry.check(key)).toMatchObject({ answer: 'granted', changed: false });
    expect(await consents.registry.verify()).toMatchObject({ state: 'done' });
  });

  it('is the service of its account, also for accounts that are chosen at run time', async () => {
    const other = app.get<ConsentsService>(getIletimerkeziToken('other', ConsentsService) as string);
    expect(app.get(IletimerkeziAccounts).get('other').consents).toBe(other);
    expect(await other.current(key)).toBeUndefined();
    expect(await other.history(key.recipient, { brandCode: '1234' })).toHaveLength(1);
  });

  it('leaves calls without the ledger to the client', async () => {
    const client = app.get(IletimerkeziClient);
    const whose = { ...about, recipient: '+905301234568', brandCode: '1234' };
    const consentDate = new Date(Date.now() - 60_000);
    await client.registerConsents({
      brandCode: '1234',
      records: [{ ...whose, status: 'ONAY', source: 'HS_WEB', consentDate }],
    });
    expect(await client.checkConsent(whose)).toMatchObject({ state: 'granted' });
    expect(await consents.current(whose)).toBeUndefined();
  });
});
