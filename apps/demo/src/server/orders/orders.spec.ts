import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CampaignDetail, MessagePreview } from 'iletimerkezi-core';
import { startDemo, type Demo } from '../start-demo.js';
import {
  eventsOf,
  FAST,
  get,
  ORDER,
  post,
  refusalOf,
  send,
  until,
  untilState,
} from '../test-support/demo-api.js';

describe('orders', () => {
  let demo: Demo;

  beforeAll(async () => {
    demo = await startDemo({ delays: FAST });
  });

  afterAll(async () => {
    await demo?.close();
  });

  it('sends an order once per distinct number and follows it with webhooks until it ends', async () => {
    const response = await post(demo, '/api/orders', ORDER);
    expect(response.status).toBe(201);
    const { campaignId } = (await response.json()) as { campaignId: string };
    const order = (await (await get(demo, `/api/orders/${campaignId}`)).json()) as CampaignDetail;
    expect(order).toMatchObject({ duplicates: 1, counts: { total: 2 }, orderCount: 1 });
    const final = await untilState(demo, order.id, 'completed');
    expect(final.counts).toMatchObject({ delivered: 2, waiting: 0 });
    expect(final.orders).toEqual([expect.objectContaining({ place: 1, orderId: expect.any(String) })]);
    const [snapshot] = await eventsOf(demo, order.id);
    expect(snapshot).toMatchObject({ numbers: ['+905300000001', '+905300000002'], statuses: '11' });
    const { campaigns } = (await (await get(demo, '/api/orders')).json()) as { campaigns: CampaignDetail[] };
    expect(campaigns.map(({ id }) => id)).toContain(order.id);
  });

  it('schedules an order with the provider, and refuses a time in the past', async () => {
    const later = { ...ORDER, text: 'Yarın', sendAt: new Date(Date.now() + 3_600_000).toISOString() };
    const order = await send(demo, later);
    expect(order).toMatchObject({ counts: { waiting: 2 } });
    const scheduled = await untilState(demo, order.id, 'scheduled');
    expect(scheduled).toMatchObject({ sendAt: expect.any(String), counts: { waiting: 2 } });
    expect(await refusalOf(demo, { ...later, sendAt: '2020-01-01T10:00:00Z' })).toMatchObject({
      status: 400,
      message: expect.stringContaining('sendAt'),
    });
  });

  it('creates one order for two requests with the same key', async () => {
    const order = { ...ORDER, text: 'Bir kez gönderilir.' };
    const headers = { 'idempotency-key': 'page-1' };
    const answers = await Promise.all([
      post(demo, '/api/orders', order, headers),
      post(demo, '/api/orders', order, headers),
    ]);
    const [first, second] = await Promise.all(
      answers.map(async (answer) => (await answer.json()) as { campaignId: string }),
    );
    expect(second?.campaignId).toBe(first?.campaignId);
  });

  it('previews who gets an order and why others do not, and sends exactly the previewed one', async () => {
    const people = ['+905300000101', '+905300000102', '+905300000103'];
    const order = {
      ...ORDER,
      text: 'Merhaba {ad}, puanınız {puan}.',
      recipients: people,
      values: [
        { ad: 'Ayşe', puan: '35' },
        { ad: 'İbrahim', puan: '70' },
        { ad: 'Su', puan: '105' },
      ],
    };
    const response = await post(demo, '/api/orders/preview', order);
    expect(response.status).toBe(200);
    const preview = (await response.json()) as MessagePreview;
    expect(preview).toMatchObject({ recipients: 3, withheld: {}, credits: { min: 3, max: 3 } });

    const changed = { ...order, text: 'Selam {ad}, puanınız {puan}.', expect: preview.digest };
    expect(await refusalOf(demo, changed)).toMatchObject({ status: 409, state: 'refused' });
    const { id } = await send(demo, { ...order, expect: preview.digest });
    const { counts } = await untilState(demo, id, 'completed');
    expect(counts.total).toBe(preview.recipients);
    const commercial = { ...order, kind: 'commercial', audience: 'BIREYSEL' };
    expect(await (await post(demo, '/api/orders/preview', commercial)).json()).toMatchObject({
      recipients: 0,
      unchecked: 3,
    });
  });

  it('sends a test to one number at once, and once per key', async () => {
    const test = {
      ...ORDER,
      recipients: ['+905300000111'],
      kind: 'commercial',
      audience: 'BIREYSEL',
      text: 'Merhaba {ad}',
      values: [{ ad: 'Ayşe' }],
      test: true,
      dedupeKey: randomUUID(),
    };
    const answers = await Promise.all([
      post(demo, '/api/orders/test', test),
      post(demo, '/api/orders/test', test),
    ]);
    const results = await Promise.all(answers.map((answer) => answer.json()));
    expect(results[0]).toMatchObject({ state: 'accepted', campaignId: expect.any(String) });
    expect(results[1]).toEqual(results[0]);
    const sent = await demo.emulator?.waitForMessages({ to: '+905300000111' });
    expect(sent?.map(({ text }) => text)).toEqual(['Merhaba Ayşe']);
    const two = await post(demo, '/api/orders/test', {
      ...test,
      recipients: [...test.recipients, '+905300000112'],
    });
    expect(two.status).toBe(400);
  });

  it('returns the unresolved placeholder, before an order is created and in the dry run', async () => {
    const text = 'Sayın {ad}, [siparis_no] hazır, {ad}.';
    const refused = await refusalOf(demo, { ...ORDER, text });
    expect(refused).toMatchObject({ status: 400, message: expect.stringContaining('{ad}') });
    const check = await post(demo, '/api/orders/check', { ...ORDER, text });
    expect(check.status).toBe(400);
  });

  it.each([
    ['an empty text', { text: ' \n ' }, 400, 'text'],
    ['a sender of another account', { sender: 'YABANCI' }, 422, 'başlık'],
    ['no kind', { kind: undefined }, 400, 'kind'],
    ['a commercial order without its audience', { kind: 'commercial' }, 400, 'audience'],
    ['no recipient', { recipients: [] }, 400, 'recipients'],
    ['a landline', { recipients: ['0212 000 00 01'] }, 400, 'recipients[0]'],
    ['a text of eight parts', { text: 'a'.repeat(1100) }, 400, 'text'],
  ])('refuses %s as a SubmitResult', async (_, change, status, names) => {
    const answer = await refusalOf(demo, { ...ORDER, ...change });
    expect(answer).toMatchObject({ status, state: 'refused', message: expect.stringContaining(names) });
  });

  it('returns the position of an invalid number, not the number', async () => {
    const { message } = await refusalOf(demo, {
      ...ORDER,
      recipients: ['5300000001', '0212 000 00 01', 'yok'],
    });
    expect(message).toContain('recipients[1]');
    expect(message).not.toContain('0212');
  });

  it('creates two orders for 50,001 recipients', async () => {
    const recipients = Array.from({ length: 50_001 }, (_, index) => `+90 530 ${String(1_000_000 + index)}`);
    const response = await post(demo, '/api/orders/check', { ...ORDER, recipients });
    expect(await response.json()).toMatchObject({ recipients: 50_001, orders: 2 });
  });

  it('refuses too many recipients, and sends to none of them', async () => {
    const recipients = Array.from({ length: 500_001 }, () => '5300000001');
    const answer = await refusalOf(demo, { ...ORDER, text: 'Çok fazla', recipients });
    expect(answer).toMatchObject({ status: 400, state: 'refused' });
    expect(demo.emulator?.inbox({ text: 'Çok fazla' })).toEqual([]);
  });

  it('returns the result of a dry run without sending', async () => {
    const check = await post(demo, '/api/orders/check', { ...ORDER, text: 'Yalnızca deneme' });
    expect(check.status).toBe(200);
    expect(await check.json()).toMatchObject({ recipients: 2, orders: 1, duplicates: 1, parts: 1, sms: 2 });
    const { campaigns } = (await (await get(demo, '/api/orders')).json()) as { campaigns: CampaignDetail[] };
    expect(campaigns.map(({ text }) => text)).not.toContain('Yalnızca deneme');
  });

  it('pauses, resumes and cancels an order', async () => {
    const act = async (id: string, what: string) =>
      (await (await post(demo, `/api/orders/${id}/${what}`, {})).json()) as CampaignDetail;
    const account = (change: object) =>
      fetch(`${demo.emulator?.url}/_emulator/accounts/emulator`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(change),
      });
    // Without credit the lane stops and keeps its orders.
    await account({ balance: 0 });
    const [first, second] = await Promise.all(
      ['Bekler', 'Gitmez'].map(async (text) => {
        const { id } = await send(demo, { ...ORDER, text });
        return id;
      }),
    );
    await until(demo, first!, ({ attempts, state }) => attempts > 0 && state === 'queued');
    expect(await act(first!, 'pause')).toMatchObject({ paused: true, state: 'paused' });
    await act(second!, 'pause');
    expect(await act(second!, 'cancel')).toMatchObject({ state: 'cancelled', counts: { notSent: 2 } });

    await account({ balance: 10_000_000 });
    expect((await post(demo, '/api/outbox/resume', {})).status).toBe(204);
    expect(await act(first!, 'resume')).toMatchObject({ paused: false });
    expect((await untilState(demo, first!, 'completed')).counts.delivered).toBe(2);
    expect(demo.emulator?.inbox({ text: 'Gitmez' })).toEqual([]);
  });
});
