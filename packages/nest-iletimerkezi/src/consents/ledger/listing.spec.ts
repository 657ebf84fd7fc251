import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { entryOf, numberOf } from '../../test-support/consent-entries.js';
import { MigratedDatabase } from '../../test-support/database.js';
import { ledgerOn } from '../../test-support/consents.js';
import type { ConsentEntry } from './ledger.types.js';

let database: MigratedDatabase;
beforeAll(async () => {
  database = await MigratedDatabase.open();
});
afterAll(() => database.close());

let brands = 0;
const newLedger = () => ledgerOn({ name: 'default', brandCode: String((brands += 1)) }, database.kysely);
const entry = (index: number, change: Partial<ConsentEntry> = {}): ConsentEntry =>
  entryOf(index, { consentDate: new Date(Date.now() - 3_600_000 + index), ...change });

describe('the list of consents', () => {
  it('returns each recipient once with the current consent, newest record first', async () => {
    const ledger = newLedger();
    await ledger.recordMany([1, 2, 3].map((index) => entry(index)));
    await ledger.record(entry(1, { status: 'RET', source: 'HS_MESAJ', consentDate: new Date() }));
    const { consents, next } = await ledger.list();
    expect(consents.map(({ recipient, status }) => [recipient, status])).toEqual([
      [numberOf(1), 'RET'],
      [numberOf(3), 'ONAY'],
      [numberOf(2), 'ONAY'],
    ]);
    expect(consents[0]).toMatchObject({
      source: 'HS_MESAJ',
      origin: 'host',
      registration: 'queued',
      position: 4,
    });
    expect(next).toBeUndefined();
    expect(await ledger.totals()).toEqual([
      { channel: 'MESAJ', recipientType: 'BIREYSEL', status: 'ONAY', recipients: 2 },
      { channel: 'MESAJ', recipientType: 'BIREYSEL', status: 'RET', recipients: 1 },
    ]);
  });

  it('pages without a gap or a repetition', async () => {
    const ledger = newLedger();
    await ledger.recordMany(Array.from({ length: 7 }, (_, index) => entry(index)));
    const seen: string[] = [];
    for (let after: number | undefined; ;) {
      const page = await ledger.list({ limit: 3, after });
      seen.push(...page.consents.map(({ recipient }) => recipient));
      if (page.next === undefined) break;
      after = page.next;
    }
    expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map(numberOf));
  });

  it('finds parts of a number and of an address, with any of İ, I, ı and i', async () => {
    const ledger = newLedger();
    await ledger.recordMany([
      entry(1_234_567),
      entry(7_654_321),
      entry(1, { channel: 'EPOSTA', recipient: 'ISIL.INCE@ornek.com' }),
    ]);
    const found = async (search: string) => (await ledger.list({ search })).consents.length;
    expect(await found('3456')).toBe(1);
    expect(await found('0530')).toBe(2);
    for (const search of ['ısıl', 'isil', 'İSİL', 'ISIL.İnce']) expect(await found(search)).toBe(1);
    expect(await found('%')).toBe(0);
  });

  it('filters by channel, status and state of registration', async () => {
    const ledger = newLedger();
    await ledger.recordMany([entry(1), entry(2, { status: 'RET' }), entry(3, { channel: 'ARAMA' })]);
    const found = async (filter: Parameters<typeof ledger.list>[0]) =>
      (await ledger.list(filter)).consents.map(({ recipient }) => recipient);
    expect(await found({ channel: 'ARAMA' })).toEqual([numberOf(3)]);
    expect(await found({ status: 'RET' })).toEqual([numberOf(2)]);
    expect(await found({ registration: 'held' })).toEqual([numberOf(2)]);
    expect(await found({ recipientType: 'TACIR' })).toEqual([]);
  });
});
