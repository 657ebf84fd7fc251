import { describe, expect, it } from '@jest/globals';
import { BadRequestException, HttpException } from '@nestjs/common';
import {
  FileFormatError,
  IletimerkeziError,
  InputError,
  type IletimerkeziErrorCode,
} from 'iletimerkezi-core';
import { RecipientsWithheldError, TooManyToCheckError } from '../../consents/guard/withheld.js';
import { toSubmitResult } from '../dto/submit-result.js';
import { ConsentRefusedError, LedgerError } from '../../consents/ledger/ledger.errors.js';
import { OutboxError } from '../../outbox/outbox.errors.js';
import { StorageError } from '../../storage/storage.errors.js';
import { SyncError } from '../../consents/import/import.errors.js';
import { VerificationError } from '../../consents/registry/verification/verification.errors.js';
import {
  FILE_ANSWERS,
  LEDGER_ANSWERS,
  OF_THE_CALLER,
  OUTBOX_ANSWERS,
  SYNC_ANSWERS,
  VERIFICATION_ANSWERS,
} from './answers.js';
import { type ModuleError, toHttpException } from './http-exception.js';

const keysOf = <Key extends string>(table: Partial<Record<Key, unknown>>): Key[] =>
  Object.keys(table) as Key[];
const SECRET = '/var/lib/of-the-operator';
const client = (
  code: IletimerkeziErrorCode,
  over: Partial<ConstructorParameters<typeof IletimerkeziError>[0]> = {},
): IletimerkeziError =>
  new IletimerkeziError({
    code,
    message: SECRET,
    hint: 'Do this.',
    hintTr: 'Bunu yapın.',
    outcome: 'not-applied',
    retryable: false,
    ...over,
  });
const withheld = new RecipientsWithheldError([
  { recipient: '+905301234567', reason: 'refused', position: 3 },
]);
const input = new InputError([{ path: 'text', message: 'is empty', messageTr: 'boş' }]);

const ERRORS: ModuleError[] = [
  ...keysOf(OUTBOX_ANSWERS).map((code) => new OutboxError(code, SECRET, 'campaign-1')),
  ...keysOf(LEDGER_ANSWERS).map((code) => new LedgerError(code, SECRET)),
  ...keysOf(SYNC_ANSWERS).map((code) => new SyncError(code, SECRET)),
  ...keysOf(VERIFICATION_ANSWERS).map((code) => new VerificationError(code, SECRET)),
  ...keysOf(FILE_ANSWERS).map((code) => new FileFormatError(code)),
  ...(
    ['database-unreachable', 'database-read-only', 'disk-full', 'storage-off', 'schema-missing'] as const
  ).map((code) => new StorageError(code, SECRET, SECRET)),
  ...keysOf(OF_THE_CALLER).map((code) => client(code, { message: 'Said.' })),
  ...(['insufficient-balance', 'connect-failed', 'connection-lost'] as const).map((code) => client(code)),
  new ConsentRefusedError([{ code: 'date', field: 'consentDate' }]),
  withheld,
  new TooManyToCheckError(900, 200),
  input,
];

describe('the HTTP answer to an error', () => {
  it.each(ERRORS.map((error) => [`${error.name} ${error.code}`, error] as const))(
    'to %s is no 500, names the code or hides it, and has a text in both languages',
    (_name, error) => {
      for (const language of ['tr', 'en'] as const) {
        const answer = toHttpException(error, language);
        expect(answer.getStatus()).not.toBe(500);
        expect(JSON.stringify(answer.getResponse())).not.toMatch(/\/var\/lib|905301234567/);
      }
      expect(toHttpException(error, 'tr').message).not.toBe(toHttpException(error, 'en').message);
    },
  );

  it.each<[ModuleError, number]>([
    [new OutboxError('not-found', ''), 404],
    [new OutboxError('not-resolvable', ''), 409],
    [new OutboxError('dedupe-conflict', '', 'campaign-1'), 409],
    [new OutboxError('no-text', ''), 422],
    [new OutboxError('erased', ''), 410],
    [new StorageError('database-unreachable', '', ''), 503],
    [new StorageError('database-read-only', '', ''), 503],
    [new LedgerError('consent-stands', ''), 409],
    [new LedgerError('not-a-record', ''), 422],
    [new SyncError('taken-over', ''), 409],
    [new VerificationError('under-way', ''), 409],
    [new FileFormatError('ambiguous-column', { columns: ['A', 'B'] }), 422],
  ])('to %s has the fitting status', (error, status) => {
    expect(toHttpException(error).getStatus()).toBe(status);
  });

  it('names the fields of a record that is none, and the campaign that has a key', () => {
    const refused = new ConsentRefusedError([{ code: 'date', field: 'consentDate' }]);
    expect(toHttpException(refused, 'tr').getResponse()).toMatchObject({
      errorCode: 'not-a-record',
      faults: [{ path: 'consentDate', message: 'İzin tarihi okunamadı.' }],
    });
    expect(toHttpException(new OutboxError('dedupe-conflict', '', 'campaign-1')).getResponse()).toMatchObject(
      {
        campaignId: 'campaign-1',
      },
    );
  });
});

describe('toSubmitResult', () => {
  const words = expect.stringMatching(/\S/);
  it.each<[unknown, object]>([
    [input, { state: 'refused', message: expect.stringContaining('text: is empty') }],
    [withheld, { state: 'refused', message: words }],
    [client('insufficient-balance', { providerCode: 402 }), { state: 'refused', code: 402 }],
    [client('connect-failed', { retryable: true }), { state: 'unreachable' }],
    [client('connection-lost', { outcome: 'unknown' }), { state: 'unknown', message: words }],
    [client('malformed-response', { outcome: 'applied' }), { state: 'unknown', message: words }],
    [new OutboxError('dedupe-conflict', ''), { state: 'refused', message: words }],
    [new StorageError('storage-off', '', ''), { state: 'refused', message: words }],
    [new StorageError('database-unreachable', '', ''), { state: 'unknown', message: words }],
    [new StorageError('disk-full', '', ''), { state: 'unknown', message: words }],
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

  it('throws again what is no answer of the module, and server errors of the host', () => {
    for (const other of [new TypeError('of the host'), new HttpException('of the host', 502)]) {
      expect(() => toSubmitResult(other)).toThrow(other);
    }
    for (const other of [undefined, {}, { id: 'row of the host' }])
      expect(() => toSubmitResult(other)).toThrow('SmsService.send()');
  });
});
