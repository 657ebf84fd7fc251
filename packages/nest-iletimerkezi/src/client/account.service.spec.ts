import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../test-support/test-app.js';
import { AccountService } from './account.service.js';
import { SenderNotApprovedError } from './sender-not-approved.error.js';

describe('AccountService', () => {
  let app: TestApp;
  let account: AccountService;
  beforeAll(async () => {
    app = await startTestApp();
    account = app.get(AccountService);
  });
  afterAll(() => app.close());

  it('tells the balance and the approved senders', async () => {
    await expect(account.balance()).resolves.toMatchObject({ sms: 10_000_000 });
    await expect(account.senders()).resolves.toContain('EMULATOR');
  });

  it('passes an approved sender and the default one', async () => {
    await expect(account.assertSender('EMULATOR')).resolves.toBeUndefined();
    await expect(account.assertSender()).resolves.toBeUndefined();
  });

  it('names the approved spelling of a sender that differs in case or spaces', async () => {
    const near = account.assertSender('Emu lator');
    await expect(near).rejects.toThrow(SenderNotApprovedError);
    await expect(near).rejects.toThrow('Write it exactly as approved: EMULATOR.');
  });

  it('lists the approved senders for one that is far from all', async () => {
    const far = await account.assertSender('SHOP').catch((error: unknown) => error);
    expect(far).toMatchObject({ code: 'sender-not-approved', outcome: 'not-applied' });
    expect(String(far)).toContain('EMULATOR');
  });
});
