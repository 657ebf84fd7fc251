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

  it('returns the balance and the approved senders', async () => {
    await expect(account.balance()).resolves.toMatchObject({ sms: 10_000_000 });
    await expect(account.senders()).resolves.toContain('EMULATOR');
  });

  it('accepts an approved sender and the default one', async () => {
    await expect(account.assertSender('EMULATOR')).resolves.toBeUndefined();
    await expect(account.assertSender()).resolves.toBeUndefined();
  });

  it('suggests the approved spelling of a sender that differs in case or spaces', async () => {
    const similar = account.assertSender('Emu lator');
    await expect(similar).rejects.toThrow(SenderNotApprovedError);
    await expect(similar).rejects.toThrow('Write it exactly as approved: EMULATOR.');
  });

  it('lists the approved senders for one that resembles none', async () => {
    const error = await account.assertSender('SHOP').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'sender-not-approved', outcome: 'not-applied' });
    expect(String(error)).toContain('EMULATOR');
  });
});
