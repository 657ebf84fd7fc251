import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { codeOf, message, startProvider, type Provider } from '../test-support/provider.js';

let provider: Provider;
beforeAll(async () => {
  provider = await startProvider();
});
beforeEach(async () => {
  provider.emulator.reset();
  provider.emulator.freeze(true);
  await provider.control('POST', '/clock', { set: '2027-01-20T10:45:00Z' });
});
afterAll(() => provider.emulator.close());

const idOf = async (order?: object) => (await provider.send(order)).response.order.id as string;
const report = (id: unknown, more: object = {}) => provider.call('get-report', { order: { id, ...more } });

describe('an order on its way', () => {
  it('goes from waiting to delivered, and its report with it', async () => {
    const id = await idOf();
    expect((await report(id)).response.order).toEqual({
      id,
      status: 113,
      total: 1,
      delivered: 0,
      undelivered: 0,
      waiting: 1,
      submitAt: '2027-01-20 13:45:00',
      sendAt: '2027-01-20 13:45:00',
      sender: 'ACME',
      price: 1,
      message: [{ number: '+905301234567', status: 110 }],
    });
    expect(provider.emulator.inbox()[0]?.status).toBe('waiting');
    provider.emulator.advance(50);
    expect(provider.emulator.inbox()[0]?.status).toBe('accepted');
    provider.emulator.advance('PT2S');
    expect(provider.emulator.inbox()[0]?.status).toBe('delivered');
    expect((await report(id)).response.order).toMatchObject({
      status: 114,
      delivered: 1,
      waiting: 0,
      price: 1,
    });
  });

  it.each([
    ['5309999000', 50, 'waiting', 'delivered'],
    ['5309999001', 2050, 'undelivered', 'undelivered'],
    ['5309999002', 30_050, 'accepted', 'delivered'],
    ['5309999003', 30_050, 'accepted', 'undelivered'],
    ['5309999008', 50, 'waiting', 'undelivered'],
    ['5309999009', 360_050, 'accepted', 'delivered'],
  ])(
    'moves a message to the magic number %s to its final status after %d ms',
    async (number, milliseconds, before, after) => {
      await provider.send({ message: message('Merhaba', number) });
      provider.emulator.advance(milliseconds - 1);
      expect(provider.emulator.inbox()[0]?.status).toBe(before);
      provider.emulator.advance(1);
      expect(provider.emulator.inbox()[0]?.status).toBe(after);
    },
  );

  it('keeps an order to a number without a report waiting', async () => {
    const id = await idOf({ message: message('Merhaba', '5309999004') });
    provider.emulator.advance('P9D');
    expect((await report(id)).response.order).toMatchObject({ status: 113, waiting: 1 });
  });

  it('applies the blacklist and consents of magic numbers', async () => {
    expect(codeOf(await provider.send({ message: message('Merhaba', '5309999005') }))).toBe(452);
    const commercial = { iys: '1', iysList: 'BIREYSEL' };
    expect(codeOf(await provider.send({ ...commercial, message: message('Merhaba', '5309999006') }))).toBe(
      469,
    );
    expect(codeOf(await provider.send({ ...commercial, message: message('Merhaba', '5309999007') }))).toBe(
      200,
    );
  });

  it('pages its recipients, a thousand at most', async () => {
    await provider.control('PUT', '/accounts/k', { hash: 'h', senders: ['ACME'], balance: 5000 });
    const numbers = Array.from({ length: 2500 }, (_, index) => 5_301_000_000 + index);
    const id = await idOf({ message: message('Merhaba', ...numbers) });
    const rows = async (more: object) =>
      ((await report(id, more)).response.order.message as { number: string }[]).map(({ number }) => number);
    expect(await rows({})).toHaveLength(1000);
    expect(await rows({ rowCount: 5000 })).toHaveLength(1000);
    expect(await rows({ page: '3', rowCount: 1000 })).toHaveLength(500);
    expect((await rows({ page: 2, rowCount: 3 }))[0]).toBe('+905301000003');
    expect(await rows({ page: 4 })).toEqual([]);
    expect(codeOf(await report(id, { page: 0 }))).toBe(464);
  });

  it('is unknown to another account', async () => {
    await provider.control('PUT', '/accounts/other', { hash: 'h' });
    const id = await idOf();
    const other = { key: 'other', hash: 'h' };
    expect(codeOf(await provider.call('get-report', { order: { id } }, other))).toBe(455);
    expect(codeOf(await provider.call('cancel-order', { order: { id } }, other))).toBe(455);
    expect(
      (await provider.call('get-reports', { filter: { start: '2027-01-20', end: '2027-01-20' } }, other))
        .response.orders,
    ).toEqual([]);
  });

  it.each([undefined, null, {}, [], '', 'x', '1', -1, 1e300, '312000001x'])(
    'has no report under the id %j',
    async (id) => {
      await idOf();
      expect((await report(id)).response).toEqual({ status: { code: 455, message: 'Sipariş bulunamadı' } });
    },
  );
});

describe('a scheduled order', () => {
  const schedule = () => idOf({ sendDateTime: '20/01/2027 14:45' });

  it('goes out at its time and has no report before', async () => {
    const id = await schedule();
    expect((await report(id)).response).toEqual({
      status: { code: 456, message: 'Sipariş gönderim tarihi henüz gelmedi' },
    });
    expect(provider.emulator.inbox()).toEqual([]);
    provider.emulator.advance('PT59M59S');
    expect(codeOf(await report(id))).toBe(456);
    provider.emulator.advance('PT1S');
    expect((await report(id)).response.order).toMatchObject({ status: 113, sendAt: '2027-01-20 14:45:00' });
    provider.emulator.advance('PT10S');
    expect((await report(id)).response.order).toMatchObject({ status: 114, delivered: 1 });
  });

  it('can be cancelled once, gets its credits back and never goes out', async () => {
    const id = await schedule();
    const cancel = () => provider.call('cancel-order', { order: { id } });
    expect((await cancel()).response).toEqual({ status: { code: 200, message: 'İşlem başarılı' } });
    expect(codeOf(await cancel())).toBe(455);
    expect((await provider.call('get-balance')).response.balance.sms).toBe(1000);
    provider.emulator.advance('PT2H');
    expect(provider.emulator.inbox()).toEqual([]);
    expect((await report(id)).response.order).toMatchObject({ status: 115, undelivered: 1, price: 0 });
  });

  it('cannot be cancelled once it is sending', async () => {
    const id = await schedule();
    provider.emulator.advance('PT1H');
    expect(codeOf(await provider.call('cancel-order', { order: { id } }))).toBe(455);
  });
});

describe('get-reports', () => {
  const list = (filter: object) => provider.call('get-reports', { filter });

  it('lists the orders of a range, newest first, thirty a page, ids as integers', async () => {
    for (let index = 0; index < 35; index++)
      await provider.send({ message: message(`Kod ${index}`, '5301234567') });
    const first = (await list({ start: '2027-01-20', end: '2027-01-20' })).response;
    expect(first.count).toBe(30);
    expect(first.orders).toHaveLength(30);
    expect(first.orders[0]).toEqual({
      id: expect.any(Number),
      status: 113,
      total: 1,
      delivered: 0,
      undelivered: 0,
      waiting: 1,
      submitAt: '2027-01-20 13:45:00',
      sendAt: '2027-01-20 13:45:00',
      sender: 'ACME',
    });
    const second = (await list({ start: '2027-01-20', end: '2027-01-20', page: 2 })).response;
    expect(second.count).toBe(5);
    expect((await list({ start: '2027-01-20', end: '2027-01-20', page: 3 })).response.orders).toEqual([]);
    expect((await list({ start: '2027-01-10', end: '2027-01-19' })).response.orders).toEqual([]);
  });

  it('counts days in Turkey time', async () => {
    await provider.control('POST', '/clock', { set: '2027-01-20T21:30:00Z' });
    await provider.send();
    expect((await list({ start: '2027-01-21', end: '2027-01-21' })).response.count).toBe(1);
  });

  it.each([
    [{ start: '2027-01-01', end: '2027-01-12' }],
    [{ start: '2027-01-12', end: '2027-01-01' }],
    [{ start: '01/01/2027', end: '02/01/2027' }],
    [{ start: '2027-02-30', end: '2027-03-01' }],
    [{ start: 20270101, end: '2027-01-02' }],
    [{}],
  ])('refuses the range %j with 458', async (filter) => {
    expect((await list(filter)).response).toEqual({ status: { code: 458, message: 'Tarih aralığı hatalı' } });
  });

  it('takes ten days between start and end', async () => {
    expect(codeOf(await list({ start: '2027-01-01', end: '2027-01-11' }))).toBe(200);
  });
});
