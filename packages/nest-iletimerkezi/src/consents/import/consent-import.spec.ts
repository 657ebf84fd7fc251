import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { entryOf, numberOf } from '../../test-support/consent-entries.js';
import { ledgerOn } from '../../test-support/consents.js';
import { MigratedDatabase } from '../../test-support/database.js';
import { importFaultText } from './import-fault-text.js';
import type { ImportRecord } from './import.types.js';
import type { ImportPoint, ImportTotals } from '../../storage/ledger/import-rows.js';

let database: MigratedDatabase;
beforeAll(async () => {
  database = await MigratedDatabase.open();
});
afterAll(() => database.close());

let accounts = 0;
function start() {
  const name = `sync-${(accounts += 1)}`;
  const brandCode = String(5_000 + accounts);
  const consents = ledgerOn({ name, brandCode }, database.kysely);
  return {
    brandCode,
    sync: consents.import,
    ledger: consents,
    /** Returns the registrations of these numbers' records, in the order of the chain. */
    registrations: async (...indexes: number[]): Promise<string[]> => {
      const histories = await Promise.all(indexes.map((index) => consents.history(numberOf(index))));
      return histories
        .flat()
        .toSorted((a, b) => a.position - b.position)
        .map((record) => [record.registration, record.registrationReason].filter(Boolean).join(' '));
    },
  };
}

const before = (ms: number): Date => new Date(Date.now() - ms);
const permission = (index: number, change: Partial<ImportRecord> = {}): ImportRecord => ({
  ...entryOf(index),
  consentDate: before(60_000),
  ...change,
});
const users = (count: number, consentDate = before(60_000)): ImportRecord[] =>
  Array.from({ length: count }, (_, index) => permission(index, { consentDate, cursor: String(index + 1) }));

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const addsUp = (totals: ImportTotals): boolean => {
  const { read, recorded, unchanged, refused, queued, kept } = totals;
  const sum = Object.values(kept).reduce((all, some) => all + some, 0);
  return read === recorded + unchanged + refused && recorded === queued + sum;
};

describe('ConsentImport', () => {
  it('records everything on the first run and only changes after that', async () => {
    const { sync, ledger, brandCode } = start();
    const all = users(1_200);
    const first = await sync.run('crm', all, { batchSize: 500 });
    expect(first.totals).toEqual({
      read: 1_200,
      recorded: 1_200,
      unchanged: 0,
      refused: 0,
      queued: 1_200,
      kept: {},
    });
    const changed = all.with(7, permission(7, { status: 'RET', source: 'HS_MESAJ', consentDate: before(1) }));
    const second = await sync.run('crm', changed, { batchSize: 500 });
    expect(second.totals).toMatchObject({ read: 1_200, recorded: 1, unchanged: 1_199, queued: 1 });
    expect(second.finishedAt).toBeInstanceOf(Date);
    expect(await ledger.verifyChain()).toMatchObject({ valid: true, records: 1_201 });
    expect(await ledger.current(permission(7), { brandCode })).toMatchObject({ status: 'RET' });
  });

  // guarantee: G-061
  it('resumes after the last committed row, and passes the point to the source', async () => {
    const { sync, ledger } = start();
    const all = users(1_000);
    async function* breaking(): AsyncGenerator<ImportRecord> {
      for (const [index, one] of all.entries()) {
        if (index === 730) throw new Error('the connection is lost');
        yield one;
      }
    }
    await expect(sync.run('crm', breaking(), { batchSize: 100 })).rejects.toThrow('the connection is lost');
    expect(await sync.status('crm')).toMatchObject({
      finishedAt: undefined,
      cursor: '700',
      totals: { read: 700, recorded: 700 },
    });

    const points: ImportPoint[] = [];
    const report = await sync.run(
      'crm',
      (point) => {
        points.push(point);
        return all.slice(Number(point.cursor));
      },
      { batchSize: 100 },
    );
    expect(points).toEqual([{ rows: 700, cursor: '700', previous: undefined }]);
    expect(report.totals).toMatchObject({ read: 1_000, recorded: 1_000, unchanged: 0 });
    expect(await ledger.verifyChain()).toMatchObject({ valid: true, records: 1_000 });

    await sync.run('crm', (point) => {
      points.push(point);
      return [];
    });
    expect(points[1]).toEqual({
      rows: 0,
      cursor: undefined,
      previous: { startedAt: report.startedAt, cursor: '1000' },
    });
  });

  it('skips committed rows when the same list is passed after an interruption', async () => {
    const { sync, ledger } = start();
    const all = users(500);
    const batches = sync.batches('list', all, { batchSize: 200 });
    await batches.next();
    await batches.return(undefined);
    expect(await sync.run('list', all, { batchSize: 200 })).toMatchObject({
      totals: { read: 500, recorded: 500, unchanged: 0 },
    });
    expect(await ledger.verifyChain()).toMatchObject({ valid: true, records: 500 });
  });

  // guarantee: G-056
  it('stores a refusal without an earlier record as binding, and does not register it', async () => {
    const { sync, ledger, registrations } = start();
    const report = await sync.run('crm', [
      permission(1, { status: 'RET' }),
      permission(2, { consentDate: before(2_000) }),
      permission(2, { status: 'RET', consentDate: before(1_000) }),
      permission(3, { consentDate: before(10 * 86_400_000) }),
    ]);
    expect(report.totals).toMatchObject({
      recorded: 4,
      queued: 2,
      kept: { 'first-is-refusal': 1, 'too-old': 1 },
    });
    expect(addsUp(report.totals)).toBe(true);
    expect(await registrations(1, 2, 3)).toEqual([
      'held first-is-refusal',
      'queued',
      'queued',
      'expired too-old',
    ]);
    expect(await ledger.current(permission(1))).toMatchObject({ status: 'RET' });
  });

  // guarantee: G-062
  it('reports the faults of each invalid row by its number, and records the others', async () => {
    const { sync } = start();
    const rows: unknown[] = [
      permission(1),
      permission(2, { recipient: '0212 555 00 00' }),
      null,
      permission(3, { consentDate: new Date('no date') }),
      permission(4),
    ];
    const received = [];
    // A host in JavaScript may give anything.
    for await (const { refused } of sync.batches('crm', rows as ImportRecord[], { batchSize: 2 }))
      received.push(...refused);
    expect(received).toMatchObject([
      { row: 2, faults: [{ field: 'recipient', code: 'phone', reason: 'landline' }] },
      { row: 3, faults: [{ code: 'not-a-record' }] },
      { row: 4, faults: [{ field: 'consentDate', code: 'date' }] },
    ]);
    expect(await collect(sync.refused('crm'))).toEqual(received);
    const report = await sync.status('crm');
    expect(report?.totals).toMatchObject({ read: 5, recorded: 2, refused: 3 });
    expect(report && addsUp(report.totals)).toBe(true);
  });

  it('reads a Netmera file, with the faults of its rows', async () => {
    const { sync, ledger } = start();
    const file = [
      '905301110001; SMS; ONAY; 15.05.2025 14:23:00; user1',
      '905301110002; SMS; BELKI; 15.05.2025 14:23:00; user2',
      '905301110003; form; RET; 15.05.2025 14:23:00',
      '905301110004; kiosk; ONAY; 15.05.2025 14:23:00',
      '905301110005; totem; ONAY; 15.05.2025 14:23:00',
    ].join('\n');
    const report = await sync.run('netmera', {
      file,
      format: 'netmera-sms',
      defaults: { recipientType: 'BIREYSEL' },
      platforms: { kiosk: 'HS_FIZIKSEL_ORTAM' },
    });
    expect(report.totals).toMatchObject({
      read: 5,
      recorded: 3,
      refused: 2,
      kept: { 'too-old': 3 },
    });
    const refused = await collect(sync.refused('netmera'));
    expect(refused).toEqual([
      { row: 2, faults: [{ field: 'status', code: 'status', column: 3 }] },
      { row: 5, faults: [{ field: 'platform', code: 'platform', column: 2 }] },
    ]);
    expect(refused[1]?.faults.map((fault) => importFaultText(fault).en)).toEqual([
      expect.stringContaining('No consent source is known for this platform'),
    ]);
    const sourceOf = async (recipient: string) => {
      const records = await ledger.history(recipient);
      return records.map(({ status, source }) => [status, source]);
    };
    expect(await sourceOf('+905301110001')).toEqual([['ONAY', 'HS_MESAJ']]);
    expect(await sourceOf('+905301110003')).toEqual([['RET', 'HS_WEB']]);
    expect(await sourceOf('+905301110004')).toEqual([['ONAY', 'HS_FIZIKSEL_ORTAM']]);
  });

  it('reports the reason for each invalid number or address, for files and records, also later', async () => {
    const { sync } = start();
    const date = '15.05.2025 14:23:00';
    const file = [
      'recipient;type;recipientType;status;source;consentDate',
      ...['0212 555 00 00', '0530 111 00 0', '5,30111E+09', '+49 171 1234567'].map(
        (recipient) => `${recipient};MESAJ;BIREYSEL;ONAY;HS_WEB;${date}`,
      ),
      `ayşe@ornek.com;EPOSTA;BIREYSEL;ONAY;HS_WEB;${date}`,
    ].join('\n');
    await sync.run('file', { file, format: 'csv' });
    const ofFile = (await collect(sync.refused('file'))).flatMap(({ faults }) => faults);
    expect(ofFile.map(({ code, reason }) => [code, reason])).toEqual([
      ['phone', 'landline'],
      ['phone', 'too-short'],
      ['phone', 'exponent'],
      ['phone', 'foreign'],
      ['email', 'non-ascii'],
    ]);
    expect(ofFile.map((fault) => importFaultText(fault).en)).toEqual([
      expect.stringContaining('landline'),
      expect.stringContaining('too few digits'),
      expect.stringContaining('spreadsheet'),
      expect.stringContaining('another country'),
      expect.stringContaining('outside a–z'),
    ]);

    const rows: unknown[] = [permission(1, { recipient: '444 1 444' }), null];
    await sync.run('crm', rows as ImportRecord[]);
    const ofRecords = (await collect(sync.refused('crm'))).flatMap(({ faults }) => faults);
    expect(ofRecords).toEqual([
      { field: 'recipient', code: 'phone', reason: 'not-mobile' },
      { code: 'not-a-record' },
    ]);
    expect(ofRecords.map((fault) => importFaultText(fault).tr)).toEqual([
      expect.stringContaining('servis numarası'),
      'Satır okunamadı.',
    ]);
  });

  it('records each brand in its own chain, also when a row names the brand code', async () => {
    const { sync, ledger, brandCode } = start();
    const others = [permission(2, { brandCode: '77001' }), permission(4, { brandCode: '41' })];
    await sync.run('crm', [permission(1), ...others, permission(3)]);
    const file = `recipient;type;recipientType;status;source;consentDate;brandCode
      ${numberOf(5)};MESAJ;BIREYSEL;ONAY;HS_WEB;15.05.2025 14:23:00;41
      ${numberOf(6)};MESAJ;BIREYSEL;ONAY;HS_WEB;15.05.2025 14:23:00;`;
    await sync.run('file', { file, format: 'csv' });
    expect(await ledger.verifyChain({ brandCode })).toMatchObject({ valid: true, records: 3 });
    expect(await ledger.verifyChain({ brandCode: '77001' })).toMatchObject({ valid: true, records: 1 });
    expect(await ledger.verifyChain({ brandCode: '41' })).toMatchObject({ valid: true, records: 2 });
  });

  it('records only what is newer than the ledger, and the refusal of two records from one moment', async () => {
    const { sync, ledger } = start();
    const at = before(60_000);
    const given = async (change: Partial<ImportRecord>): Promise<number> => {
      const { totals } = await sync.run('crm', [permission(1, { consentDate: at, ...change })]);
      return totals.recorded;
    };
    const later = new Date(Date.now() + 86_400_000);
    expect(await given({})).toBe(1);
    expect(await given({ consentDate: before(120_000), status: 'RET' })).toBe(0);
    expect(await given({})).toBe(0);
    expect(await given({ status: 'RET' })).toBe(1);
    expect(await given({ status: 'RET' })).toBe(0);
    expect(await given({})).toBe(0);
    // A refusal dated in the future counts from now: received again, it is nothing new. Such a consent is refused.
    expect(await given({ consentDate: later, status: 'RET' })).toBe(0);
    expect(await given({ consentDate: later })).toBe(0);
    expect(await ledger.current(permission(1))).toMatchObject({ status: 'RET' });
    expect(await given({ consentDate: before(1) })).toBe(1);
    expect(await ledger.current(permission(1))).toMatchObject({ status: 'ONAY' });
  });

  it('returns no report before the first run, and the start of a run without cursors', async () => {
    const { sync } = start();
    expect(await sync.status('crm')).toBeUndefined();
    const { startedAt } = await sync.run('crm', [permission(1)]);
    const points: ImportPoint[] = [];
    await sync.run('crm', (point) => {
      points.push(point);
      return [];
    });
    expect(points).toEqual([{ rows: 0, cursor: undefined, previous: { startedAt, cursor: undefined } }]);
  });

  it('reads nothing when the signal has fired already', async () => {
    const { sync, ledger } = start();
    const run = sync.run('crm', users(3), { signal: AbortSignal.abort(new Error('not today')) });
    await expect(run).rejects.toThrow('not today');
    expect(await ledger.verifyChain()).toMatchObject({ records: 0 });
  });

  it('ends on a signal, also while the source does not respond, and keeps committed rows', async () => {
    const { sync } = start();
    const stop = new AbortController();
    async function* silent(): AsyncGenerator<ImportRecord> {
      yield* users(250);
      stop.abort(new Error('enough'));
      await new Promise(() => undefined);
    }
    await expect(sync.run('crm', silent(), { batchSize: 100, signal: stop.signal })).rejects.toThrow(
      'enough',
    );
    expect(await sync.status('crm')).toMatchObject({ totals: { read: 200, recorded: 200 } });
  });

  // guarantee: G-061
  it('ends the older of two runs with an error, and records nothing twice', async () => {
    const { sync, ledger } = start();
    const all = users(600);
    const first = sync.batches('crm', all, { batchSize: 100 });
    await first.next();
    const second = sync.run('crm', all, { batchSize: 100 });
    await second;
    await expect(first.next()).rejects.toMatchObject({ code: 'import-superseded' });
    expect(await ledger.verifyChain()).toMatchObject({ valid: true, records: 600 });
  });

  it('throws storage-off without storage', async () => {
    const sync = ledgerOn({ name: 'none', brandCode: '1' }, undefined).import;
    await expect(sync.run('crm', [])).rejects.toMatchObject({ code: 'storage-off' });
  });
});
