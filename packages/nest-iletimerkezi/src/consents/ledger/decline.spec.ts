import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ownTransaction } from '../../storage/outbox/enqueue.js';
import type { ConsentEvidence } from 'iletimerkezi-core';
import { MigratedDatabase } from '../../test-support/database.js';
import { ledgerOn } from '../../test-support/consents.js';
import type { ConsentEntry } from './ledger.types.js';

let database: MigratedDatabase;
beforeAll(async () => {
  database = await MigratedDatabase.open();
});
afterAll(() => database.close());

let brands = 9_000;
const start = () => ledgerOn({ name: 'default', brandCode: String((brands += 1)) }, database.kysely);

const PHONE = '+905301234567';
const key = { recipient: PHONE, recipientType: 'BIREYSEL', channel: 'MESAJ' } as const;
const submission = (change: ConsentEvidence = {}): ConsentEvidence => ({
  text: 'Ticari ileti almak istiyorum.',
  submissionId: randomUUID(),
  ip: '192.0.2.7',
  ...change,
});
const consent = (change: Partial<ConsentEntry> = {}): ConsentEntry => ({
  ...key,
  status: 'ONAY',
  source: 'HS_WEB',
  ...change,
});

describe('a refusal in a form', () => {
  // guarantee: G-041
  it('withdraws a standing consent with the server’s time, and queues the registration', async () => {
    const ledger = start();
    await ledger.record(consent());
    const evidence = submission({ decidedAt: new Date(0) });
    const { withdrawn, kept } = await ledger.decline([{ ...key, recipient: '0530 123 45 67', evidence }]);
    expect(withdrawn).toMatchObject([
      { channel: 'MESAJ', recipient: PHONE, position: 2, registration: 'queued' },
    ]);
    expect(kept).toEqual([]);
    expect(await ledger.current(key)).toMatchObject({ status: 'RET', position: 2 });
  });

  it('is stored as evidence without a record when no consent stands', async () => {
    const ledger = start();
    const evidence = submission();
    const { withdrawn, kept } = await ledger.decline([
      { ...key, evidence },
      { channel: 'EPOSTA', recipient: 'ayse@ornek.com', evidence },
      { channel: 'ARAMA', evidence },
    ]);
    expect(withdrawn).toEqual([]);
    expect(kept).toEqual(['MESAJ', 'EPOSTA', 'ARAMA']);
    expect(await ledger.history(PHONE)).toEqual([]);
    expect(await ledger.current(key)).toBeUndefined();
    const { json, html } = await ledger.export(PHONE);
    expect(json.declined).toMatchObject([
      { channel: 'MESAJ', recipientType: 'BIREYSEL', trace: '{"ip":"192.0.2.7"}' },
    ]);
    expect(html).toContain('Onay verilmedi');
  });

  it('withdraws for both recipient types unless the person states one', async () => {
    const ledger = start();
    await ledger.recordMany([consent(), consent({ recipientType: 'TACIR' })]);
    await ledger.decline([{ ...key }]);
    expect(await ledger.current({ ...key, recipientType: 'TACIR' })).toMatchObject({ status: 'ONAY' });
    await ledger.decline([{ channel: 'MESAJ', recipient: PHONE }]);
    expect(await ledger.current({ ...key, recipientType: 'TACIR' })).toMatchObject({ status: 'RET' });
  });

  it('does not change a standing refusal', async () => {
    const ledger = start();
    await ledger.optOut(key);
    expect(await ledger.decline([{ ...key }])).toMatchObject({ withdrawn: [], kept: ['MESAJ'] });
    expect(await ledger.history(PHONE)).toHaveLength(1);
  });

  it('returns the same result when the browser sends it again, and records it once', async () => {
    const ledger = start();
    await ledger.record(consent());
    const entries = [
      { ...key, evidence: submission() },
      { channel: 'EPOSTA' as const, recipient: 'ayse@ornek.com', evidence: submission() },
    ];
    const first = await ledger.decline(entries);
    const again = await ledger.decline(entries);
    expect(again.withdrawn).toEqual([{ ...first.withdrawn[0], registration: undefined, repeated: true }]);
    expect(await ledger.history(PHONE)).toHaveLength(2);
    expect((await ledger.export('ayse@ornek.com')).json.declined).toHaveLength(1);
  });

  it('is recorded in the host’s transaction', async () => {
    const ledger = start();
    const failed = database.kysely.transaction().execute(async (tx) => {
      await ledger.decline([{ ...key, evidence: submission() }], { tx: ownTransaction(tx) });
      throw new Error('no order after all');
    });
    await expect(failed).rejects.toThrow('no order after all');
    expect((await ledger.export(PHONE)).json.declined).toEqual([]);
  });

  it('is erased with the person', async () => {
    const ledger = start();
    await ledger.decline([{ ...key, evidence: submission() }]);
    await ledger.erase(PHONE);
    expect((await ledger.export(PHONE)).json.declined).toEqual([]);
  });
});

describe('a submission that arrives twice', () => {
  // guarantee: G-041
  it('adds one record, also after another decision in between', async () => {
    const ledger = start();
    const given = consent({ evidence: submission() });
    const first = await ledger.record(given);
    await ledger.optOut(key);
    expect(await ledger.record(given)).toMatchObject({ position: first.position, repeated: true });
    expect(await ledger.current(key)).toMatchObject({ status: 'RET' });
    expect(await ledger.history(PHONE)).toHaveLength(2);
  });

  it('adds one record for concurrent writers', async () => {
    const ledger = start();
    const given = consent({ evidence: submission() });
    const results = await Promise.all(Array.from({ length: 5 }, () => ledger.record(given)));
    expect(results.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(await ledger.history(PHONE)).toHaveLength(1);
  });

  it('adds a record for each channel it covers', async () => {
    const ledger = start();
    const evidence = submission();
    await ledger.recordMany([
      consent({ evidence }),
      consent({ evidence, channel: 'ARAMA' }),
      consent({ evidence }),
    ]);
    expect((await ledger.history(PHONE)).map(({ channel }) => channel)).toEqual(['MESAJ', 'ARAMA']);
  });
});
