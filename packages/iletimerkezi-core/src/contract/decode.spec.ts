import { describe, expect, it } from '@jest/globals';

import { IletimerkeziError } from '../errors.js';
import { parseDateTime } from '../istanbul-time.js';
import { getBlacklist } from './blacklist.js';
import { decodeDeliveryWebhook } from './delivery-webhook.js';
import { decodeEnvelope } from './envelope.js';
import { getBalance } from './get-balance.js';
import { getReport } from './get-report.js';
import { getReports } from './get-reports.js';
import { getSenders } from './get-sender.js';
import { checkConsent } from './iys-check.js';
import { readNumber, readRecipient, type JsonObject } from './json.js';
import { sendSms } from './send-sms.js';
import { thrown } from '../test-support/thrown.js';

const at = (text: string): Date => parseDateTime(text)!;

describe('envelopes', () => {
  it.each([
    [200, 200],
    ['200', 200],
    [' 401 ', 401],
    ['405', 405],
  ])('decode the code %p as %p', (code, expected) => {
    expect(decodeEnvelope({ response: { status: { code, message: 'x' } } })?.code).toBe(expected);
  });

  it.each([
    null,
    'text',
    [],
    {},
    { response: [] },
    { response: { status: {} } },
    { response: { status: { code: 'OK' } } },
    { response: { status: { code: null } } },
  ])('are not decoded from %j', (body) => {
    expect(decodeEnvelope(body)).toBeUndefined();
  });
});

describe('a sent order', () => {
  it.each([['12323232'], [12323232]])('returns the id %p as text', (id) => {
    expect(sendSms.decode({ order: { id } })).toEqual({ orderId: '12323232' });
  });

  it('fails with the outcome applied without an id', () => {
    expect(thrown(() => sendSms.decode({}))).toMatchObject({
      code: 'malformed-response',
      outcome: 'applied',
    });
  });
});

const reportDialects: [name: string, wire: JsonObject][] = [
  [
    'of 2026',
    {
      id: '312988299',
      status: 114,
      total: 2,
      delivered: 1,
      undelivered: 1,
      waiting: 0,
      submitAt: '2026-04-29 10:00:00',
      sendAt: '2026-04-29 10:00:05',
      sender: 'BASLIK',
      price: 1,
      message: [
        { number: '+905301234567', status: 111 },
        { number: '+905301234568', status: 112 },
      ],
    },
  ],
  [
    'captured in December 2024, codes as text and price with a comma',
    {
      id: '312988299',
      status: '114',
      total: 2,
      delivered: 1,
      undelivered: 1,
      waiting: 0,
      submitAt: '2026-04-29 10:00:00',
      sendAt: '2026-04-29 10:00:05',
      sender: 'BASLIK',
      price: '1,0',
      message: [
        { number: '+905301234567', status: '111' },
        { number: '+905301234568', status: '112' },
      ],
    },
  ],
  [
    'with every number as text',
    {
      id: 312988299,
      status: '114',
      total: '2',
      delivered: '1',
      undelivered: '1',
      waiting: '0',
      submitAt: '2026-04-29 10:00:00',
      sendAt: '2026-04-29 10:00:05',
      sender: 'BASLIK',
      price: '1.0',
      message: [
        { number: 5301234567, status: '111' },
        { number: '905301234568', status: 112 },
      ],
    },
  ],
];

describe('a report', () => {
  it.each(reportDialects)('decodes the variant %s to the same result', (_name, order) => {
    expect(getReport.decode({ order })).toEqual({
      orderId: '312988299',
      status: 'completed',
      statusCode: 114,
      total: 2,
      delivered: 1,
      undelivered: 1,
      waiting: 0,
      submitAt: at('2026-04-29 10:00:00'),
      sendAt: at('2026-04-29 10:00:05'),
      sender: 'BASLIK',
      price: 1,
      recipients: [
        { number: '+905301234567', status: 'delivered', statusCode: 111 },
        { number: '+905301234568', status: 'undelivered', statusCode: 112 },
      ],
    });
  });

  it('returns undefined counters for a response of 2024 without them', () => {
    const report = getReport.decode({
      order: { id: 89, status: 113, message: [{ number: 5301234567, status: 110 }] },
    });
    expect(report).toEqual({
      orderId: '89',
      status: 'sending',
      statusCode: 113,
      recipients: [{ number: '+905301234567', status: 'waiting', statusCode: 110 }],
    });
  });

  it('keeps unlisted status codes', () => {
    const report = getReport.decode({
      order: { id: 1, status: 119, message: [{ number: '+4915112345678', status: 'x' }] },
    });
    expect(report).toMatchObject({ status: 'unknown', statusCode: 119 });
    expect(report.recipients).toEqual([
      { number: '+4915112345678', status: 'unknown', statusCode: undefined },
    ]);
  });

  it('fails when a recipient has no number', () => {
    expect(() => getReport.decode({ order: { id: 1, message: [{ status: 111 }] } })).toThrow(
      IletimerkeziError,
    );
  });
});

describe('a list of orders', () => {
  it('returns ids as text and the count as the provider reports it', () => {
    const page = getReports.decode({ count: '123', orders: [{ id: 312988299, status: 114, total: '5' }] });
    expect(page.count).toBe(123);
    expect(page.orders).toEqual([{ orderId: '312988299', status: 'completed', statusCode: 114, total: 5 }]);
  });

  it.each([[{ orders: [] }], [{}], [{ orders: null }]])('may be empty: %j', (wire) => {
    expect(getReports.decode(wire).orders).toEqual([]);
  });
});

describe('a balance', () => {
  it.each([
    [
      { amount: 10.584, sms: 67 },
      { amount: 10.584, sms: 67 },
    ],
    [
      { amount: '0', sms: '18343' },
      { amount: 0, sms: 18343 },
    ],
    [
      { amount: '1.234,56', sms: 3 },
      { amount: 1234.56, sms: 3 },
    ],
  ])('reads %j', (balance, expected) => {
    expect(getBalance.decode({ balance })).toEqual(expected);
  });

  it('fails without numbers', () => {
    expect(() => getBalance.decode({ balance: { amount: 'çok' } })).toThrow(IletimerkeziError);
  });
});

describe('senders', () => {
  it.each([
    [{ sender: ['APITEST', 'BASLIK 1'] }, ['APITEST', 'BASLIK 1']],
    [{ sender: 'BASLIK' }, ['BASLIK']],
    [{ sender: [] }, []],
    [{}, []],
  ])('read %j', (senders, expected) => {
    expect(getSenders.decode({ senders })).toEqual(expected);
  });
});

describe('the blacklist', () => {
  it.each([
    ['2026', { count: 2, number: ['+905051234567', '+905061234567'] }],
    ['2024', { count: '2', number: ['5051234567', 5061234567] }],
  ])('of %s returns E.164 numbers', (_year, blacklist) => {
    expect(getBlacklist.decode({ blacklist })).toEqual({
      numbers: ['+905051234567', '+905061234567'],
      count: 2,
    });
  });
});

describe('the registry’s answer', () => {
  const consent = {
    brandCode: 1234,
    recipient: '905301234567',
    recipientType: 'BIREYSEL',
    type: 'MESAJ',
    status: 'RET',
    source: 'IYS_WEB',
    consentDate: '2026-04-30 09:15:42',
  };

  it('is refused or granted, also with a source of the registry’s own', () => {
    const onFile = { recipient: '+905301234567', source: 'IYS_WEB', consentDate: at('2026-04-30 09:15:42') };
    expect(checkConsent.decode({ consent })).toEqual({ state: 'refused', ...onFile });
    expect(checkConsent.decode({ consent: { ...consent, status: 'ONAY' } })).toEqual({
      state: 'granted',
      ...onFile,
    });
  });

  it.each([[{ consent: [] }], [{ consent: {} }], [{ consent: null }], [{}]])('is none for %j', (response) => {
    expect(checkConsent.decode(response)).toEqual({ state: 'none' });
  });

  it('is an unknown recipient for 422, and an error for every other code', () => {
    expect(checkConsent.decodeRefusal?.(422)).toEqual({ state: 'unknown-recipient' });
    expect(checkConsent.decodeRefusal?.(403)).toBeUndefined();
  });

  it('fails for an unlisted status', () => {
    expect(() => checkConsent.decode({ consent: { ...consent, status: 'BELKI' } })).toThrow(
      IletimerkeziError,
    );
  });
});

describe('a delivery webhook', () => {
  const report = { id: 7, packet_id: 312988299, status: 'delivered', to: '+905301234567', body: 'Kod 1' };

  it.each([[{ report }], [JSON.stringify({ report })]])('reads parsed bodies and text alike', (body) => {
    expect(decodeDeliveryWebhook(body)).toEqual({
      ok: true,
      report: {
        id: '7',
        orderId: '312988299',
        status: 'delivered',
        rawStatus: 'delivered',
        to: '+905301234567',
        text: 'Kod 1',
      },
    });
  });

  it.each([
    ['accepted', 'accepted'],
    ['Undelivered', 'undelivered'],
    ['expired', 'unknown'],
    [110, 'accepted'],
    ['111', 'delivered'],
    [112, 'undelivered'],
  ])('decodes the status %p as %p and keeps the raw status', (status, expected) => {
    expect(decodeDeliveryWebhook({ report: { ...report, status } })).toMatchObject({
      report: { status: expected, rawStatus: String(status) },
    });
  });

  it.each([
    ['{', 'not-json'],
    [[], 'not-json'],
    [{}, 'no-report'],
    [{ report: { ...report, id: null } }, 'no-id'],
    [{ report: { ...report, packet_id: {} } }, 'no-order-id'],
    [{ report: { ...report, status: '' } }, 'no-status'],
    [{ report: { ...report, to: undefined } }, 'no-recipient'],
  ])('refuses %j as %p', (body, reason) => {
    expect(decodeDeliveryWebhook(body)).toEqual({ ok: false, reason });
  });
});

describe('numbers in all variants', () => {
  it.each([
    ['0,0372', 0.0372],
    ['0.0372', 0.0372],
    ['1.234,5', 1234.5],
    ['1,234.5', 1234.5],
    ['1.234.567', 1234567],
    ['-0,5', -0.5],
    ['', undefined],
    ['12a', undefined],
    [Number.NaN, undefined],
    [true, undefined],
  ])('decodes %p as %p', (wire, expected) => {
    expect(readNumber(wire)).toBe(expected);
  });

  it.each([
    [5301234567, '+905301234567'],
    ['05301234567', '+905301234567'],
    ['+90 530 123 45 67', '+905301234567'],
    ['+4915112345678', '+4915112345678'],
    ['4915112345678', '4915112345678'],
    [null, undefined],
  ])('decodes the recipient %p as %p', (wire, expected) => {
    expect(readRecipient(wire)).toBe(expected);
  });
});
