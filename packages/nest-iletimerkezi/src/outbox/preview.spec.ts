// starts: PostgreSQL
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ledgerOn } from '../test-support/consents.js';
import { many, number } from '../test-support/messages.js';
import { OutboxBench, type Setting } from '../test-support/outbox.js';
import { rowsSeenBy } from '../test-support/outbox-tables.js';
import pg from 'pg';

let bench: OutboxBench;
let client: pg.Client;
beforeAll(async () => {
  bench = await OutboxBench.start();
  client = new pg.Client(bench.database.connection);
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await bench.stop();
});

const DAY = 86_400_000;
const instance = (account: string, setting: Setting = {}) =>
  bench.instance(account, { run: false }, undefined, setting);

const template = 'Merhaba {ad}';

describe('a preview', () => {
  it('counts parts and credits of personal texts, duplicates and other texts of a number', async () => {
    const { outbox } = await instance('preview parts');
    const [first = '', second = '', third = ''] = many(3);
    const before = await rowsSeenBy(client);
    const preview = await outbox.previewMany(
      [
        { to: first, values: { ad: 'Ali' } },
        { to: second, values: { ad: 'a'.repeat(200) } },
        { to: third, values: { ad: 'Can' } },
        { to: third, values: { ad: 'Can' } },
        { to: third, values: { ad: 'Cem' } },
      ],
      { kind: 'transactional', template },
    );
    expect(preview).toMatchObject({
      recipients: 3,
      unchecked: 0,
      withheld: {},
      duplicates: 2,
      conflicting: 1,
      parts: { min: 1, max: 2, total: 4 },
      credits: { min: 4, max: 4 },
      orders: 1,
    });
    expect(await rowsSeenBy(client)).toEqual(before);
    expect(JSON.stringify(preview)).not.toContain('aaaa');
  });

  // guarantee: G-127
  it('says who does not get it and why, as the send then does', async () => {
    const guard = {
      brandCode: '1234',
      policy: 'block',
      staleAfterMs: 3 * DAY,
      checksPerOrder: 1_000,
    } as const;
    const one = await instance('preview consents', { guard });
    const ledger = ledgerOn({ name: 'preview consents', brandCode: '1234' }, bench.database.kysely);
    const [granted = '', refused = '', unknown = ''] = many(3);
    const record = (recipient: string, status: 'ONAY' | 'RET') =>
      ledger.record(
        {
          recipient,
          status,
          recipientType: 'BIREYSEL',
          channel: 'MESAJ',
          source: 'HS_WEB',
          consentDate: new Date(),
        },
        { register: false },
      );
    await record(granted, 'ONAY');
    await record(refused, 'RET');
    const message = {
      kind: 'commercial',
      audience: 'BIREYSEL',
      text: 'Yarın başlıyor',
      recipients: [granted, refused, unknown],
    } as const;
    const preview = await one.outbox.preview(message);
    expect(preview).toMatchObject({
      recipients: 1,
      withheld: { refused: 1, unknown: 1 },
      credits: { min: 1, max: 1 },
    });
    const campaign = await one.outbox.enqueue(message, { expect: preview.digest });
    expect(await campaign.progress()).toMatchObject({ queued: 1, withheld: 2 });
  });

  it('counts recipients to check at İYS apart', async () => {
    const guard = {
      brandCode: '1234',
      policy: 'check',
      staleAfterMs: 3 * DAY,
      checksPerOrder: 1_000,
    } as const;
    const one = await instance('preview checks', { guard });
    expect(
      await one.outbox.preview({
        kind: 'commercial',
        audience: 'BIREYSEL',
        text: 'Yarın başlıyor',
        recipients: many(3),
      }),
    ).toMatchObject({ recipients: 0, unchecked: 3, credits: { min: 0, max: 3 } });
  });

  it('applies the frequency cap and the sending hours at the time at which the message leaves', async () => {
    const { outbox } = await bench.instance('preview cap', {}, undefined, {
      frequencyCap: { messages: 1, days: 1 },
      sendingHours: { from: '09:00', to: '21:00' },
    });
    const recipients = [number()];
    const message = { kind: 'commercial', audience: 'TACIR', text: 'Yarın başlıyor', recipients } as const;
    const notBefore = new Date('2040-01-02T22:00:00+03:00');
    expect(await outbox.preview(message, { notBefore })).toMatchObject({
      recipients: 1,
      startsAt: new Date('2040-01-03T09:00:00+03:00'),
      waitsFor: 'outside-hours',
    });
    const transactional = { kind: 'transactional', text: 'Kodunuz 1', recipients } as const;
    const preview = await outbox.preview(transactional, { notBefore });
    expect(preview).toMatchObject({ startsAt: notBefore });
    expect(preview).not.toHaveProperty('waitsFor');
  });

  it('names the spend limit that the message exceeds', async () => {
    const { outbox } = await instance('preview spend', { spend: { perDay: 5, perCampaign: 8 } });
    const of = (count: number) =>
      outbox.preview({ kind: 'transactional', text: 'Kodunuz 1', recipients: many(count) });
    expect(await of(5)).not.toHaveProperty('spend');
    expect(await of(6)).toMatchObject({ spend: { cap: 'perDay', limit: 5 } });
    expect(await of(9)).toMatchObject({ spend: { cap: 'perCampaign', limit: 8 } });
    await outbox.enqueue({ kind: 'transactional', text: 'Kodunuz 1', recipients: many(3) });
    expect(await of(3)).toMatchObject({ spend: { cap: 'perDay', retryAt: expect.any(Date) } });
  });

  it.each([
    ['a recipient', { recipients: ['+905380009999'] }],
    ['the text', { text: 'Kodunuz 2' }],
    ['the sender', { sender: 'ANOTHER' }],
  ])('is not enqueued when %s has changed since', async (_, change) => {
    const { outbox } = await instance('preview digest');
    const message = { kind: 'transactional', text: 'Kodunuz 1', recipients: many(2) } as const;
    const { digest } = await outbox.preview(message);
    const { recipients, ...rest } = { ...message, ...change };
    const changed = { ...message, ...change };
    for (const refused of [
      outbox.enqueue(changed, { expect: digest }),
      outbox.enqueueMany(recipients, rest, { expect: digest }),
    ])
      await expect(refused).rejects.toMatchObject({ code: 'preview-differs' });
    expect(await outbox.campaigns()).toEqual([]);
  });

  it('of several texts is the same as its send', async () => {
    const { outbox } = await instance('preview texts');
    const message = {
      kind: 'transactional',
      messages: [
        { text: 'Kodunuz 1', recipients: many(2) },
        { text: 'a'.repeat(200), recipients: many(1) },
      ],
    } as const;
    const preview = await outbox.preview(message);
    expect(preview).toMatchObject({ recipients: 3, parts: { min: 1, max: 2, total: 4 } });
    await outbox.enqueue(message, { expect: preview.digest });
  });

  it('refuses what enqueuing refuses', async () => {
    const { outbox } = await instance('preview faults');
    const head = { kind: 'transactional', template } as const;
    await expect(outbox.previewMany([{ to: number(), values: {} }], head)).rejects.toMatchObject({
      faults: [expect.objectContaining({ path: 'recipients[0].values', code: 'values-missing' })],
    });
    await expect(outbox.previewMany([], head)).rejects.toMatchObject({ code: 'no-recipients' });
    await expect(
      outbox.preview({ kind: 'transactional', text: 'a', recipients: ['0212'] }),
    ).rejects.toMatchObject({ code: 'invalid-input' });
  });
});
