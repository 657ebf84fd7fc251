import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { describeError } from 'iletimerkezi-core';
import type { IletimerkeziOptions } from './iletimerkezi.options.js';
import { OPTION_TEXTS, type OptionFault } from './option-texts.js';
import { IletimerkeziOptionsError, validateOptions } from './validate-options.js';

const PAGE = readFileSync(new URL('../../../../docs/errors.md', import.meta.url), 'utf8');

const sound: IletimerkeziOptions = {
  credentials: { key: 'a-key', hash: 'a-hash' },
  baseUrl: 'http://127.0.0.1:4000',
};

const NAMES = [
  'credentials',
  'baseUrl',
  'defaultSender',
  'brandCode',
  'characterMode',
  'turkishLetterCost',
  'abroad',
  'timeouts',
  'retry',
  'webhook',
  'storage',
  'outbox',
  'consents',
  'verification',
  'limits',
  'phoneVerification',
  'fetch',
  'debug',
  '__proto__',
  'constructor',
] as const;

/** A value that occurs in no message. */
const secret = fc.stringMatching(/^[A-Z]{4}[0-9]{6}[A-Z]{4}$/);
const value = fc.oneof(
  secret,
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.constant(() => 'a function'),
  fc.array(fc.oneof(secret, fc.integer())),
  fc.dictionary(
    fc.constantFrom('key', 'hash', 'dir', 'url', 'tokens', 'policy', 'cron', 'constructor'),
    secret,
  ),
);

/** Returns the faults of options, or none. Rethrows other errors. */
function faultsOf(options: unknown): readonly OptionFault[] {
  try {
    validateOptions('default', options as IletimerkeziOptions);
    return [];
  } catch (error) {
    if (error instanceof IletimerkeziOptionsError) return error.faults;
    throw error;
  }
}

/** Returns valid options with this one set, at most one level deep. */
function withOption(path: string, given: unknown): object {
  const [first = '', second] = path.split('.');
  const tokens = { tokens: ['0123456789abcdef'] };
  if (second === undefined) return { ...sound, [first]: given };
  return { ...sound, [first]: { ...(first === 'webhook' && tokens), [second]: given } };
}

describe('options', () => {
  it('pass when they are valid', () => {
    expect(faultsOf(sound)).toEqual([]);
  });

  it('of any shape are accepted or rejected with faults that do not contain the values', () => {
    const options = fc.dictionary(fc.constantFrom(...NAMES), value, { noNullPrototype: true });
    fc.assert(
      fc.property(options, (given) => {
        const text = faultsOf(given)
          .map(({ path, message, messageTr }) => `${path}: ${message} ${messageTr}`)
          .join('\n');
        expect(text).not.toMatch(/[A-Z]{4}[0-9]{6}[A-Z]{4}/);
      }),
      { numRuns: 500 },
    );
  });

  it.each([undefined, null, 0, '', 'options', [], () => 1])(
    'that are not an object are rejected: %p',
    (given) => {
      expect(faultsOf(given).length).toBeGreaterThan(0);
    },
  );

  it('are rejected with the path of an unknown option', () => {
    expect(faultsOf({ ...sound, timeouts: { connect: 5 } })).toEqual([
      {
        path: 'timeouts.connect',
        code: 'unknown-option',
        message: expect.stringContaining('does not exist'),
        messageTr: expect.stringContaining('böyle bir seçenek yok'),
        docUrl: expect.stringMatching(/docs\/errors\.md#option-unknown-option$/),
      },
    ]);
  });

  it('are rejected with the code of each fault, and described in both languages', () => {
    const options = { ...sound, abroad: 'yes', characterMode: 'latin', timeouts: { connectMs: 0 } };
    const faults = faultsOf(options);
    expect(faults.map(({ code }) => code).toSorted()).toEqual([
      'boolean-required',
      'not-listed',
      'not-milliseconds',
    ]);
    const error = new IletimerkeziOptionsError('default', faults);
    expect(error.message).toContain(
      'characterMode (ILETIMERKEZI_CHARACTER_MODE): give one of english, turkish, unicode',
    );
    expect(describeError(error, 'en')).toContain('give a whole number of milliseconds from 1 to 86400000');
    expect(describeError(error, 'tr')).toContain(
      '1 ile 86400000 arasında, milisaniye cinsinden bir tam sayı verin',
    );
  });

  it.each<[spend: object, path: string, code: string]>([
    [{}, 'limits.spend', 'spend-limits-without-cap'],
    [{ beyond: 'wait' }, 'limits.spend', 'spend-limits-without-cap'],
    [{ perDay: 0 }, 'limits.spend.perDay', 'not-in-range'],
    [{ perMonth: 1.5 }, 'limits.spend.perMonth', 'not-in-range'],
    [{ perDay: 5, perWeek: 5 }, 'limits.spend.perWeek', 'unknown-option'],
    [{ perDay: 5, beyond: 'drop' }, 'limits.spend.beyond', 'not-listed'],
    [{ perDay: 6, perMonth: 5 }, 'limits.spend', 'spend-day-above-month'],
    [{ perDay: 5, reserveForTransactional: 5 }, 'limits.spend', 'spend-reserve-too-large'],
    [{ perCampaign: 5, reserveForTransactional: 1 }, 'limits.spend', 'spend-reserve-too-large'],
  ])('are rejected with the spend limits %p', (spend, path, code) => {
    expect(faultsOf({ ...sound, storage: {}, limits: { spend } })).toMatchObject([{ path, code }]);
  });

  it.each<[hours: object, path: string, code: string]>([
    [{ from: '9:00' }, 'sendingHours.from', 'not-clock-time'],
    [{ from: '24:00' }, 'sendingHours.from', 'not-clock-time'],
    [{ to: '21:60' }, 'sendingHours.to', 'not-clock-time'],
    [{ to: '09:00' }, 'sendingHours', 'sending-hours-empty'],
    [{ days: { sunday: true } }, 'sendingHours.days.sunday', 'object-required'],
    [{ days: { pazar: false } }, 'sendingHours.days.pazar', 'unknown-option'],
    [{ days: { monday: { from: '10:00', to: '10:00' } } }, 'sendingHours.days.monday', 'sending-hours-empty'],
    [{ holidays: ['2026-02-30'] }, 'sendingHours.holidays', 'not-holidays'],
  ])('are rejected with the sending hours %p', (hours, path, code) => {
    const sendingHours = { from: '09:00', to: '21:00', ...hours };
    expect(faultsOf({ ...sound, sendingHours })).toMatchObject([{ path, code }]);
  });

  it('are rejected with sending hours that never open', () => {
    const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
    const closed = Object.fromEntries(days.map((day) => [day, false]));
    const hours = { from: '09:00', to: '21:00' };
    expect(faultsOf({ ...sound, sendingHours: { ...hours, days: closed } })).toMatchObject([
      { path: 'sendingHours', code: 'sending-hours-closed' },
    ]);
    expect(faultsOf({ ...sound, sendingHours: { ...hours, days: { ...closed, friday: hours } } })).toEqual(
      [],
    );
  });

  it('are accepted with a frequency cap, which requires storage', () => {
    const frequencyCap = { messages: 3, days: 7 };
    expect(faultsOf({ ...sound, storage: {}, frequencyCap })).toEqual([]);
    expect(faultsOf({ ...sound, frequencyCap })).toMatchObject([
      { path: 'storage', code: 'needed-by-frequency-cap' },
    ]);
    expect(faultsOf({ ...sound, storage: {}, frequencyCap: { messages: 0, days: 400 } })).toMatchObject([
      { path: 'frequencyCap.messages', code: 'not-in-range' },
      { path: 'frequencyCap.days', code: 'not-in-range' },
    ]);
  });

  describe('of phone verification', () => {
    const hashKeys = ['a secret key of at least 32 characters'];
    const HOUR = 3_600_000;
    const DAY = 24 * HOUR;
    const faultsWith = (phoneVerification: object, others: object = {}) =>
      faultsOf({
        ...sound,
        defaultSender: 'SHOP',
        phoneVerification: { hashKeys, ...phoneVerification },
        ...others,
      });

    it.each<[options: object, path: string, code: string]>([
      [{ hashKeys: [] }, 'hashKeys', 'hash-keys-invalid'],
      [{ hashKeys: ['short'] }, 'hashKeys', 'hash-keys-invalid'],
      [{ hashKeys: [...hashKeys, Buffer.from(hashKeys[0] ?? '')] }, 'hashKeys', 'hash-keys-repeated'],
      [{ codeLength: 3 }, 'codeLength', 'not-in-range'],
      [{ lifetimeMs: 0 }, 'lifetimeMs', 'not-in-range'],
      [{ lifetimeMs: Number.NaN }, 'lifetimeMs', 'not-in-range'],
      [{ lifetimeMs: 3_600_001 }, 'lifetimeMs', 'not-in-range'],
      [{ attempts: 0.5 }, 'attempts', 'not-in-range'],
      [{ resend: { pausesMs: [] } }, 'resend', 'resend-invalid'],
      [{ resend: { pausesMs: [300_000] } }, 'resend', 'resend-pause-too-long'],
      [{ lifetimeMs: 60_000 }, 'resend', 'resend-pause-too-long'],
      [{ limits: { phone: [] } }, 'limits', 'limits-invalid'],
      [{ limits: { phone: [{ limit: Number.NaN, perMs: HOUR }] } }, 'limits', 'limits-invalid'],
      [
        {
          limits: {
            phone: [
              { limit: 5, perMs: HOUR },
              { limit: 4, perMs: DAY },
            ],
          },
        },
        'limits',
        'limits-contradictory',
      ],
      [
        {
          limits: {
            ip: [
              { limit: 5, perMs: DAY },
              { limit: 5, perMs: DAY },
            ],
          },
        },
        'limits',
        'limits-contradictory',
      ],
      [{ pumping: { threshold: Number.NaN } }, 'pumping', 'pumping-invalid'],
      [{ texts: { tr: 'Kodunuz' } }, 'texts', 'verification-texts-invalid'],
      [{ texts: { tr: 'Kodunuz {code}, {dakika} dakika' } }, 'texts', 'verification-texts-invalid'],
      [{ texts: { en: `{code} ${'x'.repeat(155)}` } }, 'texts.en', 'verification-text-too-long'],
      [{ texts: { en: '{code} ((name))' } }, 'texts.en', 'verification-text-refused'],
      [{ domain: 'https://example.com' }, 'domain', 'domain-invalid'],
      [{ domain: '-.com' }, 'domain', 'domain-invalid'],
      [{ domain: 'Example.com' }, 'domain', 'domain-invalid'],
      [{ allow: { prefixes: ['49'] } }, 'allow', 'allow-invalid'],
      [{ allow: { prefixes: ['+90212'] } }, 'allow', 'allow-invalid'],
      [{ allow: { ips: ['office'] } }, 'allow', 'allow-invalid'],
      [{ allow: { ips: ['203.0.113.0/24'] } }, 'allow', 'allow-invalid'],
      [{ allow: { prefixes: ['+49'] } }, 'allow', 'allow-needs-abroad'],
    ])('are rejected with %j', (options, path, code) => {
      expect(faultsWith(options)).toMatchObject([{ path: `phoneVerification.${path}`, code }]);
    });

    // guarantee: G-138
    it('are rejected without a sender', () => {
      expect(faultsWith({}, { defaultSender: undefined })).toMatchObject([
        { path: 'defaultSender (ILETIMERKEZI_SENDER)', code: 'needed-by-phone-verification' },
      ]);
    });

    it('are rejected with a text that has one part without the domain only', () => {
      const texts = { tr: `{code} ${'ş'.repeat(60)}` };
      expect(faultsWith({ texts }, { characterMode: 'turkish' })).toEqual([]);
      const domain = `${'a'.repeat(60)}.tr`;
      expect(faultsWith({ texts, domain }, { characterMode: 'turkish' })).toMatchObject([
        { path: 'phoneVerification.texts.tr', code: 'verification-text-too-long' },
      ]);
    });

    it('are accepted when they are valid', () => {
      const limits = {
        phone: [
          { limit: 2, perMs: HOUR },
          { limit: 2, perMs: DAY },
        ],
        ip: false,
        session: undefined,
      };
      const allow = { prefixes: ['+9056161', '+905'], ips: ['203.0.113.5', '2001:db8::1'] };
      expect(faultsWith({ limits, allow, domain: 'localhost', resend: { pausesMs: [0] } })).toEqual([]);
      expect(faultsWith({ allow: { prefixes: ['+49'] } }, { abroad: true })).toEqual([]);
    });
  });

  it('are accepted with spend limits, which require storage', () => {
    const limits = { spend: { perDay: 5, perMonth: 6, reserveForTransactional: 4, beyond: 'wait' } };
    expect(faultsOf({ ...sound, storage: {}, limits })).toEqual([]);
    expect(faultsOf({ ...sound, limits })).toMatchObject([
      { path: 'storage', code: 'needed-by-spend-limits' },
    ]);
  });

  it.each(Object.entries(OPTION_TEXTS))(
    'have texts for %s in both languages, and a row in the documentation',
    (code, { en, tr }) => {
      const placeholders = (text: string) => [...new Set(text.match(/\{[a-z]+\}/g))].toSorted();
      expect(tr).not.toBe(en);
      expect(placeholders(tr)).toEqual(placeholders(en));
      expect(PAGE).toContain(`<a id="option-${code}"></a>`);
    },
  );

  it('are rejected with all faults', () => {
    const paths = faultsOf({ ...sound, characterMode: 'latin', turkishLetterCost: 3, abroad: 'yes' }).map(
      ({ path }) => path.replace(/ .*/, ''),
    );
    expect(paths.toSorted()).toEqual(['abroad', 'characterMode', 'turkishLetterCost']);
  });

  it.each([
    ['storage', 5],
    ['storage', { dir: '' }],
    ['storage', { dir: 5 }],
    ['storage', { dir: 'data', url: 'postgres://localhost/shop' }],
    ['storage', { url: 'mysql://localhost/shop' }],
    ['storage', { url: 5 }],
    ['storage', { migrate: 'yes' }],
    ['storage', { pool: 0 }],
    ['storage', { url: 'postgres://localhost/shop', pool: 2.5 }],
    ['storage', { pool: '5' }],
    ['storage', { dir: 'data', listenUrl: 'postgres://localhost/shop' }],
    ['storage', { url: 'postgres://localhost/shop', listenUrl: 'localhost' }],
    ['storage', { path: 'data' }],
    ['outbox.retention', { transactionalDays: 0 }],
    ['outbox.retention', { transactionalDays: 1.5 }],
    ['outbox.retention', { commercialDays: 36_501 }],
    ['outbox.retention', { draftDays: 0 }],
    ['outbox.retention', { commercialDays: '30' }],
    ['outbox.retention', { commercialDays: 1_095 }],
    ['outbox.retention', { commercialDays: 30, acceptShorterThanLegal: false }],
    ['outbox.retention', { acceptShorterThanLegal: 'yes' }],
    ['outbox.retention', { hashKey: 'short' }],
    ['outbox.retention', { hashKey: new Uint8Array(31) }],
    ['outbox.retention', { hashKey: 5 }],
    ['outbox.retention', { days: 30 }],
    ['outbox.retention', 30],
    ['outbox.pollAfterMs', []],
    ['outbox.pollAfterMs', [-1]],
    ['outbox.pollAfterMs', [0.5]],
    ['outbox.pollAfterMs', 100],
    ['baseUrl', 'not an address'],
    ['baseUrl', 5],
    ['baseUrl', 'ftp://127.0.0.1'],
    ['baseUrl', 'http://me@127.0.0.1'],
    ['baseUrl', 'http://:secret@127.0.0.1'],
    ['baseUrl', 'http://127.0.0.1/?a=1'],
    ['baseUrl', 'http://127.0.0.1/#a'],
    ['brandCode', 'abc'],
    ['brandCode', 1234],
    ['defaultSender', 5],
    ['defaultSender', 'MUCH TOO LONG'],
    ['consents.staleAfterMs', 1],
    ['consents.staleAfterMs', 3 * 86_400_000 + 1],
    ['consents.staleAfterMs', 30 * 86_400_000],
    ['consents.checksPerOrder', 0],
    ['consents.checksPerOrder', 1.5],
    ['consents.checksPerOrder', 50_001],
    ['consents.staleAfterMs', '3600000'],
    ['consents.checksPerSecond', 0],
    ['consents.checksPerSecond', 1_001],
    ['consents.checksPerSecond', '5'],
    ['webhook.store', 5],
    ['webhook.store', { claim: () => undefined }],
  ])('are rejected when %s is %j', (path, given) => {
    expect(faultsOf(withOption(path, given)).map((fault) => fault.path)).toContainEqual(
      expect.stringMatching(new RegExp(`^${path}\\b`)),
    );
  });

  it.each([
    ['webhook', {}, 'tokens-missing'],
    ['webhook', { tokens: 'a-token-as-text' }, 'tokens-missing'],
    ['webhook', { tokens: [5, 5] }, 'token-not-text'],
    ['webhook', { tokens: ['short', 'short'] }, 'token-too-short'],
    ['webhook', { tokens: ['0123456789abcdef', '0123456789abcdef'] }, 'token-repeated'],
    ['timeouts', [], 'object-required'],
    ['timeouts', () => ({}), 'object-required'],
    ['retry', true, 'object-required'],
    ['retry', null, 'object-required'],
    ['credentials', undefined, 'credentials-required'],
    ['credentials', [], 'credentials-required'],
  ])('are rejected when %s is %j, with one fault: %s', (path, given, code) => {
    expect(faultsOf({ ...sound, [path]: given }).map((fault) => fault.code)).toEqual([code]);
  });

  it('are rejected with the regulation when commercial orders are kept for less than three years', () => {
    const faults = faultsOf(withOption('outbox.retention', { commercialDays: 365 }));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({
      path: 'outbox.retention',
      code: 'retention-below-legal',
      message: expect.stringMatching(/art. 13.*acceptShorterThanLegal/),
      messageTr: expect.stringMatching(/m. 13.*acceptShorterThanLegal/),
    });
  });

  it('accept a maximum age of consents when there is a ledger', () => {
    const ledger = { storage: { dir: 'data' }, brandCode: '1234' };
    expect(
      faultsOf({ ...sound, ...ledger, consents: { staleAfterMs: 3 * 86_400_000, checksPerOrder: 50_000 } }),
    ).toEqual([]);
  });

  it.each([
    ['storage', false],
    ['storage', {}],
    ['storage', { dir: 'data', migrate: false }],
    ['storage', { url: 'postgresql://localhost/shop' }],
    ['storage', { dir: 'data', pool: 1 }],
    ['storage', { url: 'postgres://pooler/shop', listenUrl: 'postgres://db/shop', pool: 100 }],
    ['outbox.retention', false],
    ['outbox.retention', {}],
    ['outbox.retention', { transactionalDays: 1, commercialDays: 36_500, hashKey: 'x'.repeat(32) }],
    ['outbox.retention', { hashKey: new Uint8Array(32) }],
    ['outbox.retention', { commercialDays: 1_096 }],
    ['outbox.retention', { draftDays: 1 }],
    ['outbox.retention', { commercialDays: 1_095, acceptShorterThanLegal: true }],
    ['outbox.pollAfterMs', [0, 100]],
    ['baseUrl', 'https://127.0.0.1/path'],
    ['brandCode', '123456'],
    ['defaultSender', 'SHOP'],
    ['consents.checksPerSecond', 0.1],
  ])('are accepted when %s is %j', (path, given) => {
    expect(faultsOf(withOption(path, given))).toEqual([]);
  });
});
