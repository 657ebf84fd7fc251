import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IletimerkeziClient } from 'iletimerkezi-core';
import { ConsentChecker } from '../registry/consent-checker.js';
import { ConsentSync } from '../import/consent-import.js';
import { MigratedDatabase } from '../../test-support/database.js';
import { VerificationService } from '../registry/verification/verification.service.js';
import { ConsentLedger } from './consent-ledger.js';

const RECIPIENT = '+905301234567';
const key = { recipient: RECIPIENT, recipientType: 'BIREYSEL', channel: 'MESAJ' } as const;
const entry = {
  ...key,
  status: 'ONAY',
  source: 'HS_WEB',
  consentDate: new Date('2026-01-02T09:00:00Z'),
} as const;
// Nothing may be asked; a call would fail at once.
const client = new IletimerkeziClient({
  credentials: { key: 'k', hash: 'h' },
  fetch: () => Promise.reject(new Error('asked')),
});

let database: MigratedDatabase;
beforeAll(async () => {
  database = await MigratedDatabase.open();
});
afterAll(() => database.close());

function services() {
  const account = { name: 'no brand' };
  const { kysely } = database;
  const checker = new ConsentChecker(account, client, kysely);
  const host = { options: undefined, enabled: false, onError: () => undefined };
  return {
    checker,
    ledger: new ConsentLedger(account, kysely),
    sync: new ConsentSync(account, kysely),
    verification: new VerificationService(account, checker, kysely, host),
  };
}

describe('without a brand code', () => {
  it.each<[string, (all: ReturnType<typeof services>) => Promise<unknown>]>([
    ['nobody’s consent is checked', ({ checker }) => checker.check(key)],
    ['nothing is recorded', ({ ledger }) => ledger.record(entry)],
    ['no history is read', ({ ledger }) => ledger.history(RECIPIENT)],
    ['no chain is verified', ({ ledger }) => ledger.verifyChain()],
    ['nobody is erased', ({ ledger }) => ledger.erase(RECIPIENT)],
    ['nothing is synchronised', ({ sync }) => sync.run('crm', [entry])],
    ['nothing is verified', ({ verification }) => verification.run()],
  ])('%s, and the fix is told', async (_, ask) => {
    await expect(ask(services())).rejects.toMatchObject({ message: expect.stringMatching(/brandCode/) });
  });

  it('no verification is left under way that could only fail', async () => {
    const { verification } = services();
    await expect(verification.run()).rejects.toMatchObject({ code: 'brand-code-missing' });
    expect(await verification.runs()).toEqual([]);
  });

  it('what is given one with the call goes on', async () => {
    const { ledger, sync } = services();
    await sync.run('crm', [{ ...entry, brandCode: '77' }]);
    await sync.run('shop', [entry], { brandCode: '78' });
    expect(await ledger.history(RECIPIENT, '77')).toHaveLength(1);
    expect(await ledger.history(RECIPIENT, '78')).toHaveLength(1);
    expect(await ledger.history('somebody@example.com', '77')).toEqual([]);
    expect(await ledger.exportEvidence('somebody@example.com', '77')).toMatchObject({
      html: expect.any(String),
    });
    expect(await ledger.erase('somebody@example.com', { brandCode: '77', reason: 'test' })).toBe(0);
  });
});

describe('a synchronisation', () => {
  it.each([0, -1, 1.5, 1_000_000])('is refused in batches of %p', async (batchSize) => {
    await expect(services().sync.run('size', [], { batchSize })).rejects.toMatchObject({
      faults: [{ path: 'batchSize' }],
    });
  });

  it('goes batch by batch without any options, and skips what is no record', async () => {
    const batches = services().sync.batches('plain', [{ ...entry, brandCode: '79' }, JSON.parse('5')]);
    const first = await batches.next();
    expect(first.value).toMatchObject({
      totals: { read: 2, recorded: 1, refused: 1 },
      refused: [{ row: 2 }],
    });
    expect(await batches.next()).toMatchObject({ done: true });
  });
});
