import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { IletimerkeziError, isIletimerkeziError } from '../errors.js';
import { formatDateTime, parseDateTime } from '../istanbul-time.js';
import { addBlacklist, deleteBlacklist, getBlacklist } from './blacklist.js';
import { cancelOrder } from './cancel-order.js';
import { decodeDeliveryWebhook } from './delivery-webhook.js';
import type { Endpoint } from './endpoint.js';
import { decodeEnvelope } from './envelope.js';
import { getBalance } from './get-balance.js';
import { getReport } from './get-report.js';
import { getReports } from './get-reports.js';
import { getSenders } from './get-sender.js';
import { checkConsent } from './iys-check.js';
import { registerConsents } from './iys-register.js';
import type { JsonObject } from './json.js';
import { sendSms } from './send-sms.js';
import { thrown } from '../test-support/thrown.js';

const at = (text: string): Date => parseDateTime(text)!;

describe('a report', () => {
  it('decodes reports in all variants', () => {
    const text = (value: number): number | string => `${value}`;
    const plain = (value: number): number | string => value;
    fc.assert(
      fc.property(
        fc.record({
          orderId: fc.nat().map(String),
          code: fc.constantFrom(113, 114, 115),
          total: fc.nat(50_000),
          price: fc.integer({ min: 0, max: 10_000_000 }).map((value) => value / 10_000),
          sendAt: fc.date({
            min: at('2016-01-01 00:00:00'),
            max: at('2035-01-01 00:00:00'),
            noInvalidDate: true,
          }),
          numbers: fc.array(fc.integer({ min: 5_000_000_000, max: 5_999_999_999 }), { maxLength: 5 }),
        }),
        fc.constantFrom(text, plain),
        fc.constantFrom('', '+90', '90'),
        fc.boolean(),
        ({ orderId, code, total, price, sendAt, numbers }, write, prefix, comma) => {
          const wire = {
            id: write(Number(orderId)),
            status: write(code),
            total: write(total),
            sendAt: formatDateTime(sendAt),
            price: comma ? String(price).replace('.', ',') : price,
            message: numbers.map((number) => ({ number: `${prefix}${number}`, status: write(110) })),
          };
          const report = getReport.decode({ order: JSON.parse(JSON.stringify(wire)) });
          expect(report).toMatchObject({ orderId, statusCode: code, total, price });
          expect(report.sendAt?.getTime()).toBe(Math.floor(sendAt.getTime() / 1000) * 1000);
          expect(report.recipients.map(({ number }) => number)).toEqual(
            numbers.map((number) => `+90${number}`),
          );
        },
      ),
    );
  });
});

/** JSON of any shape whose keys are often the wire's, or those that poison prototypes. */
const hostileJson = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom<unknown>(null, true, '', '200', 'ONAY', '2026-04-30 09:15:42', 5301234567, -1, 1e308),
    fc.string(),
    fc.double(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(
        fc.tuple(
          fc.constantFrom(
            '__proto__',
            'constructor',
            'prototype',
            'toString',
            'hasOwnProperty',
            'polluted',
            'response',
            'report',
            'packet_id',
            'order',
            'orders',
            'id',
            'status',
            'code',
            'message',
            'number',
            'balance',
            'amount',
            'sms',
            'senders',
            'sender',
            'blacklist',
            'count',
            'consent',
          ),
          tie('value'),
        ),
        { maxLength: 6 },
      )
      .map((entries) => Object.fromEntries(entries)),
  ),
})).value;

describe('decoders', () => {
  const endpoints: Endpoint<never, unknown>[] = [
    sendSms,
    cancelOrder,
    getReport,
    getReports,
    getBalance,
    getSenders,
    getBlacklist,
    addBlacklist,
    deleteBlacklist,
    registerConsents,
    checkConsent,
  ];

  it.each(endpoints.map((endpoint) => [endpoint.slug, endpoint] as const))(
    'of %s return or throw IletimerkeziError for any input, and pollute no prototype',
    (_slug, endpoint) => {
      fc.assert(
        fc.property(hostileJson, (value) => {
          const wire: unknown = JSON.parse(JSON.stringify({ response: value, ...Object(value) }) ?? 'null');
          const outcome = thrown(() => endpoint.decode(wire as JsonObject));
          expect(outcome instanceof Error && !isIletimerkeziError(outcome)).toBe(false);
          expect(Reflect.get({}, 'polluted')).toBeUndefined();
        }),
        { numRuns: 300 },
      );
    },
  );

  it('of envelopes and webhooks never throw', () => {
    fc.assert(
      fc.property(hostileJson, (value) => {
        const wire: unknown = JSON.parse(JSON.stringify(value) ?? 'null');
        decodeEnvelope({ response: wire });
        expect(typeof decodeDeliveryWebhook({ report: wire }).ok).toBe('boolean');
        expect(Reflect.get({}, 'polluted')).toBeUndefined();
      }),
    );
  });

  // guarantee: G-079
  it('read no inherited value when Object.prototype is polluted', () => {
    Object.defineProperty(Object.prototype, 'id', { value: '5', configurable: true });
    try {
      expect(() => sendSms.decode({ order: {} })).toThrow(IletimerkeziError);
    } finally {
      Reflect.deleteProperty(Object.prototype, 'id');
    }
  });
});
