import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { entryOf, keyOf, numberOf } from '../../test-support/consent-entries.js';
import { MigratedDatabase } from '../../test-support/database.js';
import type { ConsentsService } from '../consents.service.js';
import { ledgerOn } from '../../test-support/consents.js';
import { backdateRecords, erasuresOf } from '../../test-support/ledger-tables.js';
import type { ConsentEntry } from './ledger.types.js';

let database: MigratedDatabase;
beforeAll(async () => {
  database = await MigratedDatabase.open();
});
afterAll(() => database.close());

let brands = 8_000;
const start = () => {
  const brandCode = String((brands += 1));
  return { brandCode, ledger: ledgerOn({ name: 'default', brandCode }, database.kysely) };
};

const DAY = 86_400_000;
const YEAR = 365.25 * DAY;
const threeYearsAgo = (): Date => new Date(Date.now() - 3 * YEAR);
const entry = (index: number, change: Partial<ConsentEntry> = {}): ConsentEntry =>
  entryOf(index, {
    consentDate: undefined,
    evidence: { ip: '192.0.2.7', userAgent: 'Tarayıcı', form: 'kayit' },
    ...change,
  });

/** Records as they would stand had they been written so many years ago, one entry after the other. */
const recordedYearsAgo = (brandCode: string, years: number): Promise<void> =>
  backdateRecords(database.kysely, brandCode, years * YEAR);

const proofs = async (ledger: ConsentsService, index: number): Promise<string[]> =>
  (await ledger.history(numberOf(index))).map(({ status, trace }) =>
    `${status} ${trace === null ? '' : 'traced'}`.trim(),
  );

describe('erasing by age', () => {
  // guarantee: G-052
  it('keeps the evidence of a standing consent, however old its record is', async () => {
    const { ledger, brandCode } = start();
    await ledger.record(entry(1));
    await recordedYearsAgo(brandCode, 9);
    expect(await ledger.eraseBefore(threeYearsAgo())).toBe(0);
    expect(await ledger.eraseBefore(new Date(Date.now() + DAY))).toBe(0);
    expect(await proofs(ledger, 1)).toEqual(['ONAY traced']);
    expect(await ledger.current(keyOf(1))).toMatchObject({ status: 'ONAY' });
  });

  it('keeps the evidence of a consent that ended less than three years ago', async () => {
    const { ledger, brandCode } = start();
    await ledger.record(entry(1));
    await recordedYearsAgo(brandCode, 9);
    await ledger.optOut(keyOf(1));
    await recordedYearsAgo(brandCode, 2.9);
    expect(await ledger.eraseBefore(threeYearsAgo())).toBe(0);
    expect(await proofs(ledger, 1)).toEqual(['ONAY traced', 'RET']);
  });

  // guarantee: G-052
  it('erases the evidence of a consent that ended three years ago, and keeps the number that refuses', async () => {
    const { ledger, brandCode } = start();
    await ledger.record(entry(1));
    await recordedYearsAgo(brandCode, 9);
    await ledger.optOut(keyOf(1));
    await recordedYearsAgo(brandCode, 3.1);
    expect(await ledger.eraseBefore(threeYearsAgo())).toBe(1);
    expect(await proofs(ledger, 1)).toEqual(['RET']);
    expect(await ledger.current(keyOf(1))).toMatchObject({ status: 'RET' });
    expect(await ledger.eraseBefore(threeYearsAgo())).toBe(0);
  });

  it('keeps the chain valid', async () => {
    const { ledger } = start();
    await ledger.record(entry(1));
    await ledger.optOut(keyOf(1));
    expect(await ledger.eraseBefore(new Date(Date.now() + DAY))).toBe(1);
    expect(await ledger.verifyChain()).toMatchObject({ valid: true, erased: 1 });
  });

  it('treats each channel and recipient type separately, and a renewed consent as one', async () => {
    const { ledger, brandCode } = start();
    await ledger.recordMany([entry(1), entry(1, { channel: 'ARAMA' }), entry(1, { recipientType: 'TACIR' })]);
    await recordedYearsAgo(brandCode, 9);
    await ledger.record(entry(1));
    await ledger.optOut({ ...keyOf(1), channel: 'ARAMA' });
    await recordedYearsAgo(brandCode, 4);
    expect(await ledger.eraseBefore(threeYearsAgo())).toBe(1);
    const left = (await ledger.history(numberOf(1))).map(({ channel, recipientType, status }) =>
      [channel, recipientType, status].join(' '),
    );
    expect(left).toEqual([
      'MESAJ BIREYSEL ONAY',
      'MESAJ TACIR ONAY',
      'MESAJ BIREYSEL ONAY',
      'ARAMA BIREYSEL RET',
    ]);
  });

  it('keeps a history that was imported late until three years after the import', async () => {
    const { ledger } = start();
    const past = (status: 'ONAY' | 'RET', years: number): ConsentEntry =>
      entry(1, { status, consentDate: new Date(Date.now() - years * YEAR) });
    await ledger.recordMany([past('ONAY', 9), past('RET', 8)], { history: true });
    expect(await ledger.eraseBefore(threeYearsAgo())).toBe(0);
  });
});

describe('erasing a person', () => {
  // guarantee: G-052
  it('is refused while a consent stands, and changes nothing', async () => {
    const { ledger } = start();
    await ledger.recordMany([entry(1), entry(1, { channel: 'ARAMA' })]);
    await ledger.optOut(keyOf(1));
    const refusal = await ledger.erase(numberOf(1)).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'consent-stands', message: expect.stringContaining('art. 13') });
    expect(String(refusal)).not.toContain(numberOf(1));
    expect(await proofs(ledger, 1)).toHaveLength(3);
    await expect(ledger.erase(numberOf(1), { reason: '  ' })).rejects.toMatchObject({
      code: 'consent-stands',
    });
  });

  it('is accepted with a reason, which is stored without personal data', async () => {
    const { ledger, brandCode } = start();
    await ledger.record(entry(1));
    expect(await ledger.erase(numberOf(1), { reason: 'court order 2026/17' })).toBe(1);
    const erasures = await erasuresOf(database.kysely, brandCode);
    expect(erasures).toMatchObject([{ reason: 'court order 2026/17' }]);
    expect(erasures[0]?.text).not.toContain(numberOf(1));
  });

  it('is refused within three years of a withdrawal, and changes nothing', async () => {
    const { ledger, brandCode } = start();
    await ledger.record(entry(1));
    await ledger.optOut(keyOf(1));
    await recordedYearsAgo(brandCode, 2.9);
    const refusal = await ledger.erase(numberOf(1)).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'withdrawal-recent', message: expect.stringContaining('art. 13') });
    expect(String(refusal)).not.toContain(numberOf(1));
    expect(await proofs(ledger, 1)).toEqual(['ONAY traced', 'RET']);
    expect(await ledger.erase(numberOf(1), { reason: 'request of 2026-11-02' })).toBe(2);
    expect(await ledger.history(numberOf(1))).toEqual([]);
  });

  it('is refused for a withdrawal in one channel, also if the consent was imported after it', async () => {
    const { ledger } = start();
    const past = (status: 'ONAY' | 'RET', years: number): ConsentEntry =>
      entry(1, { status, channel: 'ARAMA', consentDate: new Date(Date.now() - years * YEAR) });
    await ledger.recordMany([past('RET', 1), past('ONAY', 2)], { history: true });
    await expect(ledger.erase(numberOf(1))).rejects.toMatchObject({ code: 'withdrawal-recent' });
  });

  it('needs no reason three years after a withdrawal or without a consent', async () => {
    const { ledger, brandCode } = start();
    await ledger.record(entry(1));
    await ledger.optOut(keyOf(1));
    await recordedYearsAgo(brandCode, 3.1);
    expect(await ledger.erase(numberOf(1))).toBe(2);
    await ledger.optOut(keyOf(2));
    expect(await ledger.erase(numberOf(2))).toBe(1);
  });
});
