import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { EndpointName } from './endpoints.js';
import { ENDPOINTS } from './endpoints.js';
import { ACCOUNT, codeOf, message, ORDER, startProvider, type Provider } from './test-support/provider.js';

let provider: Provider;
let logged: string[] = [];
beforeAll(async () => {
  const accounts = [
    { ...ACCOUNT, characterMode: 'english' as const },
    { key: 'new', hash: 'h', characterMode: 'unicode' as const },
    { key: 'turkish', hash: 'h', characterMode: 'turkish' as const, senders: ['ACME'] },
    { key: 'unicode', hash: 'h', characterMode: 'unicode' as const, senders: ['ACME'] },
  ];
  provider = await startProvider({ accounts }, { onWarning: (line) => logged.push(line) });
});
beforeEach(() => {
  provider.emulator.reset();
  provider.emulator.freeze(true);
  logged = [];
});
afterAll(() => provider.emulator.close());

const warnings = () => provider.emulator.journal(1)[0]?.warnings;
const ignored = () =>
  warnings()?.map((warning) => (warning.kind === 'field-ignored' ? warning.field : warning.kind));

describe('ignored fields', () => {
  const authentication = { key: 'k', hash: 'h' };
  const range = { start: '2027-01-20', end: '2027-01-20' };
  const consent = { recipient: '5301234567', recipientType: 'BIREYSEL', type: 'MESAJ' };
  const record = { ...consent, status: 'ONAY', source: 'HS_WEB', consentDate: '2027-01-20 10:00:00' };
  const sound: Record<EndpointName, object> = {
    'send-sms': {
      order: { ...ORDER, sendDateTime: [], iysList: 'BIREYSEL', message: [ORDER.message, ORDER.message] },
    },
    'cancel-order': { order: { id: 1 } },
    'get-report': { order: { id: '312000001', page: 1, rowCount: 10 } },
    'get-reports': { filter: { ...range, page: 1 } },
    'get-balance': {},
    'get-sender': {},
    'get-blacklist': { blacklist: { filter: range, page: '1', rowCount: '10' } },
    'add-blacklist': { blacklist: { number: '5301234567' } },
    'delete-blacklist': { blacklist: { number: '5301234567' } },
    'iys-register': { consent: { brandCode: 1234, list: [record] } },
    'iys-check': { consent: { brandCode: 1234, ...consent } },
  };
  const endpoints = Object.keys(ENDPOINTS) as EndpointName[];

  it.each(endpoints)('are none in a documented request to %s', async (endpoint) => {
    await provider.call(endpoint, sound[endpoint]);
    expect(warnings()).toEqual([]);
  });

  it.each(endpoints)('of %s are named beside every member of the request', async (endpoint) => {
    const request = { authentication: { ...authentication, username: 'u' }, ...sound[endpoint], page: 2 };
    await provider.raw(`${ENDPOINTS[endpoint]}?debug=1`, JSON.stringify({ request, page: 3, version: '1' }));
    expect(ignored()?.toSorted()).toEqual(
      ['?debug', 'page', 'request.authentication.username', 'request.page', 'version'].toSorted(),
    );
  });

  it.each<[EndpointName, object, string[]]>([
    ['get-reports', { filter: range, page: 2 }, ['request.page']],
    [
      'get-reports',
      { filter: { ...range, Page: 2, rowCount: 5 } },
      ['request.filter.Page', 'request.filter.rowCount'],
    ],
    ['get-report', { order: { id: 1 }, page: 2, rowCount: 9 }, ['request.page', 'request.rowCount']],
    [
      'get-blacklist',
      { page: 2, rowCount: 5, filter: range },
      ['request.page', 'request.rowCount', 'request.filter'],
    ],
    ['get-blacklist', { blacklist: [{ page: 1 }] }, ['request.blacklist']],
    ['get-balance', { balance: {} }, ['request.balance']],
    ['add-blacklist', { blacklist: { number: '5301234567', reason: 'x' } }, ['request.blacklist.reason']],
    [
      'send-sms',
      {
        order: {
          ...ORDER,
          encoding: 'utf8',
          sendDatetime: '20/01/2027 10:00',
          message: [
            { ...message('a', '5301234567'), recipients: [], lang: 'tr' },
            { ...message('b', '5301234567'), lang: 'tr' },
          ],
        },
      },
      [
        'request.order.message.recipients',
        'request.order.message.lang',
        'request.order.encoding',
        'request.order.sendDatetime',
      ],
    ],
    [
      'send-sms',
      { order: { ...ORDER, message: { text: 'a', receipents: { number: ['5301234567'], numbers: [] } } } },
      ['request.order.message.receipents.numbers'],
    ],
    [
      'iys-register',
      { consent: { brandCode: 1234, iysCode: 1, list: [{ ...record, retailerCode: 9 }, record] } },
      ['request.consent.iysCode', 'request.consent.list.retailerCode'],
    ],
    ['iys-check', { consent: { brandCode: 1234, ...consent, status: 'ONAY' } }, ['request.consent.status']],
    ['cancel-order', { order: { id: 1 }, constructor: 1 }, ['request.constructor']],
  ])('of %s are named with their path: %j', async (endpoint, content, paths) => {
    await provider.call(endpoint, content);
    expect(ignored()).toEqual(paths);
  });

  it('are named where the request is refused as well, and never more than twenty', async () => {
    const names = Array.from({ length: 50 }, (_, index) => [`f${index}`, 1]);
    await provider.call('get-balance', Object.fromEntries(names), { key: 'k', hash: 'wrong' });
    expect(ignored()).toHaveLength(20);
  });

  it('are logged once for each field', async () => {
    for (let index = 0; index < 3; index++)
      await provider.call('get-reports', { filter: range, page: index });
    expect(logged).toEqual([
      'get-reports: request.page is not a field of this endpoint, so the provider ignores it. Remove it, or check its place and spelling.',
    ]);
  });
});

describe('a text that arrives as another', () => {
  const as = (key: string) => ({ key, hash: 'h' });

  it('is reported with the words that the character mode changed', async () => {
    await provider.send({ message: message('Yeni sezon #mağaza için 🎉 hazır', '5301234567') });
    expect(provider.emulator.inbox()[0]?.text).toContain('#magaza');
    expect(warnings()).toEqual([
      {
        kind: 'text-converted',
        mode: 'english',
        words: [
          { sent: '#mağaza', arrives: '#magaza' },
          { sent: 'için', arrives: 'icin' },
          { sent: '🎉', arrives: '' },
          { sent: 'hazır', arrives: 'hazir' },
        ],
      },
    ]);
    expect(logged).toEqual([expect.stringContaining('a marker with these letters is not found')]);
    expect(logged.join()).not.toContain('mağaza');
  });

  it('is reported in Turkish mode for other letters alone', async () => {
    await provider.send({ message: message('#mağaza', '5301234567') }, as('turkish'));
    expect(warnings()).toEqual([]);
    await provider.send({ message: message('#mağâza', '5301234567') }, as('turkish'));
    expect(warnings()).toMatchObject([
      { kind: 'text-converted', mode: 'turkish', words: [{ sent: '#mağâza' }] },
    ]);
  });

  it('is not reported where the text arrives as it was sent', async () => {
    await provider.send({ message: message('#mağaza 🎉', '5301234567') }, as('unicode'));
    expect(warnings()).toEqual([]);
    await provider.send({ message: message('#magaza\r\nÖzel', '5301234567') });
    expect(warnings()).toEqual([]);
  });

  it('is reported when APITEST replaces it, and the webhook carries the fixed text', async () => {
    await provider.send(
      { ...ORDER, sender: 'APITEST', message: message('#magaza', '5301234567') },
      as('new'),
    );
    expect(warnings()).toEqual([{ kind: 'text-replaced' }]);
    expect(provider.emulator.inbox()[0]?.text).not.toContain('#magaza');
    expect(logged).toEqual([expect.stringContaining('APITEST replaces the text')]);
  });

  it('is not reported of an order that is refused', async () => {
    const answer = await provider.send({ sender: 'MISSING', message: message('#mağaza', '5301234567') });
    expect(codeOf(answer)).toBe(450);
    expect(warnings()).toEqual([]);
  });
});
