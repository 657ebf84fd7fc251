import { describe, expect, it } from '@jest/globals';
import { BadRequestException, HttpException } from '@nestjs/common';
import {
  CallError,
  describeError,
  errorDocUrl,
  FILE_TEXTS,
  FileFormatError,
  IletimerkeziError,
  InputError,
  inputFault,
  FAULT_TEXTS,
  LOCAL_TEXTS,
  STATUS_CODES,
  type CallErrorCode,
  type CallErrorDetails,
} from 'iletimerkezi-core';
import { readFileSync } from 'node:fs';
import { ConfigurationError } from '../../common/configuration.error.js';
import { STORAGE_REASONS } from '../../common/storage-reasons.js';
import { MODULE_ERROR_TEXTS } from '../../common/error-texts.js';
import { TemplateError } from '../../common/template.error.js';
import { ConsentRefusedError, LedgerError } from '../../consents/ledger/ledger.errors.js';
import { ImportError } from '../../consents/import/import.errors.js';
import { VerificationError } from '../../consents/registry/verification/verification.errors.js';
import { RecipientsWithheldError, TooManyToCheckError } from '../../consents/guard/withheld.js';
import { toSubmitResult } from '../dto/submit-result.js';
import { SenderNotApprovedError } from '../../client/sender-not-approved.error.js';
import { OutsideHoursError } from '../../sending/outside-hours.error.js';
import { SpendLimitError } from '../../storage/spend/spend-limit.error.js';
import { OutboxError } from '../../outbox/outbox.errors.js';
import { StorageError } from '../../storage/storage.errors.js';
import { toHttpException } from './http-exception.js';
import { HTTP_STATUS } from './http-status.js';
import { e164 } from '../../test-support/e164.js';

const SECRET = '/var/lib/of-the-operator';
const call = (code: CallErrorCode, over: Partial<CallErrorDetails> = {}): CallError =>
  new CallError({ code, endpoint: 'send-sms', summary: `${SECRET}.`, ...over });
const withheld = new RecipientsWithheldError([
  { recipient: e164('+905301234567'), reason: 'refused', position: 3 },
]);
const input = new InputError([inputFault('text', 'text-empty')]);

const REFUSALS = STATUS_CODES.filter(({ subject, code }) => subject === 'call' && code !== 200);

/** Every code of core and of this package with its texts. */
const TEXTS = {
  ...LOCAL_TEXTS,
  ...Object.fromEntries(REFUSALS.map(({ name, en, tr }) => [name, { en, tr }])),
  ...FILE_TEXTS,
  ...MODULE_ERROR_TEXTS,
};
const PAGE = readFileSync(new URL('../../../../../docs/errors.md', import.meta.url), 'utf8');
const placeholders = (text: object): string[] =>
  [...new Set(JSON.stringify(text).match(/\{[a-zA-Z]+\}/g))].toSorted();

describe('every code of a fault', () => {
  it.each(Object.entries(FAULT_TEXTS))(
    '%s has a text in both languages with the same parameters',
    (code, { en, tr }) => {
      expect(en).not.toBe(tr);
      expect(placeholders([tr])).toEqual(placeholders([en]));
      expect(PAGE).toContain(`<a id="fault-${code}"></a>`);
    },
  );
});

describe('every error code', () => {
  it.each(Object.entries(TEXTS))(
    '%s has a text in both languages with the same parameters',
    (code, texts) => {
      for (const { title, fix } of [texts.en, texts.tr]) expect([title, fix]).not.toContain('');
      expect(texts.tr.title).not.toBe(texts.en.title);
      expect(placeholders(texts.tr)).toEqual(placeholders(texts.en));
      expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    },
  );

  it.each(Object.keys(TEXTS))('%s has an HTTP status and a section in docs/errors.md', (code) => {
    expect(HTTP_STATUS).toHaveProperty(code);
    expect(errorDocUrl(code)).toMatch(new RegExp(`/docs/errors\\.md#${code}$`));
    expect(PAGE).toContain(`<a id="${code}"></a>`);
  });

  it('has no HTTP status 500', () => {
    expect(Object.values(HTTP_STATUS)).not.toContain(500);
  });

  it('with an HTTP status has a text', () => {
    expect(Object.keys(HTTP_STATUS).filter((code) => !Object.hasOwn(TEXTS, code))).toEqual([]);
  });
});

describe('every reason of a storage error', () => {
  it.each(Object.entries(STORAGE_REASONS))(
    '%s has a text in both languages with the same parameters',
    (reason, { code, en, tr }) => {
      for (const text of [en, tr]) {
        expect(text.title).toMatch(/[^.]$/);
        expect(text.fix).not.toBe('');
      }
      expect(tr.title).not.toBe(en.title);
      expect(placeholders(tr)).toEqual(placeholders(en));
      expect(PAGE).toContain(`| \`${reason}\` | \`${code}\` |`);
    },
  );

  it('is described in the language of the reader', () => {
    const error = new StorageError('schema-older', { version: 3, supported: 21 });
    expect(error).toMatchObject({ code: 'schema-missing', reason: 'schema-older' });
    expect(error.message).toBe(
      'The schema iletimerkezi is at version 3, and this release needs 21. Apply the SQL of `nest-iletimerkezi storage sql`, or leave out `migrate: false`.',
    );
    expect(describeError(error, 'en')).toBe(error.message);
    expect(describeError(error, 'tr')).toMatch(/^iletimerkezi şeması 3 sürümünde, .*21.* uygulayın/);
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ reason: 'schema-older' });
  });
});

const ERRORS: IletimerkeziError[] = [
  new OutboxError('dedupe-conflict', { campaignId: 'campaign-1' }),
  new TemplateError('template-changed', { id: 'template-1', version: 2 }),
  new LedgerError('brand-code-missing'),
  new ImportError('customers'),
  new VerificationError(),
  new FileFormatError('missing-column', { column: 'phone' }),
  new StorageError('network', { detail: SECRET }),
  new StorageError('directory-read-only', { directory: SECRET }),
  new ConfigurationError('account-unknown', { account: 'x', accounts: SECRET, where: '' }),
  new SenderNotApprovedError('ACME', [SECRET]),
  new OutsideHoursError(new Date()),
  new SpendLimitError({ cap: 'perDay', limit: 5, credits: 6, retryAt: new Date() }),
  call('order-not-found', { summary: '' }),
  call('insufficient-balance'),
  call('connection-lost', { outcome: 'unknown' }),
  new ConsentRefusedError([{ code: 'date', field: 'consentDate' }]),
  withheld,
  new TooManyToCheckError(900, 200),
  input,
];

describe('the HTTP response to an error', () => {
  it.each(ERRORS.map((error) => [`${error.name} ${error.code}`, error] as const))(
    'to %s is not 500, contains neither numbers nor details of the operator, and exists in both languages',
    (_name, error) => {
      expect(error).toBeInstanceOf(IletimerkeziError);
      for (const language of ['tr', 'en'] as const) {
        const answer = toHttpException(error, language);
        expect(answer.getStatus()).not.toBe(500);
        expect(JSON.stringify(answer.getResponse())).not.toMatch(/\/var\/lib|905301234567/);
      }
      expect(toHttpException(error, 'tr').message).not.toBe(toHttpException(error, 'en').message);
      expect(describeError(error, 'tr')).not.toMatch(/\{[a-zA-Z]+\}|905301234567/);
      expect(JSON.stringify(error)).not.toContain('905301234567');
    },
  );

  it.each<[IletimerkeziError, number]>([
    [new OutboxError('outbox-order-not-found', { id: '1' }), 404],
    [new OutboxError('campaign-not-found', { id: '1' }), 404],
    [new OutboxError('order-not-held', { id: '1' }), 409],
    [new OutboxError('dedupe-conflict', { campaignId: 'campaign-1' }), 409],
    [new OutboxError('no-text', { row: 1 }), 422],
    [new OutboxError('recipients-erased', { id: '1' }), 410],
    [new StorageError('network', { detail: '' }), 503],
    [new StorageError('standby'), 503],
    [new SpendLimitError({ cap: 'perDay', limit: 5, credits: 6 }), 503],
    [new LedgerError('consent-stands'), 409],
    [new LedgerError('not-a-record'), 422],
    [new ImportError('customers'), 409],
    [new VerificationError(), 409],
    [new FileFormatError('ambiguous-column', { columns: ['A', 'B'] }), 422],
    [call('insufficient-balance'), 502],
    [call('connect-failed', { retryable: true }), 503],
    [call('connection-lost', { outcome: 'unknown' }), 504],
  ])('to %s has the status %d', (error, status) => {
    expect(toHttpException(error).getStatus()).toBe(status);
  });

  it('names the invalid fields of a consent record and the campaign that has a dedupe key', () => {
    const refused = new ConsentRefusedError([{ code: 'date', field: 'consentDate' }]);
    expect(toHttpException(refused, 'tr').getResponse()).toMatchObject({
      errorCode: 'not-a-record',
      faults: [{ path: 'consentDate', code: 'consent-date', message: 'İzin tarihi okunamadı' }],
    });
    const conflict = new OutboxError('dedupe-conflict', { campaignId: 'campaign-1' });
    expect(toHttpException(conflict).getResponse()).toMatchObject({ campaignId: 'campaign-1' });
  });
});

describe('toSubmitResult', () => {
  const words = expect.stringMatching(/\S/);
  it.each<[unknown, object]>([
    [input, { state: 'refused', message: expect.stringContaining('text: the text is empty') }],
    [withheld, { state: 'refused', message: words }],
    [call('insufficient-balance', { providerCode: 402 }), { state: 'refused', code: 402 }],
    [call('connect-failed', { retryable: true }), { state: 'unreachable' }],
    [call('connection-lost', { outcome: 'unknown' }), { state: 'unknown', message: words }],
    [call('malformed-response', { outcome: 'applied' }), { state: 'unknown', message: words }],
    [new OutboxError('dedupe-conflict', { campaignId: '1' }), { state: 'refused', message: words }],
    [new StorageError('storage-off'), { state: 'refused', message: words }],
    [new StorageError('network', { detail: '' }), { state: 'unknown', message: words }],
    [new StorageError('database-disk-full', { detail: '' }), { state: 'unknown', message: words }],
    [
      new BadRequestException(['text is empty', 'kind is missing']),
      { state: 'refused', message: 'text is empty kind is missing' },
    ],
    [
      { orderId: '77', withheld: [] },
      { state: 'accepted', orderIds: ['77'] },
    ],
  ])('of %p', (given, expected) => {
    expect(toSubmitResult(given)).toEqual(expected);
  });

  it('rethrows values that are not results of the module, and server errors of the host', () => {
    for (const other of [new TypeError('of the host'), new HttpException('of the host', 502)]) {
      expect(() => toSubmitResult(other)).toThrow(other);
    }
    for (const other of [undefined, {}, { id: 'row of the host' }])
      expect(() => toSubmitResult(other)).toThrow('SmsService.send()');
  });
});
