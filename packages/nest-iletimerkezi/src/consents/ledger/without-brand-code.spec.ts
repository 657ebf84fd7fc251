import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MigratedDatabase } from '../../test-support/database.js';
import { ledgerOn } from '../../test-support/consents.js';

const RECIPIENT = '+905301234567';
const key = { recipient: RECIPIENT, recipientType: 'BIREYSEL', channel: 'MESAJ' } as const;
const entry = {
  ...key,
  status: 'ONAY',
  source: 'HS_WEB',
  consentDate: new Date('2026-01-02T09:00:00Z'),
} as const;
let database: MigratedDatabase;
beforeAll(async () => {
  database = await MigratedDatabase.open();
});
afterAll(() => database.close());

const services = () => ledgerOn({ name: 'no brand' }, database.kysely);

describe('without a brand code', () => {
  it.each<[string, (all: ReturnType<typeof services>) => Promise<unknown>]>([
    ['record', (consents) => consents.record(entry)],
    ['history', (consents) => consents.history(RECIPIENT)],
    ['preview', (consents) => consents.preview([RECIPIENT], 'BIREYSEL')],
    ['verifyChain', (consents) => consents.verifyChain()],
    ['erase', (consents) => consents.erase(RECIPIENT)],
    ['import.run', (consents) => consents.import.run('crm', [entry])],
    ['registry.check', ({ registry }) => registry.check(key)],
    ['registry.verify', ({ registry }) => registry.verify()],
  ])('refuses %s with an error that names the option', async (_, call) => {
    await expect(call(services())).rejects.toMatchObject({ message: expect.stringMatching(/brandCode/) });
  });

  it('starts no verification that could only fail', async () => {
    const { registry } = services();
    await expect(registry.verify()).rejects.toMatchObject({ code: 'brand-code-missing' });
    expect(await registry.verifications()).toEqual([]);
  });

  it('accepts a brand code with the call', async () => {
    const consents = services();
    await consents.import.run('crm', [{ ...entry, brandCode: '77' }]);
    await consents.import.run('shop', [entry], { brandCode: '78' });
    expect(await consents.history(RECIPIENT, { brandCode: '77' })).toHaveLength(1);
    expect(await consents.history(RECIPIENT, { brandCode: '78' })).toHaveLength(1);
    expect(await consents.history('somebody@example.com', { brandCode: '77' })).toEqual([]);
    expect(await consents.export('somebody@example.com', { brandCode: '77' })).toMatchObject({
      html: expect.any(String),
    });
    expect(await consents.erase('somebody@example.com', { brandCode: '77', reason: 'test' })).toBe(0);
  });
});

describe('an import', () => {
  it.each([0, -1, 1.5, 1_000_000])('refuses batches of %p', async (batchSize) => {
    await expect(services().import.run('size', [], { batchSize })).rejects.toMatchObject({
      faults: [{ path: 'batchSize' }],
    });
  });

  it('runs batch by batch without options, and refuses a row that is no object', async () => {
    const batches = services().import.batches('plain', [{ ...entry, brandCode: '79' }, JSON.parse('5')]);
    const first = await batches.next();
    expect(first.value).toMatchObject({
      totals: { read: 2, recorded: 1, refused: 1 },
      refused: [{ row: 2 }],
    });
    expect(await batches.next()).toMatchObject({ done: true });
  });
});
