import { describe, expect, it } from '@jest/globals';
import { IletimerkeziClient } from 'iletimerkezi-core';
import { ConsentChecker } from '../registry/consent-checker.js';
import { ConsentGuard } from '../guard/consent-guard.js';
import { OutboxService } from '../../outbox/outbox.service.js';
import { ConsentSync } from '../import/consent-import.js';
import { VerificationService } from '../registry/verification/verification.service.js';
import { ConsentRegistrar } from '../registry/consent-registrar.js';

const account = { name: 'shop', brandCode: '1234' };
// Nothing may be asked; a call would fail at once.
const client = new IletimerkeziClient({
  credentials: { key: 'k', hash: 'h' },
  fetch: () => Promise.reject(new Error('asked')),
});
const checker = new ConsentChecker(account, client, undefined);
const verification = new VerificationService(account, checker, undefined, {
  options: undefined,
  enabled: true,
  onError: () => undefined,
});
const registrar = new ConsentRegistrar(client, undefined, true, () => undefined);
const guard = new ConsentGuard('shop', undefined, undefined, checker);
const sync = new ConsentSync(account, undefined);
const outbox = new OutboxService({ account });
const key = { recipient: '+905301234567', recipientType: 'BIREYSEL', channel: 'MESAJ' } as const;

describe('without storage', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['the registrations are not counted', () => registrar.counts()],
    ['no held registrations are listed', () => registrar.held()],
    ['none is released', () => registrar.release([{ brandCode: '1234', position: 1 }])],
    ['nothing is verified', () => verification.run()],
    ['no runs of the verification are listed', () => verification.runs()],
    ['nobody’s consent is checked', () => checker.check(key)],
    ['nothing is synchronised', () => sync.run('crm', [])],
    ['no synchronisation has a report', () => sync.status('crm')],
    ['nothing is told of what an order relied on', () => guard.reliedOn('1')],
    ['no recipient is judged', () => guard.judge(['+905301234567'], 'BIREYSEL')],
    ['nothing is enqueued', () => outbox.enqueue({ kind: 'transactional', text: 'a', recipients: [] })],
  ])('%s, and the fix is told', async (_, ask) => {
    await expect(ask()).rejects.toMatchObject({ message: expect.stringMatching(/storage/) });
  });

  it('the loops of the services neither begin nor have to end', async () => {
    registrar.onApplicationBootstrap();
    verification.onApplicationBootstrap();
    registrar.resume();
    await registrar.beforeApplicationShutdown();
    await verification.beforeApplicationShutdown();
    expect(guard.isOn).toBe(false);
  });

  it('a verification that was due is complained about, not thrown', async () => {
    const errors: string[] = [];
    const due = new VerificationService(account, checker, undefined, {
      options: undefined,
      enabled: false,
      onError: (message) => errors.push(message),
    });
    expect(await due.fire(new Date())).toBeUndefined();
    expect(errors).toEqual([expect.stringContaining('This needs storage, which is off.')]);
  });
});
