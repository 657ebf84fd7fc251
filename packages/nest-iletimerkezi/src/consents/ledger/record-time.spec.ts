import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compareConsents, consentCountsFrom } from 'iletimerkezi-core/consents';
import { learnAnswers } from '../registry/learn-answers.js';
import { ownTransaction } from '../../storage/outbox/enqueue.js';
import { ChecksRepository } from '../../storage/ledger/checks.repository.js';
import { JudgeRepository } from '../../storage/ledger/judge.repository.js';
import { MigratedDatabase } from '../../test-support/database.js';
import { ledgerOn } from '../../test-support/consents.js';
import type { ConsentEntry } from './ledger.types.js';
import { recordTime } from './record-time.js';
import { e164 } from '../../test-support/e164.js';
import { countsFromInSql, forceCurrent } from '../../test-support/ledger-tables.js';

let database: MigratedDatabase;
beforeAll(async () => {
  database = await MigratedDatabase.open();
});
afterAll(() => database.close());

let brands = 7_000;
const start = () => {
  const account = { name: `clock-${(brands += 1)}`, brandCode: String(brands) };
  const ledger = ledgerOn(account, database.kysely);
  return { ...account, ledger, sync: ledger.import };
};

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const fromNow = (ms: number): Date => new Date(Date.now() + ms);
const key = { recipient: e164('+905301234567'), recipientType: 'BIREYSEL', channel: 'MESAJ' } as const;
const decision = (status: 'ONAY' | 'RET', consentDate?: Date): ConsentEntry => ({
  ...key,
  status,
  source: 'HS_WEB',
  ...(consentDate && { consentDate }),
});
const verdictOf = async (brandCode: string) => {
  const guard = {
    brandCode,
    audience: 'BIREYSEL',
    policy: 'allow',
    staleAfterMs: 3 * DAY,
    cacheMs: HOUR,
    checksPerOrder: 1_000,
  } as const;
  const [judged] = await new JudgeRepository(database.kysely).judge([key.recipient], guard);
  return judged?.consent;
};

describe('a refusal by the person', () => {
  // guarantee: G-041
  it.each([
    ['4 minutes slow', -4 * MINUTE],
    ['3 hours slow, as with a wrong time zone', -3 * HOUR],
    ['12 hours slow', -12 * HOUR],
    ['5 days slow', -5 * DAY],
    ['20 years slow', -20 * 365 * DAY],
    ['at the epoch', -Date.now()],
    ['4 minutes fast', 4 * MINUTE],
    ['14 hours fast', 14 * HOUR],
    ['10 years fast', 3_650 * DAY],
  ])('counts at once from a device whose clock is %s', async (_what, offset) => {
    const { ledger, brandCode } = start();
    await ledger.record(decision('ONAY'));
    const stated = fromNow(offset);
    const { registration } = await ledger.record(decision('RET', stated));
    expect(await ledger.current(key)).toMatchObject({ status: 'RET', position: 2 });
    expect(await verdictOf(brandCode)).toBe('refused');
    expect(registration).toBe('queued');
    const [consent, refusal] = await ledger.history(key.recipient);
    // The registry keeps whole seconds and takes only what is newer.
    const second = (date = new Date(0)) => Math.floor(date.getTime() / SECOND);
    expect(second(refusal?.consentDate)).toBeGreaterThan(second(consent?.consentDate));
    expect(Math.abs((refusal?.consentDate.getTime() ?? 0) - Date.now())).toBeLessThan(30 * SECOND);
    expect(JSON.parse(refusal?.form ?? '{}')).toEqual({ decidedAt: stated.toISOString() });
  });

  it('overrules a consent dated in the future', async () => {
    const { ledger } = start();
    await ledger.record(decision('ONAY', fromNow(3 * HOUR)));
    await ledger.record(decision('RET', fromNow(-HOUR)));
    expect(await ledger.current(key)).toMatchObject({ status: 'RET' });
  });

  it('counts again after a new consent, also when both are repeated', async () => {
    const { ledger } = start();
    for (let round = 0; round < 3; round += 1) {
      await ledger.recordMany([decision('ONAY'), decision('ONAY')]);
      await ledger.recordMany([decision('RET', fromNow(-DAY)), decision('RET', fromNow(-DAY))]);
      expect(await ledger.current(key)).toMatchObject({ status: 'RET' });
    }
    expect(await ledger.verifyChain()).toMatchObject({ valid: true, records: 12 });
  });

  it('overrules a consent of the same instant, in either order', async () => {
    for (const order of [['ONAY', 'RET'] as const, ['RET', 'ONAY'] as const]) {
      const { ledger } = start();
      await ledger.recordMany(order.map((status) => decision(status)));
      expect(await ledger.current(key)).toMatchObject({ status: 'RET' });
    }
  });

  it('is current when it is recorded last among concurrent writers', async () => {
    const { ledger } = start();
    const consents = Array.from({ length: 6 }, () => ledger.record(decision('ONAY')));
    const refusal = ledger.optOut(key);
    const [{ position }] = await Promise.all([refusal, ...consents]);
    const current = await ledger.current(key);
    const after = (await ledger.history(key.recipient)).filter((record) => record.position > position);
    // Only a consent that the server received later may stand after it.
    expect(current?.status === 'RET' || after.some(({ status }) => status === 'ONAY')).toBe(true);
    await ledger.optOut(key);
    expect(await ledger.current(key)).toMatchObject({ status: 'RET' });
  });

  // The clock of a database steps back when it is corrected, or when a replica with a slower one takes over.
  it.each([
    ['the same millisecond', 0],
    ['a clock that stepped back by a second', SECOND],
    ['a clock that stepped back by an hour', HOUR],
    ['a clock that stepped back by years', 3_650 * DAY],
  ])('and a later consent count in the order in which they arrive, in %s', async (_what, step) => {
    const { ledger, brandCode } = start();
    for (const status of ['RET', 'ONAY', 'RET'] as const) {
      const before = status === 'RET' ? 'ONAY' : 'RET';
      await ledger.record(decision(before));
      const [record] = (await ledger.history(key.recipient)).slice(-1);
      const asOf = fromNow(step + SECOND);
      await forceCurrent(database.kysely, brandCode, {
        status: before,
        asOf,
        position: record?.position ?? 0,
      });
      await ledger.record(decision(status));
      expect(await ledger.current(key)).toMatchObject({ status });
      const latest = (await ledger.history(key.recipient)).toSorted(compareConsents)[0];
      expect(latest).toMatchObject({ status });
      expect(await verdictOf(brandCode)).toBe(status === 'RET' ? 'refused' : 'granted');
    }
    expect(await ledger.verifyChain()).toMatchObject({ valid: true });
  });

  it('is lost only if the host’s transaction rolls back', async () => {
    const { ledger } = start();
    await ledger.record(decision('ONAY'));
    await database.kysely
      .transaction()
      .execute((tx) => ledger.record(decision('RET', fromNow(-DAY)), { tx: ownTransaction(tx) }));
    expect(await ledger.current(key)).toMatchObject({ status: 'RET' });
  });

  // guarantee: G-041
  it('is not overruled by an older file, nor by one dated in the future', async () => {
    const { ledger, sync } = start();
    await ledger.record(decision('ONAY'));
    await ledger.record(decision('RET', fromNow(-2 * DAY)));
    const row = (consentDate: Date) => ({ ...decision('ONAY'), consentDate });
    await sync.run('older', [row(fromNow(-HOUR))]);
    await sync.run('ahead by seconds', [row(fromNow(30 * SECOND))]);
    const future = await sync.run('wrong time zone', [row(fromNow(3 * HOUR))]);
    expect(future.totals).toMatchObject({ recorded: 0, refused: 1 });
    for await (const { faults } of sync.refused('wrong time zone')) {
      expect(faults).toEqual([{ code: 'in-future', field: 'consentDate' }]);
    }
    await ledger.recordMany([row(fromNow(3 * HOUR))], { history: true });
    expect(await ledger.current(key)).toMatchObject({ status: 'RET' });
  });

  it('in a file overrules a consent of the same file that is dated in the future', async () => {
    const { ledger, sync } = start();
    const rows = [
      { ...decision('ONAY'), consentDate: fromNow(3 * HOUR) },
      { ...decision('RET'), consentDate: fromNow(-MINUTE) },
    ];
    await sync.run('crm', rows);
    expect(await ledger.current(key)).toMatchObject({ status: 'RET' });
  });
});

describe('the date of a record', () => {
  it('is the server’s time without a given date', async () => {
    const { ledger } = start();
    const before = Date.now();
    await ledger.record({ ...decision('ONAY'), evidence: { decidedAt: new Date(0), form: 'kayit' } });
    const [record] = await ledger.history(key.recipient);
    expect(record?.consentDate.getTime()).toBeGreaterThanOrEqual(before - SECOND);
    expect(JSON.parse(record?.form ?? '{}')).toEqual({ decidedAt: new Date(0).toISOString(), form: 'kayit' });
  });

  it('decides with history, also for refusals', async () => {
    const { ledger } = start();
    await ledger.recordMany([decision('ONAY', fromNow(-DAY)), decision('RET', fromNow(-2 * DAY))], {
      history: true,
    });
    expect(await ledger.current(key)).toMatchObject({ status: 'ONAY' });
    const undated = await ledger.recordMany([decision('RET')], { history: true });
    expect(undated.refused).toEqual([{ index: 0, faults: [{ code: 'date', field: 'consentDate' }] }]);
  });
});

describe('a consent and a refusal in the same second', () => {
  const SECOND_AGO = 5_000;
  /** A moment of the past, so many milliseconds into its second. */
  const into = (ms: number, second = 0): Date =>
    new Date(Math.floor((Date.now() - SECOND_AGO) / SECOND) * SECOND + second * SECOND + ms);
  const learn = (account: { name: string; brandCode: string }, consentDate: Date) =>
    learnAnswers(database.kysely, new ChecksRepository(database.kysely), account, [
      { ...key, answer: 'refused', source: 'IYS_WEB', consentDate },
    ]);
  const dated = (status: 'ONAY' | 'RET', consentDate: Date) => ({ ...decision(status), consentDate });

  it.each([0, 1, 500, 999])('prefers the refusal of İYS over a consent %d ms into the second', async (ms) => {
    const { ledger, ...account } = start();
    await ledger.record(decision('ONAY', into(ms)));
    await learn(account, into(0));
    expect(await ledger.current(key)).toMatchObject({ status: 'RET' });
    expect(await verdictOf(account.brandCode)).toBe('refused');
  });

  it('prefers the refusal of İYS over a consent that the ledger dated', async () => {
    const { ledger, ...account } = start();
    await ledger.record(decision('ONAY'));
    const [consent] = await ledger.history(key.recipient);
    const second = Math.floor((consent?.recordedAt.getTime() ?? 0) / SECOND) * SECOND;
    await learn(account, new Date(second));
    expect(await ledger.current(key)).toMatchObject({ status: 'RET' });
  });

  it('records the refusal of İYS again if rounding had lost it', async () => {
    const { ledger, ...account } = start();
    await ledger.record(decision('ONAY', into(500)));
    await learn(account, into(0));
    const { brandCode } = account;
    await forceCurrent(database.kysely, brandCode, { status: 'ONAY', asOf: into(500), position: 1 });
    await learn(account, into(0));
    expect(await ledger.current(key)).toMatchObject({ status: 'RET' });
    await learn(account, into(0));
    expect(await ledger.history(key.recipient)).toHaveLength(3);
  });

  it.each([
    ['one file', [dated('ONAY', into(900)), dated('RET', into(0))]],
    ['one file, the other way round', [dated('RET', into(0)), dated('ONAY', into(900))]],
    ['milliseconds on both', [dated('ONAY', into(900)), dated('RET', into(100))]],
  ])('prefers the refusal of %s, and the file changes nothing on a second import', async (_what, rows) => {
    const { ledger, sync } = start();
    await sync.run('first', rows);
    expect(await ledger.current(key)).toMatchObject({ status: 'RET' });
    const again = await sync.run('second', rows);
    expect(again.totals).toMatchObject({ recorded: 0, unchanged: 2 });
    expect(await ledger.current(key)).toMatchObject({ status: 'RET' });
  });

  it('imports a file with a refusal of this second only once', async () => {
    const { ledger, sync } = start();
    const rows = [dated('RET', new Date())];
    await sync.run('first', rows);
    await sync.run('second', rows);
    expect(await ledger.history(key.recipient)).toHaveLength(1);
  });

  it('prefers a consent of the next second', async () => {
    const { ledger } = start();
    await ledger.recordMany([dated('RET', into(0)), dated('ONAY', into(0, 1))], { history: true });
    expect(await ledger.current(key)).toMatchObject({ status: 'ONAY' });
  });

  it('prefers a refusal of the server over a consent that a list dates later in that second', () => {
    const refused = { status: 'RET', consentDate: into(300) } as const;
    const { countsFrom } = recordTime('ONAY', into(900), 'given', refused, new Date());
    expect(countsFrom.getTime()).toBeLessThan(into(300).getTime());
    const before = { status: 'RET', consentDate: into(300, -1) } as const;
    expect(recordTime('ONAY', into(900), 'given', before, new Date()).countsFrom).toEqual(into(900));
  });

  it('prefers a consent that the server receives after a refusal', async () => {
    const { ledger } = start();
    await ledger.optOut(key);
    await ledger.record(decision('ONAY'));
    expect(await ledger.current(key)).toMatchObject({ status: 'ONAY' });
  });

  it.each([
    ['a consent later that day', 'ONAY;30.04.2026 18:00', 'RET;30.04.2026', 'RET'],
    ['both without a time', 'ONAY;30.04.2026', 'RET;30.04.2026', 'RET'],
    ['a consent without a time', 'ONAY;30.04.2026', 'RET;30.04.2026 09:00', 'RET'],
    ['a consent of the next day without a time', 'ONAY;01.05.2026', 'RET;30.04.2026', 'ONAY'],
  ])('imports a file whose dates have no time: %s', async (_what, consent, refusal, expected) => {
    const { ledger, sync } = start();
    for (const [name, rows] of Object.entries({ a: [consent, refusal], b: [refusal, consent] })) {
      const lines = rows.map((row) => `0530 123 45 67;${row}`);
      const file = new TextEncoder().encode(['Telefon;Durum;Tarih', ...lines, ''].join('\n'));
      const defaults = { recipientType: 'BIREYSEL', channel: 'MESAJ', source: 'HS_WEB' } as const;
      const { totals } = await sync.run(name, { file, format: 'csv', defaults });
      expect(totals).toMatchObject({ read: 2, refused: 0 });
      expect(await ledger.current(key)).toMatchObject({ status: expected });
    }
  });

  it('finds ended records by the same rule as core', async () => {
    const decisions = (['ONAY', 'RET'] as const).flatMap((status) =>
      [-1_000, -700, -1, 0, 1, 300, 1_000].map((ms) => ({
        status,
        consentDate: new Date(Date.UTC(2026, 10, 20, 9) + ms),
        recordedAt: new Date(Date.UTC(2026, 10, 20, 9)),
      })),
    );
    expect(await countsFromInSql(database.kysely, decisions)).toEqual(decisions.map(consentCountsFrom));
  });
});
