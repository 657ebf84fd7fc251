import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OrderDetail } from '../../shared/api/orders.js';
import { startDemo, type Demo } from '../start-demo.js';
import { FAST, get, ORDER, post, problemOf, send, until, untilState } from '../test-support/demo-api.js';

describe('orders', () => {
  let demo: Demo;

  beforeAll(async () => {
    demo = await startDemo({ pace: FAST });
  });

  afterAll(async () => {
    await demo?.close();
  });

  it('sends an order once per distinct number and follows it with webhooks until it ends', async () => {
    const response = await post(demo, '/api/orders', ORDER);
    expect(response.status).toBe(201);
    const order = (await response.json()) as OrderDetail;
    expect(order).toMatchObject({ duplicates: 1, counts: { total: 2 }, orderCount: 1 });
    const final = await untilState(demo, order.id, 'completed');
    expect(final.counts).toMatchObject({ delivered: 2, waiting: 0 });
    expect(final.orders).toEqual([expect.objectContaining({ place: 1, orderId: expect.any(String) })]);
    const recipients = await (await get(demo, `/api/orders/${order.id}/recipients`)).json();
    expect(recipients).toMatchObject({ numbers: ['+905300000001', '+905300000002'], statuses: '11' });
    const { orders } = (await (await get(demo, '/api/orders')).json()) as { orders: OrderDetail[] };
    expect(orders.map(({ id }) => id)).toContain(order.id);
  });

  it('schedules an order with the provider, and refuses a time in the past', async () => {
    const later = { ...ORDER, text: 'Yarın', sendAt: new Date(Date.now() + 3_600_000).toISOString() };
    const order = await send(demo, later);
    expect(order).toMatchObject({ counts: { waiting: 2 } });
    const scheduled = await untilState(demo, order.id, 'scheduled');
    expect(scheduled).toMatchObject({ sendAt: expect.any(String), counts: { waiting: 2 } });
    expect(
      await problemOf(post(demo, '/api/orders', { ...later, sendAt: '2020-01-01T10:00:00Z' })),
    ).toMatchObject({
      status: 400,
      code: 'send-at-wrong',
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
      answers.map(async (answer) => (await answer.json()) as OrderDetail),
    );
    expect(second?.id).toBe(first?.id);
  });

  it('returns the unresolved placeholder, before an order is created and in the dry run', async () => {
    const text = 'Sayın {ad}, [siparis_no] hazır, {ad}.';
    for (const path of ['/api/orders', '/api/orders/check']) {
      const response = await post(demo, path, { ...ORDER, text });
      expect({ status: response.status, body: await response.json() }).toMatchObject({
        status: 422,
        body: {
          code: 'placeholder-unfilled',
          message: { tr: 'Metindeki {ad}, [siparis_no] doldurulmamış.' },
          placeholders: ['{ad}', '[siparis_no]'],
        },
      });
    }
  });

  it.each([
    ['an empty text', { text: ' \n ' }, 400, 'empty-text'],
    ['a sender of another account', { sender: 'YABANCI' }, 422, 'sender-unknown'],
    ['no kind', { kind: undefined }, 400, 'purpose-missing'],
    ['a commercial order without its audience', { kind: 'commercial' }, 400, 'purpose-missing'],
    ['no recipient', { recipients: [] }, 400, 'recipients-missing'],
    ['a landline', { recipients: ['0212 000 00 01'] }, 422, 'recipients-invalid'],
    ['a text of eight parts', { text: 'a'.repeat(1100) }, 422, 'text-too-long'],
  ])('refuses %s with a problem in both languages', async (_, change, status, code) => {
    const answer = await problemOf(post(demo, '/api/orders', { ...ORDER, ...change }));
    expect(answer).toMatchObject({ status, code });
    for (const text of [answer.message.tr, answer.message.en, answer.hint.tr, answer.hint.en]) {
      expect(text.length).toBeGreaterThan(5);
    }
  });

  it('returns the positions of invalid numbers, not the numbers', async () => {
    const response = await post(demo, '/api/orders', {
      ...ORDER,
      recipients: ['5300000001', '0212 000 00 01', 'yok'],
    });
    const body = await response.text();
    expect(JSON.parse(body)).toMatchObject({
      rows: [
        { row: 2, reason: 'landline' },
        { row: 3, reason: 'not-a-number' },
      ],
    });
    expect(body).not.toContain('0212');
  });

  it('creates two orders for 50,001 recipients', async () => {
    const recipients = Array.from({ length: 50_001 }, (_, index) => `+90 530 ${String(1_000_000 + index)}`);
    const response = await post(demo, '/api/orders/check', { ...ORDER, recipients });
    expect(await response.json()).toMatchObject({ recipients: 50_001, orders: 2 });
  });

  it('refuses too many recipients, and sends to none of them', async () => {
    const recipients = Array.from({ length: 500_001 }, () => '5300000001');
    const answer = await problemOf(post(demo, '/api/orders', { ...ORDER, text: 'Çok fazla', recipients }));
    expect(answer).toMatchObject({ status: 400, code: 'too-many-recipients' });
    expect(demo.emulator?.inbox({ text: 'Çok fazla' })).toEqual([]);
  });

  it('returns the result of a dry run without sending', async () => {
    const check = await post(demo, '/api/orders/check', { ...ORDER, text: 'Yalnızca deneme' });
    expect(check.status).toBe(200);
    expect(await check.json()).toMatchObject({ recipients: 2, orders: 1, duplicates: 1, parts: 1, sms: 2 });
    const { orders } = (await (await get(demo, '/api/orders')).json()) as { orders: OrderDetail[] };
    expect(orders.map(({ text }) => text)).not.toContain('Yalnızca deneme');
  });

  it('pauses, resumes and cancels an order', async () => {
    const act = async (id: string, what: string) =>
      (await (await post(demo, `/api/orders/${id}/${what}`, {})).json()) as OrderDetail;
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
