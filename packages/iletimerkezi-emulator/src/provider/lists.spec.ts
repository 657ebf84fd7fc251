import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { codeOf, startProvider, type Provider } from '../test-support/provider.js';

let provider: Provider;
beforeAll(async () => {
  provider = await startProvider({
    accounts: [
      {
        key: 'k',
        hash: 'h',
        billing: 'tl',
        balance: 10.584,
        senders: ['ACME', { name: 'WAITING', approved: false }],
      },
    ],
  });
});
beforeEach(() => provider.emulator.reset());
afterAll(() => provider.emulator.close());

const add = (number: unknown) => provider.call('add-blacklist', { blacklist: { number } });
const remove = (number: unknown) => provider.call('delete-blacklist', { blacklist: { number } });
const list = async (blacklist?: object) =>
  (await provider.call('get-blacklist', { blacklist })).response.blacklist;

describe('get-balance', () => {
  it('returns the lira and the messages they buy', async () => {
    expect((await provider.call('get-balance')).response.balance).toEqual({ amount: 10.584, sms: 67 });
  });

  it('falls by the price of a part', async () => {
    await provider.send();
    expect((await provider.call('get-balance')).response.balance.amount).toBe(10.427);
  });
});

describe('get-sender', () => {
  it('lists approved senders alone', async () => {
    expect((await provider.call('get-sender')).response.senders).toEqual({ sender: ['ACME'] });
  });
});

describe('the blacklist', () => {
  it('takes a number in any documented form, twice without error', async () => {
    for (const form of ['5301234567', '905301234567', '+905301234567'])
      expect(codeOf(await add(form))).toBe(200);
    expect(await list()).toEqual({ count: 1, number: ['+905301234567'] });
  });

  it('gives a number back once', async () => {
    await add('5301234567');
    expect(codeOf(await remove('+905301234567'))).toBe(200);
    expect((await remove('5301234567')).response).toEqual({
      status: { code: 474, message: 'Bu numara üzerindeki engelleme kaldırılamaz' },
    });
    expect(await list()).toEqual({ count: 0, number: [] });
  });

  it.each(['', '12', '5999999999', '+4930123456', null, {}, ['5301234567'], 0])(
    'refuses %j with 466',
    async (number) => {
      expect((await add(number)).response).toEqual({ status: { code: 466, message: 'Hatalı numara.' } });
      expect(codeOf(await remove(number))).toBe(466);
    },
  );

  it('pages, with the total as its count, page and rows as text or number', async () => {
    for (let index = 0; index < 5; index++) await add(String(5_301_000_000 + index));
    expect(await list({ page: '2', rowCount: '2' })).toEqual({
      count: 5,
      number: ['+905301000002', '+905301000003'],
    });
    expect((await list({ page: 3, rowCount: 2 })).number).toEqual(['+905301000004']);
  });

  it('filters by when a number was added, in Turkey time', async () => {
    await provider.control('POST', '/clock', { freeze: true, set: '2027-01-20T10:00:00Z' });
    await add('5301234567');
    await provider.control('POST', '/clock', { advance: 'P1D' });
    await add('5301234568');
    const range = { start: '2027-01-21 00:00:00', end: '2027-01-21 23:59:59' };
    expect(await list({ filter: range })).toEqual({ count: 1, number: ['+905301234568'] });
  });

  it('loses page and rows outside of blacklist, as the provider does', async () => {
    await add('5301234567');
    const answer = await provider.call('get-blacklist', { page: 2, rowCount: 1 });
    expect(answer.response.blacklist.number).toHaveLength(1);
  });
});
