import { describe, expect, it } from '@jest/globals';
import { OutboxService } from '../../outbox/outbox.service.js';
import { consentsOn } from '../../test-support/consents.js';

const account = { name: 'shop', brandCode: '1234' };
const { consents, guard, verification } = consentsOn(account, undefined);
const { registry } = consents;
const outbox = new OutboxService({ account });
const key = { recipient: '+905301234567', recipientType: 'BIREYSEL', channel: 'MESAJ' } as const;
const entry = { ...key, status: 'ONAY', source: 'HS_WEB' } as const;
const range = { from: new Date(0), to: new Date() };

describe('without storage', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['record', () => consents.record(entry)],
    ['recordMany', () => consents.recordMany([entry])],
    ['optOut', () => consents.optOut(key)],
    ['decline', () => consents.decline([key])],
    ['current', () => consents.current(key)],
    ['currentMany', () => consents.currentMany([key.recipient], key)],
    ['history', () => consents.history(key.recipient)],
    ['list', () => consents.list()],
    ['totals', () => consents.totals()],
    ['preview', () => consents.preview([key.recipient], 'BIREYSEL')],
    ['sendBasis', () => consents.sendBasis('1')],
    ['verifyChain', () => consents.verifyChain()],
    ['export', () => consents.export(key.recipient)],
    ['exportRange', () => consents.exportRange(range).next()],
    ['erase', () => consents.erase(key.recipient)],
    ['eraseBefore', () => consents.eraseBefore(new Date(0))],
    ['registry.backlog', () => registry.backlog()],
    ['registry.counts', () => registry.counts()],
    ['registry.held', () => registry.held()],
    ['registry.release', () => registry.release([{ brandCode: '1234', position: 1 }])],
    ['registry.check', () => registry.check(key)],
    ['registry.checkMany', () => registry.checkMany([key])],
    ['registry.verify', () => registry.verify()],
    ['registry.verifications', () => registry.verifications()],
    ['import.run', () => consents.import.run('crm', [])],
    ['import.batches', () => consents.import.batches('crm', []).next()],
    ['import.status', () => consents.import.status('crm')],
    ['import.refused', () => consents.import.refused('crm').next()],
    ['enqueue', () => outbox.enqueue({ kind: 'transactional', text: 'a', recipients: [] })],
  ])('refuses %s with an error that names the option', async (_, call) => {
    await expect(call()).rejects.toMatchObject({
      code: 'storage-off',
      message: expect.stringMatching(/storage/),
    });
  });

  it('stops without having started anything', async () => {
    registry.resume();
    await verification.stop();
    expect(guard.isOn).toBe(false);
  });

  it('reports a scheduled verification as failed, without a throw', async () => {
    const errors: string[] = [];
    const due = consentsOn(account, undefined, { onError: (message) => errors.push(message) });
    expect(await due.verification.fire(new Date())).toBeUndefined();
    expect(errors).toEqual([expect.stringContaining('This needs storage, which is off.')]);
  });
});
