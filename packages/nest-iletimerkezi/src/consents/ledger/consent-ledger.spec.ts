import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ownTransaction } from '../../storage/outbox/enqueue.js';
import { ago, entryOf, keyOf, numberOf } from '../../test-support/consent-entries.js';
import { MigratedDatabase } from '../../test-support/database.js';
import { ledgerOn } from '../../test-support/consents.js';
import {
  attemptChange,
  FORBIDDEN_CHANGES,
  LedgerTampering,
  recordsAsText,
} from '../../test-support/ledger-tables.js';
import type { ConsentEntry } from './ledger.types.js';

let database: MigratedDatabase;
beforeAll(async () => {
  database = await MigratedDatabase.open();
});
afterAll(() => database.close());

let brands = 0;
/** A chain of its own for each test. */
const newLedger = () => {
  const brandCode = String((brands += 1));
  return {
    ledger: ledgerOn({ name: 'default', brandCode }, database.kysely),
    brandCode,
    tampering: new LedgerTampering(database.kysely, brandCode),
  };
};

const MINUTE = 60_000;
const minutesAgo = (minutes: number): Date => ago(minutes * MINUTE);
const entry = (index: number, change: Partial<ConsentEntry> = {}): ConsentEntry =>
  entryOf(index, { consentDate: minutesAgo(10), ...change });

describe('the consent ledger', () => {
  // guarantee: G-045
  it('stores consent and refusal as two records, and the newest is current', async () => {
    const { ledger } = newLedger();
    await ledger.record(entry(1));
    await ledger.record(
      entry(1, {
        recipient: '0530 000 00 01',
        status: 'RET',
        source: 'HS_MESAJ',
        consentDate: minutesAgo(5),
      }),
    );
    expect(await ledger.current(keyOf(1))).toMatchObject({ status: 'RET', position: 2 });
    expect((await ledger.history(numberOf(1))).map(({ status }) => status)).toEqual(['ONAY', 'RET']);
    await ledger.record(entry(1, { consentDate: minutesAgo(60) }));
    expect(await ledger.current(keyOf(1))).toMatchObject({ status: 'RET' });
    expect(await ledger.current({ ...keyOf(1), recipientType: 'TACIR' })).toBeUndefined();
  });

  // guarantee: G-045
  it('prefers a refusal over a consent of the same moment, and ignores a date in the future', async () => {
    const { ledger } = newLedger();
    const consentDate = minutesAgo(3);
    await ledger.recordMany([entry(1, { status: 'RET', consentDate }), entry(1, { consentDate })]);
    expect(await ledger.current(keyOf(1))).toMatchObject({ status: 'RET' });
    await ledger.record(entry(2, { consentDate: new Date(Date.now() + 60 * MINUTE) }));
    await ledger.record(entry(2, { status: 'RET', consentDate: new Date() }));
    await ledger.record(entry(2, { status: 'RET', consentDate: new Date() }));
    expect(await ledger.current(keyOf(2))).toMatchObject({ status: 'RET' });
  });

  // guarantee: G-062
  it('returns invalid entries with every fault, and records the others', async () => {
    const { ledger } = newLedger();
    const result = await ledger.recordMany([
      entry(1),
      entry(2, { recipient: 'invalid', consentDate: new Date(Number.NaN) }),
      entry(3),
    ]);
    expect(result.recorded.map(({ index, position }) => [index, position])).toEqual([
      [0, 1],
      [2, 2],
    ]);
    expect(result.refused).toEqual([
      {
        index: 1,
        faults: [
          { code: 'phone', field: 'recipient', reason: 'not-a-number' },
          { code: 'date', field: 'consentDate' },
        ],
      },
    ]);
    await expect(ledger.record(entry(4, { recipient: '12' }))).rejects.toMatchObject({
      code: 'not-a-record',
      message: 'recipient: The phone number has too few digits.',
    });
  });

  // guarantee: G-056
  it('stores records that İYS would not accept, with the reason', async () => {
    const { ledger } = newLedger();
    const { recorded } = await ledger.recordMany([
      entry(1),
      entry(1, { consentDate: minutesAgo(5) }),
      entry(2, { status: 'RET' }),
      entry(3, { consentDate: minutesAgo(60 * 24 * 4) }),
      entry(4, { source: 'HS_KARAR' }),
    ]);
    expect(recorded.map(({ registration, reason }) => [registration, reason])).toEqual([
      ['queued', undefined],
      ['held', 'repeated-status'],
      ['held', 'first-is-refusal'],
      ['expired', 'too-old'],
      ['refused', 'ruling-without-record'],
    ]);
    expect(await ledger.current(keyOf(2))).toMatchObject({ status: 'RET' });
  });

  it('accepts every date of a host’s files, and continues with the other rows', async () => {
    const { ledger } = newLedger();
    const dates = ['1970-01-01', '2014-12-30', '2040-01-02'].map((day) => new Date(`${day}T09:00:00Z`));
    const rows = dates.map((consentDate, index) => entry(index, { status: 'RET', consentDate }));
    const { recorded, refused } = await ledger.recordMany([...rows, entry(9)]);
    expect([...recorded, ...refused].map(({ index }) => index).toSorted((a, b) => a - b)).toEqual([
      0, 1, 2, 3,
    ]);
    expect(recorded.at(-1)).toMatchObject({ index: 3, registration: 'queued' });
  });

  // guarantee: G-051
  it('chains records of concurrent writers without a gap or fork', async () => {
    const { ledger } = newLedger();
    await Promise.all(
      Array.from({ length: 8 }, (_, writer) =>
        ledger.recordMany(Array.from({ length: 25 }, (_unused, index) => entry(writer * 100 + index))),
      ),
    );
    expect(await ledger.verifyChain()).toMatchObject({ valid: true, records: 200 });
  });

  // guarantee: G-049
  it('records in the host’s transaction, and nothing when it rolls back', async () => {
    const { ledger } = newLedger();
    const failed = database.kysely.transaction().execute(async (tx) => {
      await ledger.record(entry(1), { tx: ownTransaction(tx) });
      throw new Error('no order after all');
    });
    await expect(failed).rejects.toThrow('no order after all');
    expect(await ledger.current(keyOf(1))).toBeUndefined();
    await ledger.record(entry(1));
    expect(await ledger.verifyChain()).toMatchObject({ valid: true, records: 1 });
  });

  // guarantee: G-048
  it.each(FORBIDDEN_CHANGES)('lets the database reject $name', async (change) => {
    const { ledger } = newLedger();
    await ledger.record(entry(1));
    await expect(attemptChange(database.kysely, change)).rejects.toThrow(/never changed/);
  });

  // guarantee: G-051
  it.each<[string, (tampering: LedgerTampering, text: string) => Promise<void>, number, string]>([
    ['a changed status', (tampering) => tampering.changeStatus(3, 'RET'), 3, 'changed'],
    ['a removed record', (tampering) => tampering.removeRecord(2), 2, 'missing'],
    ['a cut end', (tampering) => tampering.removeRecord(5), 5, 'missing'],
    [
      'another recipient',
      (tampering) => tampering.changeRecipient(4, '+905309999999'),
      4,
      'personal-changed',
    ],
    ['another text', (tampering, text) => tampering.changeText(text, 'İzin veriyorum!'), 1, 'text-changed'],
  ])('finds %s', async (_what, tamper, position, fault) => {
    const { ledger, brandCode, tampering } = newLedger();
    const text = `İzin veriyorum. ${brandCode}`;
    await ledger.recordMany([1, 2, 3, 4, 5].map((index) => entry(index, { evidence: { text } })));
    await tamper(tampering, text);
    expect(await ledger.verifyChain()).toEqual({ valid: false, position, fault });
  });

  // guarantee: G-051
  it('finds a chain cut back before its newest records', async () => {
    const { ledger, tampering } = newLedger();
    await ledger.recordMany([1, 2, 3, 4, 5].map((index) => entry(index)));
    await tampering.cutChain(3);
    expect(await ledger.verifyChain()).toMatchObject({ valid: false, position: 3 });
  });

  // guarantee: G-051
  it('finds a chain that ends in a gap', async () => {
    const { ledger, tampering } = newLedger();
    await ledger.recordMany([1, 2, 3, 4, 5].map((index) => entry(index)));
    await tampering.removeRecord(4);
    await tampering.shortenChain(4);
    expect(await ledger.verifyChain()).toMatchObject({ valid: false, position: 4 });
  });

  // guarantee: G-051
  it('finds records without a chain', async () => {
    const { ledger, tampering } = newLedger();
    await ledger.record(entry(1));
    await tampering.removeChain();
    expect(await ledger.verifyChain()).toEqual({ valid: false, position: 0, fault: 'cut-off' });
  });

  // guarantee: G-051
  it('finds a rewritten chain by a head stored earlier', async () => {
    const { ledger, tampering } = newLedger();
    await ledger.record(entry(1));
    const noted = await ledger.verifyChain();
    const expected = noted.valid ? noted.head : '';
    await ledger.record(entry(2));
    expect(await ledger.verifyChain({ expected })).toMatchObject({ valid: true });
    await tampering.removeLedger();
    await ledger.recordMany([entry(1), entry(2)]);
    expect(await ledger.verifyChain()).toMatchObject({ valid: true });
    expect(await ledger.verifyChain({ expected })).toMatchObject({ valid: false, fault: 'cut-off' });
  });

  // guarantee: G-052
  it('erases a person without breaking the chain', async () => {
    const { ledger, brandCode } = newLedger();
    await ledger.recordMany([entry(1, { evidence: { ip: '192.0.2.7', form: 'kayit' } }), entry(2)]);
    expect(await ledger.erase('0530 000 00 01', { reason: 'request of 2026-11-02' })).toBe(1);
    expect(await ledger.history(numberOf(1))).toEqual([]);
    expect(await ledger.current(keyOf(1))).toBeUndefined();
    expect(await ledger.verifyChain()).toMatchObject({ valid: true, records: 2, erased: 1 });
    expect(await recordsAsText(database.kysely, brandCode)).not.toContain('192.0.2.7');
  });

  // guarantee: G-050
  it('exports the records with text and evidence, safe to open and to print', async () => {
    const { ledger } = newLedger();
    const evidence = {
      text: '<b>Ticari ileti almak istiyorum</b>',
      textVersion: '3',
      ip: '192.0.2.7',
      shownAt: minutesAgo(11),
    };
    await ledger.record(entry(1, { evidence }));
    const { json, html } = await ledger.export(numberOf(1));
    expect(json).toMatchObject({
      recipient: numberOf(1),
      chain: { length: 1 },
      records: [{ text: evidence.text }],
    });
    expect(html).toContain('&lt;b&gt;Ticari ileti almak istiyorum&lt;/b&gt;');
    expect(html).not.toContain('<b>');
  });

  // guarantee: G-050
  it('exports the records of a period as CSV', async () => {
    const { ledger } = newLedger();
    await ledger.recordMany([entry(1), entry(2, { channel: 'EPOSTA', recipient: 'ayse@ornek.com' })]);
    let csv = '';
    for await (const piece of ledger.exportRange({ from: minutesAgo(5), to: new Date(Date.now() + MINUTE) }))
      csv += piece;
    const lines = csv.trim().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain(`;${numberOf(1)};BIREYSEL;MESAJ;ONAY;HS_WEB;`);
    for await (const piece of ledger.exportRange({ from: minutesAgo(50), to: minutesAgo(40) }))
      expect(piece).not.toContain('ONAY');
  });

  it('returns the current consents of many recipients, by their number in E.164', async () => {
    const { ledger } = newLedger();
    await ledger.recordMany([entry(1), entry(2)]);
    expect(await ledger.optOut(keyOf(2))).toMatchObject({ position: 3, registration: 'queued' });
    await ledger.optOut(keyOf(3));
    const current = await ledger.currentMany(
      ['0530 000 00 01', numberOf(2), numberOf(3), numberOf(4)],
      keyOf(0),
    );
    expect([...current].map(([recipient, { status, position }]) => [recipient, status, position])).toEqual(
      expect.arrayContaining([
        [numberOf(1), 'ONAY', 1],
        [numberOf(2), 'RET', 3],
        [numberOf(3), 'RET', 4],
      ]),
    );
    expect(current.size).toBe(3);
  });

  it('throws for an invalid number or address, with the fault of the parser', async () => {
    const { ledger } = newLedger();
    const fault = (path: string, code: string) => ({ code: 'invalid-input', faults: [{ path, code }] });
    await expect(ledger.history('0530 12')).rejects.toMatchObject(fault('recipient', 'consent-phone'));
    await expect(ledger.export('ayşe@ornek.com')).rejects.toMatchObject(fault('recipient', 'consent-email'));
    await expect(ledger.erase('x')).rejects.toMatchObject(fault('recipient', 'consent-phone'));
    await expect(ledger.currentMany([numberOf(1), '12'], keyOf(1))).rejects.toMatchObject(
      fault('recipients[1]', 'consent-phone'),
    );
    await expect(ledger.preview(['12'], 'BIREYSEL')).rejects.toMatchObject(
      fault('recipients[0]', 'number-too-short'),
    );
    await expect(ledger.decline([{ channel: 'MESAJ', recipient: '12' }])).rejects.toMatchObject({
      code: 'not-a-record',
      faults: [{ field: 'recipient', code: 'phone', reason: 'too-short' }],
    });
  });

  it('throws an error that names the missing option', async () => {
    const off = ledgerOn({ name: 'default', brandCode: '1' }, undefined);
    await expect(off.record(entry(1))).rejects.toThrow(/storage: \{ dir \}/);
    const nameless = ledgerOn({ name: 'default' }, database.kysely);
    await expect(nameless.record(entry(1))).rejects.toThrow(/brandCode/);
  });
});
