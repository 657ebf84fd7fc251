import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { ACCOUNT, codeOf, message, ORDER, startProvider, type Provider } from '../test-support/provider.js';
import { QUIRK_NAMES, QUIRKS, quirksOf, type Quirks } from './quirks.js';

let provider: Provider;
beforeAll(async () => {
  provider = await startProvider({ accounts: [ACCOUNT, { key: 'new', hash: 'h' }] });
});
beforeEach(async () => {
  provider.emulator.reset();
  provider.emulator.freeze(true);
  await provider.control('POST', '/clock', { set: '2027-01-20T10:45:00Z' });
});
afterAll(() => provider.emulator.close());

const code = async (order: object, as?: { key: string; hash: string }) =>
  codeOf(await provider.send(order, as));
const many = (count: number) =>
  message('Merhaba', ...Array.from({ length: count }, (_, index) => 5_301_000_000 + index));
const report = async () => {
  const { order } = (await provider.send()).response;
  return (await provider.call('get-report', { order })).response.order;
};
const reports = async (end: string) => provider.call('get-reports', { filter: { start: '2027-01-20', end } });
const balance = async () => (await provider.call('get-balance')).response.balance;
const blacklist = async () => {
  await provider.call('add-blacklist', { blacklist: { number: '5301234567' } });
  return (await provider.call('get-blacklist')).response.blacklist;
};
const commercial = (...numbers: string[]) =>
  code({ iys: '1', iysList: 'BIREYSEL', message: message('x', ...numbers) });
const RECORD = {
  recipient: '5301234567',
  recipientType: 'BIREYSEL',
  type: 'MESAJ',
  status: 'ONAY',
  source: 'HS_WEB',
  consentDate: '2027-01-20 13:00:00',
};
const register = async (change: object = {}, brandCode = 1234) =>
  codeOf(await provider.call('iys-register', { consent: { brandCode, list: [{ ...RECORD, ...change }] } }));
const check = async (change: object = {}, brandCode = 1234) => {
  const { recipient, recipientType, type } = RECORD;
  const consent = { brandCode, recipient, recipientType, type, ...change };
  const { response } = await provider.call('iys-check', { consent });
  return response.consent ? (response.consent.status ?? 'empty') : response.status.code;
};
const consentOf = (status: string, recipientType = 'BIREYSEL') =>
  provider.control('POST', '/registry', { brandCode: 1234, recipient: '5301234567', recipientType, status });

/** The visible effect of each quirk: a probe, and its result for every value. */
const READINGS: {
  [Name in keyof Quirks]: [probe: () => Promise<unknown>, found: Record<Quirks[Name], unknown>];
} = {
  httpStatus: [
    async () => [(await provider.send({ sender: 'X' })).http, (await provider.raw('/v1/x', '')).http],
    { mirror: [450, 404], 'generic-400': [400, 404], 'always-200': [200, 200] },
  ],
  statusCodeType: [() => code({}), { number: 200, string: '200' }],
  sendOrderIdType: [
    async () => typeof (await provider.send()).response.order.id,
    { string: 'string', number: 'number' },
  ],
  reportOrderIdType: [async () => typeof (await report()).id, { string: 'string', number: 'number' }],
  reportFields: [async () => Object.keys(await report()).length, { full: 11, minimal: 3 }],
  reportStatusType: [
    async () => {
      const { status, message: rows } = await report();
      return [status, rows[0].status];
    },
    { number: [113, 110], string: ['113', '110'] },
  ],
  reportNumbers: [
    async () => (await report()).message[0].number,
    { plus: '+905301234567', bare: 5301234567 },
  ],
  priceFormat: [
    async () => {
      const lira = { ...ACCOUNT, key: undefined, billing: 'tl', pricePerPart: 0.0372 };
      await provider.control('PUT', '/accounts/k', lira);
      return (await report()).price;
    },
    { number: 0.0372, 'comma-string': '0,0372' },
  ],
  reportsCount: [
    async () => {
      for (let index = 0; index < 31; index++) await code({ message: message(String(index), '5301234567') });
      return (await reports('2027-01-20')).response.count;
    },
    { page: 30, total: 31 },
  ],
  reportsSpan: [async () => codeOf(await reports('2027-01-30')), { difference: 200, inclusive: 458 }],
  balanceType: [balance, { number: { amount: 157.5, sms: 1000 }, string: { amount: '157.5', sms: '1000' } }],
  balanceMeaning: [
    balance,
    { 'purchasing-power': { amount: 157.5, sms: 1000 }, 'own-unit': { amount: 0, sms: 1000 } },
  ],
  blacklistFormat: [
    blacklist,
    { plus: { count: 1, number: ['+905301234567'] }, bare: { count: '1', number: ['5301234567'] } },
  ],
  blacklistNumbers: [
    async () => codeOf(await provider.call('add-blacklist', { blacklist: { number: '+4915112345678' } })),
    { 'turkish-carrier': 466, any: 200 },
  ],
  sendDateTimeSeconds: [
    () => code({ sendDateTime: '21/01/2027 10:00:00' }),
    { 'send-now': 200, 'refuse-457': 457 },
  ],
  pastSendDateTime: [
    () => code({ sendDateTime: '19/01/2027 10:00' }),
    { 'send-now': 200, 'refuse-457': 457 },
  ],
  iysField: [() => code({ iys: undefined }), { required: 468, optional: 200 }],
  missingConsent: [
    async () => {
      await consentOf('ONAY');
      return [await commercial('5301234568'), await commercial('5301234567', '5301234568')];
    },
    { 'refuse-when-none-left': [469, 200], 'refuse-any': [469, 469], filter: [200, 200] },
  ],
  tacirConsent: [
    async () => {
      const tacir = (number: string) => code({ iys: '1', iysList: 'TACIR', message: message('x', number) });
      await consentOf('RET', 'TACIR');
      return [await tacir('5301234567'), await tacir('5301234568')];
    },
    { required: [469, 469], 'opt-out': [469, 200] },
  ],
  blacklistedRecipients: [
    async () => {
      await blacklist();
      return code({ message: message('x', '5301234567', '5301234568') });
    },
    { skip: 200, refuse: 452 },
  ],
  invalidRecipients: [() => code({ message: message('x', '5301234567', '12') }), { drop: 200, refuse: 452 }],
  repeatedRecipients: [
    async () => {
      await code({ message: message('x', '5301234567', '+905301234567') });
      return provider.emulator.inbox().length;
    },
    { merge: 1, keep: 2 },
  ],
  duplicateKey: [
    async () => {
      await provider.control('PUT', '/accounts/k', {
        ...ACCOUNT,
        key: undefined,
        senders: ['ACME', 'OTHER'],
      });
      return [await code({}), await code({ sender: 'OTHER' })];
    },
    { 'text-and-recipients': [200, 451], 'with-sender': [200, 200] },
  ],
  oversizedOrder: [
    async () => {
      await provider.control('PUT', '/accounts/k', { ...ACCOUNT, key: undefined, balance: 110_000 });
      return [await code({ message: many(50_001) }), await code({ message: many(50_000) })];
    },
    { 'refuse-453': [453, 200], 'refuse-400': [400, 200], 'refuse-503': [503, 200], accept: [200, 200] },
  ],
  rateLimit: [
    async () => {
      const codes = [
        await code({ message: many(60) }),
        await code({ message: many(41) }),
        await code({ message: many(101) }),
      ];
      provider.emulator.advance(1000);
      return [...codes, await code({ message: many(100) })];
    },
    { off: [200, 200, 200, 200], 'refuse-503': [200, 503, 200, 200] },
  ],
  senderShape: [
    async () => [await code({ sender: '' }), await code({ sender: 'ÇOK UZUN BİR AD' })],
    { '450': [450, 450], '459-460': [459, 460] },
  ],
  apitestIys: [
    () => code({ ...ORDER, sender: 'APITEST', iys: '1' }, { key: 'new', hash: 'h' }),
    { force: 200, 'refuse-468': 468 },
  ],
  apitestAfterApproval: [
    async () => [
      await code({ sender: 'APITEST' }),
      (await provider.call('get-sender')).response.senders.sender,
    ],
    { refuse: [450, ['ACME']], allow: [200, ['APITEST', 'ACME']] },
  ],
  cancelledReport: [
    async () => {
      const { order } = (await provider.send({ sendDateTime: '21/01/2027 10:00' })).response;
      await provider.call('cancel-order', { order });
      const { response } = await provider.call('get-report', { order });
      return response.order?.status ?? response.status.code;
    },
    { '115': 115, '455': 455 },
  ],
  partsCounting: [
    async () => {
      await code({ message: message('a'.repeat(302), '5301234567') });
      return provider.emulator.inbox()[0]?.parts;
    },
    { table: 2, highest: 3 },
  ],
  turkishLetterCost: [
    async () => {
      await code({ message: message('ş'.repeat(76), '5301234567') });
      return provider.emulator.inbox()[0]?.parts;
    },
    { '1': 1, '2': 2 },
  ],
  unknownConsent: [
    async () => {
      await consentOf('ONAY');
      return [await check({ type: 'ARAMA' }), await check({ recipient: '5301234999' })];
    },
    { 'empty-when-known': ['empty', 422], 'always-422': [422, 422], 'always-empty': ['empty', 'empty'] },
  ],
  foreignBrandOnRegister: [
    async () => [await register({}, 99), await check()],
    { 'refuse-422': [422, 422], 'silent-200': [200, 422] },
  ],
  foreignBrandOnCheck: [() => check({}, 99), { 'refuse-422': 422, empty: 'empty' }],
  kararFirst: [
    async () => [await register({ source: 'HS_KARAR' }), await check()],
    { 'refuse-422': [422, 422], 'silent-200': [200, 422] },
  ],
  retFirst: [
    async () => [await register({ status: 'RET' }), await check()],
    { accept: [200, 'RET'], 'silent-200': [200, 422], 'refuse-422': [422, 422] },
  ],
  repeatedStatus: [
    async () => {
      await register();
      const again = await register({ consentDate: '2027-01-20 13:30:00' });
      const { body } = await provider.control('GET', '/registry');
      return [again, body[0].history.length];
    },
    { accept: [200, 2], 'silent-200': [200, 1], 'refuse-422': [422, 1] },
  ],
  landlineCalls: [
    async () => [
      await register({ type: 'ARAMA', recipient: '+902121234567' }),
      await register({ type: 'MESAJ', recipient: '+902121234567' }),
      await check({ type: 'ARAMA', recipient: '+90 212 123 45 67' }),
    ],
    { 'refuse-422': [422, 422, 422], accept: [200, 422, 'ONAY'] },
  ],
  consentAge: [
    async () => {
      // 25 January 2027 is a Monday: three business days back is the Wednesday before.
      await provider.control('POST', '/clock', { set: '2027-01-25T10:00:00Z' });
      return [await register(), await register({ consentDate: '2027-01-20 12:59:59' })];
    },
    { calendar: [422, 422], business: [200, 422] },
  ],
  text422: [
    async () => (await provider.call('iys-register', { consent: { brandCode: 99 } })).response.status.message,
    {
      current: 'İstekte gönderilen bazı değerler doğrulanamadı',
      retired: 'İstek içerisindeki değerler doğrulanamadı.',
    },
  ],
  webhookIdType: [
    async () => {
      await provider.control('PUT', '/accounts/k/webhook', { url: 'http://127.0.0.1:9/' });
      await provider.send();
      provider.emulator.advance(50);
      const { body } = await provider.control('GET', '/webhooks');
      return [typeof body[0].body.report.id, typeof body[0].body.report.packet_id];
    },
    { number: ['number', 'number'], string: ['string', 'string'] },
  ],
};

describe('a quirk', () => {
  const cases = QUIRK_NAMES.flatMap((name) => QUIRKS[name].values.map((value) => [name, value] as const));

  it.each(cases)('%s = %s shows from outside', async (name, value) => {
    const [probe, found] = READINGS[name];
    await provider.quirks({ [name]: value });
    expect(await probe()).toEqual((found as Record<string, unknown>)[value]);
  });
});

describe('a profile', () => {
  it.each(['seed', 'observed', 'legacy'] as const)(
    '%s takes the readings the table names',
    async (profile) => {
      const { body } = await provider.control('PUT', '/quirks', { profile });
      expect(body).toEqual(quirksOf(profile));
      const { body: listed } = await provider.control('GET', '/quirks');
      for (const quirk of listed) expect(quirk.value).toBe(quirk.profiles[profile]);
    },
  );

  it('gives way to single switches, and reset goes back to the start', async () => {
    await provider.control('PUT', '/quirks', { profile: 'legacy', quirks: { iysField: 'optional' } });
    expect(await code({ iys: undefined })).toBe('200');
    provider.emulator.reset();
    expect(await code({ iys: undefined })).toBe(468);
  });
});

describe('FIDELITY.md', () => {
  it('lists every quirk with its readings and the default', () => {
    const page = readFileSync(new URL('../../FIDELITY.md', import.meta.url), 'utf8');
    for (const name of QUIRK_NAMES) {
      const row = page.split('\n').find((line) => line.startsWith(`| \`${name}\` |`));
      expect(row).toBeDefined();
      for (const value of QUIRKS[name].values) expect(row).toContain(`\`${value}\``);
      expect(row).toContain(`**\`${QUIRKS[name].seed}\`**`);
    }
  });
});
