// starts: PostgreSQL
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccountService } from '../client/account.service.js';
import { OutboxService } from '../outbox/outbox.service.js';
import { createSpecDatabase, type SpecDatabase, urlOf } from '../test-support/database.js';
import { many, number } from '../test-support/messages.js';
import { startTestApp, type TestApp } from '../test-support/test-app.js';
import { PhoneVerificationService } from './phone-verification.service.js';

let database: SpecDatabase;
let app: TestApp;
beforeAll(async () => {
  database = await createSpecDatabase();
  app = await startTestApp({
    options: {
      storage: { url: urlOf(database) },
      outbox: { run: false },
      phoneVerification: { hashKeys: ['a secret key of at least 32 characters'] },
      limits: { spend: { perDay: 302, reserveForTransactional: 2, beyond: 'wait' } },
    },
  });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

describe('a phone verification with spend limits', () => {
  it('uses the reserve that campaigns cannot use, and is refused beyond the cap', async () => {
    const outbox = app.get(OutboxService);
    await outbox.enqueue({ kind: 'transactional', text: 'Duyuru', recipients: many(300) });
    const verification = app.get(PhoneVerificationService);
    const start = () => verification.start({ phone: number(), purpose: 'sign-in' });
    await start();
    await start();
    await expect(start()).rejects.toMatchObject({
      code: 'spend-limit-exceeded',
      path: 'limits.spend.perDay',
      retryAt: expect.any(Date),
    });
    const spend = await app.get(AccountService).spend();
    expect(spend).toMatchObject({ day: { reserved: 302, left: 0 }, waiting: 0 });
  });
});
