import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { codeOf, message, startProvider, type Provider } from '../test-support/provider.js';

let provider: Provider;
beforeAll(async () => {
  provider = await startProvider();
});
beforeEach(() => provider.emulator.reset());
afterAll(() => provider.emulator.close());

const change = (body: object) => provider.control('PATCH', '/accounts/k', body);
const balance = async () => (await provider.call('get-balance')).response.balance;

describe('a seed', () => {
  const funds = async (account: object) => {
    await provider.control('POST', '/seed', { accounts: [{ key: 'k', hash: 'h', ...account }] });
    const { billing, balance: left } = (await provider.control('GET', '/accounts')).body[0];
    return [billing, left];
  };

  it('with abroad mode turns credits into lira, as a change in the panel does', async () => {
    expect(await funds({ balance: 1000, abroad: true })).toEqual(['tl', 157.5]);
    expect(await funds({ billing: 'credits', balance: 1000, pricePerPart: 0.2, abroad: true })).toEqual([
      'tl',
      200,
    ]);
    expect(await funds({ billing: 'tl', balance: 50, abroad: true })).toEqual(['tl', 50]);
    expect(await funds({ abroad: true })).toEqual(['tl', 15.75]);
    expect(await funds({ balance: 1000 })).toEqual(['credits', 1000]);
  });

  it('with abroad mode put in place of an account bills in lira too', async () => {
    const put = { hash: 'h', balance: 1000, abroad: true };
    const { body } = await provider.control('PUT', '/accounts/k', put);
    expect(body).toMatchObject({ billing: 'tl', balance: 157.5 });
  });
});

describe('a change in the panel', () => {
  it('switches API access off and on, and leaves the rest as it was', async () => {
    const before = (await provider.control('GET', '/accounts')).body[0];
    await change({ apiAllowed: false });
    expect(codeOf(await provider.call('get-balance'))).toBe(401);
    await change({ apiAllowed: true });
    expect((await provider.control('GET', '/accounts')).body[0]).toEqual(before);
  });

  it('approves a sender', async () => {
    expect(codeOf(await provider.send({ sender: 'WAITING' }))).toBe(450);
    await change({ senders: [{ name: 'WAITING', approved: true }] });
    expect(codeOf(await provider.send({ sender: 'WAITING' }))).toBe(200);
    expect(codeOf(await provider.send({ sender: 'ACME' }))).toBe(450);
  });

  it('turns credits into lira with abroad mode, which then takes foreign numbers', async () => {
    const abroad = message('Hello', '+4915112345678');
    expect(codeOf(await provider.send({ message: abroad }))).toBe(452);
    expect((await change({ abroad: true })).body).toMatchObject({ billing: 'tl', balance: 157.5 });
    expect(await balance()).toEqual({ amount: 157.5, sms: 1000 });
    expect(codeOf(await provider.send({ message: abroad }))).toBe(200);
    expect(provider.emulator.inbox()[0]?.to).toBe('+4915112345678');
  });

  it('keeps an account in abroad mode billed in lira', async () => {
    await change({ abroad: true });
    expect((await change({ billing: 'credits' })).http).toBe(400);
    expect((await change({ abroad: false, billing: 'credits' })).body).toMatchObject({
      billing: 'credits',
      balance: 1000,
    });
  });

  it('blocks numbers and fills the balance up', async () => {
    await change({ blacklist: ['5301234567'], balance: 5 });
    expect(codeOf(await provider.send())).toBe(452);
    expect((await balance()).sms).toBe(5);
  });

  it('needs an account that is there', async () => {
    expect((await provider.control('PATCH', '/accounts/missing', {})).http).toBe(404);
  });
});
