import { describe, expect, it } from '@jest/globals';

import type { ConsentBatch } from '../../contract/iys-register.js';
import type { SmsOrder } from '../../contract/send-sms.js';
import { countSegments } from '../../segments/index.js';
import { checkConsentBatch, checkConsentQuery, MAX_CONSENTS } from './check-consents.js';
import { checkOrder, MAX_RECIPIENTS, type OrderCheckOptions } from './check-order.js';
import { checkBlacklistQuery, checkOrderPage, checkOrdersQuery } from './check-queries.js';
import type { Checked } from '../../faults.js';

const paths = (checked: Checked<unknown>): string[] =>
  checked.ok ? [] : checked.faults.map(({ path }) => path);

const number = '+905301234567';
const order = { sender: 'BASLIK', kind: 'transactional', text: 'Merhaba', recipients: [number] } as const;

/** What JavaScript callers may pass, whatever the types say. */
const checkAny = (value: unknown, options?: OrderCheckOptions): string[] =>
  paths(checkOrder(value as SmsOrder, options));

describe('an order', () => {
  it('is returned as it is sent when it is valid', () => {
    const sendAt = new Date('2027-01-20T10:45:00Z');
    expect(
      checkOrder({
        ...order,
        sendAt,
        text: 'İs\u0327\r\nok',
        recipients: ['0530 123 45 67', '905301234567'],
      }),
    ).toEqual({
      ok: true,
      value: { ...order, sendAt, text: 'İş\nok', recipients: [number, number] },
    });
  });

  it('keeps several texts with their recipients', () => {
    const messages = [
      { text: 'A', recipients: [number] },
      { text: 'B', recipients: ['5301234568'] },
    ];
    expect(checkOrder({ sender: 'A', kind: 'commercial', audience: 'TACIR', messages })).toEqual({
      ok: true,
      value: {
        sender: 'A',
        kind: 'commercial',
        audience: 'TACIR',
        messages: [messages[0], { text: 'B', recipients: ['+905301234568'] }],
      },
    });
  });

  it.each<[faults: string[], value: unknown]>([
    [['sender', 'kind', 'recipients', 'text'], {}],
    [['sender', 'kind', 'recipients', 'text'], undefined],
    [['sender'], { ...order, sender: 'TWELVE CHARS' }],
    [['recipients[0]', 'recipients[1]'], { ...order, recipients: Array(2) }],
    [['sender'], { ...order, sender: 'BAŞLIK' }],
    [['kind'], { ...order, kind: 'marketing' }],
    [['audience'], { ...order, kind: 'commercial' }],
    [['audience'], { ...order, kind: 'commercial', audience: 'HERKES' }],
    [['kind'], { ...order, sender: 'APITEST', kind: 'commercial', audience: 'BIREYSEL' }],
    [[], { ...order, sender: 'APITEST' }],
    [['sendAt'], { ...order, sendAt: '20/01/2027 13:45' }],
    [['sendAt'], { ...order, sendAt: new Date(Number.NaN) }],
    [['text'], { ...order, text: ' \n' }],
    [['recipients'], { ...order, recipients: [] }],
    [['recipients'], { ...order, recipients: number }],
    [['recipients[1]', 'recipients[3]'], { ...order, recipients: [number, 'x', number, 5301234567] }],
    [['messages'], { ...order, messages: [{ text: 'A', recipients: [number] }] }],
    [['messages'], { sender: 'A', kind: 'transactional', messages: [] }],
    [
      ['messages[0].text', 'messages[1].recipients[0]'],
      {
        sender: 'A',
        kind: 'transactional',
        messages: [
          { text: '', recipients: [number] },
          { text: 'B', recipients: ['444 0 444'] },
        ],
      },
    ],
    [
      ['messages[0].text', 'messages[0].recipients'],
      { sender: 'A', kind: 'transactional', messages: [null] },
    ],
  ])('has its faults at %j', (faults, value) => {
    expect(checkAny(value).toSorted()).toEqual(faults.toSorted());
  });

  it('lists a number’s fault in both languages and never the number', () => {
    const checked = checkOrder({ ...order, recipients: ['0212 555 44 33'] });
    expect(checked).toEqual({
      ok: false,
      faults: [
        {
          path: 'recipients[0]',
          code: 'number-landline',
          docUrl: expect.stringMatching(/#fault-number-landline$/),
          message: 'a landline cannot receive SMS',
          messageTr: 'sabit hatlar SMS alamaz',
        },
      ],
    });
  });

  it('may have 50,000 recipients and not one more, all texts together', () => {
    const list = (count: number): string[] => Array.from({ length: count }, () => number);
    expect(checkAny({ ...order, recipients: list(MAX_RECIPIENTS) })).toEqual([]);
    expect(checkAny({ ...order, recipients: list(MAX_RECIPIENTS + 1) })).toEqual(['recipients']);
    const messages = [
      { text: 'A', recipients: list(MAX_RECIPIENTS) },
      { text: 'B', recipients: list(1) },
    ];
    expect(checkAny({ sender: 'A', kind: 'transactional', messages })).toEqual(['messages']);
  });

  it('accepts numbers of other countries only with abroad', () => {
    const abroad = { ...order, recipients: ['+49 151 12345678'] };
    expect(checkAny(abroad)).toEqual(['recipients[0]']);
    expect(checkOrder(abroad, { abroad: true })).toMatchObject({ value: { recipients: ['+4915112345678'] } });
  });

  it.each<[text: string, options: OrderCheckOptions, faults: string[]]>([
    ['a'.repeat(1071), {}, []],
    ['a'.repeat(1072), {}, ['text']],
    ['a'.repeat(1073), { characterMode: 'english' }, ['text']],
    ['€'.repeat(536), {}, ['text']],
    [`${'a'.repeat(1035)}ş`, { characterMode: 'turkish' }, []],
    [`${'a'.repeat(1036)}ş`, { characterMode: 'turkish' }, ['text']],
    [`${'a'.repeat(1036)}ş`, {}, []],
    ['я'.repeat(441), { characterMode: 'unicode' }, []],
    ['я'.repeat(442), { characterMode: 'unicode' }, ['text']],
    ['😀', { characterMode: 'english' }, ['text']],
    ['😀', {}, []],
  ])('is refused above seven parts, as countSegments counts them (%#)', (text, options, faults) => {
    expect(checkAny({ ...order, text }, options)).toEqual(faults);
  });

  it('is refused at 8 parts of countSegments and accepted at 7', () => {
    for (const characterMode of ['english', 'turkish', 'unicode'] as const) {
      for (const letter of ['a', 'ş', '€', 'я', '😀']) {
        for (let length = 200; length <= 1_100; length += 1) {
          const text = letter.repeat(length);
          const { parts } = countSegments(text, { characterMode });
          if (parts < 7 || parts > 8) continue;
          expect(checkAny({ ...order, text }, { characterMode })).toEqual(parts > 7 ? ['text'] : []);
        }
      }
    }
  });

  it.each([
    ['half of an emoji', '🎉 Kutlama 🎉'.slice(0, 1)],
    ['half of an emoji at the end', 'Kutlama 🎉'.slice(0, 9)],
    ['the second half of one', '\udf89 Kutlama'],
    ['a NUL', 'Kutlama\0'],
  ])('is refused with %s in its text, which is not quoted', (_, text) => {
    const checked = checkOrder({ ...order, text });
    expect(paths(checked)).toEqual(['text']);
    expect(JSON.stringify(checked)).not.toContain('Kutlama');
  });

  it.each(['Sayın {ad}, kodunuz hazır', 'Sayın {{ad}}', 'Sayın ((ad))', 'Sayın [ad]'])(
    'is refused with a placeholder: %s',
    (text) => {
      const checked = checkOrder({ ...order, text });
      expect(paths(checked)).toEqual(['text']);
      expect(checked).toMatchObject({
        faults: [{ message: expect.stringContaining('ad'), messageTr: expect.stringContaining('ad') }],
      });
    },
  );

  it.each(['{ }', 'a { b', ':-{', '{"a":1}', '{12,5}'])(
    'may have braces that are not a placeholder: %s',
    (text) => {
      expect(checkAny({ ...order, text })).toEqual([]);
    },
  );

  it.each([
    new Date(Number.NaN),
    new Date('2030-01-40'),
    new Date(8.64e15),
    new Date(-8.64e15),
    '2030-01-31T10:00:00Z',
    1_900_000_000_000,
    null,
    Infinity,
  ])('is refused when sendAt is %p', (sendAt) => {
    expect(checkAny({ ...order, sendAt })).toEqual(['sendAt']);
  });
});

describe('pages and ranges', () => {
  it.each([
    [{ page: 1, rowCount: 1000 }, []],
    [{ page: 0 }, ['page']],
    [{ page: 1.5, rowCount: 1001 }, ['page', 'rowCount']],
    [{ rowCount: 0 }, ['rowCount']],
  ])('of a report: %j', (page, faults) => {
    expect(paths(checkOrderPage('1', page))).toEqual(faults);
  });

  it.each(['', ' ', '1\0', '\ud83c', '1'.repeat(65), undefined, null, {}])(
    'refuse the order id %p',
    (orderId) => {
      expect(paths(checkOrderPage(orderId as string))).toEqual(['orderId']);
    },
  );

  it.each([Infinity, Number.NaN, -1, 0, 1.5, '1', null])('refuse the page and the row count %p', (value) => {
    const page = value as number;
    expect(paths(checkOrderPage('1', { page, rowCount: page }))).toEqual(['page', 'rowCount']);
    expect(paths(checkBlacklistQuery({ page, rowCount: page }))).toEqual(['page', 'rowCount']);
  });

  it('of orders span 10 days at most, counted in Istanbul', () => {
    const start = new Date('2026-03-31T21:00:00Z'); // 1 April in Istanbul
    expect(paths(checkOrdersQuery({ start, end: new Date('2026-04-11T20:59:59Z') }))).toEqual([]);
    expect(paths(checkOrdersQuery({ start, end: new Date('2026-04-11T21:00:00Z') }))).toEqual(['end']);
    expect(paths(checkOrdersQuery({ start, end: new Date('2026-03-01T00:00:00Z') }))).toEqual(['end']);
  });

  it('of the blacklist may be open at either end', () => {
    const start = new Date('2026-04-01T00:00:00Z');
    expect(paths(checkBlacklistQuery({ start }))).toEqual([]);
    expect(paths(checkBlacklistQuery({ end: new Date(Number.NaN) }))).toEqual(['end']);
    expect(paths(checkBlacklistQuery({ start, end: new Date(0) }))).toEqual(['end']);
  });
});

describe('consents', () => {
  const now = new Date('2026-05-04T12:00:00Z');
  const record = {
    recipient: '0530 123 45 67',
    recipientType: 'BIREYSEL',
    channel: 'MESAJ',
    status: 'ONAY',
    source: 'HS_WEB',
    consentDate: new Date('2026-05-01T12:00:00Z'),
  } as const;
  const check = (value: unknown): string[] => paths(checkConsentBatch(value as ConsentBatch, now));

  it('are returned with their numbers in E.164 when they are valid', () => {
    expect(checkConsentBatch({ brandCode: 1234, records: [record] }, now)).toEqual({
      ok: true,
      value: { brandCode: 1234, records: [{ ...record, recipient: number }] },
    });
  });

  it('are all checked, with each fault at its record', () => {
    const bad = {
      recipient: 'x',
      recipientType: 'KAMU',
      channel: 'SMS',
      status: 'onay',
      source: 'WEB',
      consentDate: 1,
    };
    const late = { ...record, consentDate: new Date('2026-05-01T11:59:59Z') };
    expect(check({ brandCode: 'ABC', records: [record, bad, late] }).toSorted()).toEqual([
      'brandCode',
      'records[1].channel',
      'records[1].consentDate',
      'records[1].recipientType',
      'records[1].source',
      'records[1].status',
      'records[2].consentDate',
    ]);
  });

  it('are limited to 1 to 5,000', () => {
    const records = Array.from({ length: MAX_CONSENTS }, () => record);
    expect(check({ brandCode: '1234', records })).toEqual([]);
    expect(check({ brandCode: '1234', records: [...records, record] })).toEqual(['records']);
    expect(check({ brandCode: '1234', records: [] })).toEqual(['records']);
    expect(check(undefined)).toEqual(['brandCode', 'records']);
    expect(check({ brandCode: 1, records: 'all' })).toEqual(['records']);
  });

  it('require an address for e-mail, and a number for other channels', () => {
    const ask = (channel: 'EPOSTA' | 'ARAMA', recipient: string): string[] =>
      paths(checkConsentQuery({ brandCode: 1, recipientType: 'TACIR', channel, recipient }));
    expect(ask('EPOSTA', 'ali@example.com')).toEqual([]);
    expect(ask('EPOSTA', number)).toEqual(['recipient']);
    expect(ask('ARAMA', number)).toEqual([]);
    expect(ask('ARAMA', 'ali@example.com')).toEqual(['recipient']);
  });

  it('refuse a landline for ARAMA without the option', () => {
    const query = {
      brandCode: 1,
      recipientType: 'TACIR',
      channel: 'ARAMA',
      recipient: '(0212) 555 44 33',
    } as const;
    expect(paths(checkConsentQuery(query))).toEqual(['recipient']);
    expect(checkConsentQuery(query, { landlines: true })).toMatchObject({
      value: { recipient: '+902125554433' },
    });
    const call = { ...record, ...query, brandCode: undefined };
    expect(check({ brandCode: 1, records: [call] })).toEqual(['records[0].recipient']);
    expect(
      checkConsentBatch({ brandCode: 1, records: [{ ...record, ...call }] }, now, { landlines: true }),
    ).toMatchObject({ value: { records: [{ recipient: '+902125554433' }] } });
  });

  it.each(['1'.repeat(21), '12\0', '', 'x', Infinity, Number.NaN, -1, 1.5, null])(
    'refuse the brand code %p',
    (brandCode) => {
      expect(check({ brandCode, records: [record] })).toEqual(['brandCode']);
    },
  );

  it.each([new Date(8.64e15), new Date(Number.NaN), '2026-05-01', 5])('refuse the date %p', (consentDate) => {
    expect(check({ brandCode: 1, records: [{ ...record, consentDate }] })).toEqual([
      'records[0].consentDate',
    ]);
  });
});
