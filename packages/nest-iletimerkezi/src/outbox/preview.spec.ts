// starts: PostgreSQL
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ledgerOn } from '../test-support/consents.js';
import { many, number } from '../test-support/messages.js';
import { OutboxBench, type Setting } from '../test-support/outbox.js';
import { rowsSeenBy } from '../test-support/outbox-tables.js';
import pg from 'pg';
import { toHttpException } from '../http/errors/http-exception.js';
import { PreviewDiffersError } from './outbox.errors.js';
import type { PreviewedFigures } from './outbox.types.js';

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

  it('refuses a preview without its figures, before anything is written', async () => {
    const { outbox } = await instance('preview incomplete');
    const message = { kind: 'transactional', text: 'Kodunuz 1', recipients: many(1) } as const;
    const { digest, ...figures } = await outbox.preview(message);
    const faulty = (expected: object) => outbox.enqueue(message, { expect: expected as PreviewedFigures });
    await expect(faulty({ digest: 'other' })).rejects.toMatchObject({
      faults: [
        { path: 'expect.recipients' },
        { path: 'expect.credits.min' },
        { path: 'expect.credits.max' },
        { path: 'expect.startsAt' },
      ],
    });
    await expect(faulty(figures)).rejects.toMatchObject({ faults: [{ path: 'expect.digest' }] });
    await expect(faulty({ ...figures, digest, startsAt: 'soon' })).rejects.toMatchObject({
      faults: [{ path: 'expect.startsAt' }],
    });
    expect(await outbox.campaigns()).toEqual([]);
  });

  // guarantee: G-127
  it('states what has changed since, in both languages and as an HTTP response', async () => {
    const { outbox } = await instance('preview changes');
    const [first = '', second = ''] = many(2);
    const message = { kind: 'transactional', text: 'Kodunuz 1', recipients: [first, second] } as const;
    const preview = await outbox.preview(message, { notBefore: new Date('2040-01-02T12:00:00+03:00') });
    const changed = { ...message, text: 'a'.repeat(200), recipients: [first] };
    const { recipients, ...rest } = changed;
    const previewed: PreviewedFigures = JSON.parse(JSON.stringify(preview));
    const notBefore = new Date('2040-01-03T12:00:00+03:00');
    for (const send of [
      () => outbox.enqueue(changed, { expect: previewed, notBefore }),
      () => outbox.enqueueMany(recipients, rest, { expect: previewed, notBefore }),
    ]) {
      const error = await send().catch((thrown: unknown) => thrown);
      if (!(error instanceof PreviewDiffersError)) throw error;
      expect(error).toMatchObject({ code: 'preview-differs' });
      expect(error.changes).toEqual({
        recipients: { before: 2, now: 1 },
        startsAt: { before: preview.startsAt, now: notBefore },
      });
      expect(toHttpException(error, 'tr').getResponse()).toMatchObject({
        statusCode: 409,
        message: expect.stringContaining('Alıcı: 2 → 1. Başlangıç: 2040-01-02 12:00'),
        changes: { recipients: { before: 2, now: 1 } },
      });
      expect(error.message).toContain('Recipients: 2 → 1.');
    }
    const dearer = { ...message, text: 'a'.repeat(200) };
    const one = await outbox.preview(message);
    await expect(outbox.enqueue(dearer, { expect: one })).rejects.toMatchObject({
      changes: { credits: { before: { min: 2, max: 2 }, now: { min: 4, max: 4 } } },
    });
    expect(await outbox.campaigns()).toEqual([]);
    await outbox.enqueue(message, { expect: one });
  });

  it('states when the last order leaves: by the rate limit, one large order after the other, within the hours', async () => {
    const { outbox } = await instance('preview end', { sendingHours: { from: '09:00', to: '21:00' } });
    const notBefore = new Date('2040-01-02T20:59:57+03:00');
    const lasting = async (count: number, kind: 'transactional' | 'commercial', sendAt?: Date) => {
      const legal = kind === 'commercial' ? ({ kind, audience: 'TACIR' } as const) : ({ kind } as const);
      const { startsAt, endsAt } = await outbox.previewMany(
        many(count),
        { ...legal, text: 'Merhaba', sendAt },
        sendAt ? {} : { notBefore },
      );
      return [startsAt, endsAt.getTime() - startsAt.getTime()];
    };
    expect(await lasting(50, 'transactional')).toEqual([notBefore, 500]);
    expect(await lasting(150, 'transactional')).toEqual([notBefore, 2_000]);
    expect(await lasting(150_000, 'transactional')).toEqual([notBefore, 6_000]);
    // The third order waits for the next morning.
    const night = new Date('2040-01-03T09:00:02+03:00').getTime() - notBefore.getTime();
    expect(await lasting(150_000, 'commercial')).toEqual([notBefore, night]);
    const sendAt = new Date('2040-01-04T12:00:00+03:00');
    expect(await lasting(50, 'commercial', sendAt)).toEqual([sendAt, 0]);
  });

  it('counts numbers of the blacklist that the host knows, and says that it knows none otherwise', async () => {
    const { outbox } = await instance('preview blacklist');
    const recipients = many(3);
    const [blocked = ''] = recipients;
    const message = { kind: 'transactional', text: 'Kodunuz 1', recipients } as const;
    const unknown = await outbox.preview(message);
    expect(unknown).toMatchObject({ blacklist: 'unknown', recipients: 3, withheld: {} });
    const known = await outbox.preview(message, { blacklist: new Set([blocked, number()]) });
    expect(known).toMatchObject({
      blacklist: 'applied',
      recipients: 2,
      withheld: { blacklisted: 1 },
      credits: { min: 2, max: 2 },
      digest: unknown.digest,
    });
    await outbox.enqueue(message, { expect: known });
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
