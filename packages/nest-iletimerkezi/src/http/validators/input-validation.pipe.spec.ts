import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext, Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { isInputError, type InputFault } from 'iletimerkezi-core';
import { IsInt } from 'class-validator';
import { SmsService } from '../../sending/sms.service.js';
import { IletimerkeziTestingModule } from '../../testing/testing.module.js';
import { CheckConsentDto, RegisterConsentsDto } from '../dto/consent.dto.js';
import { SendSmsDto } from '../dto/send-sms.dto.js';
import { InputValidationPipe } from './input-validation.pipe.js';

const pipe = new InputValidationPipe();

/** Returns the faults of an input error, by path. */
const faultsOf = (work: Promise<unknown>): Promise<InputFault[]> =>
  work.then(
    () => [],
    (error: unknown) => {
      if (!isInputError(error)) throw error;
      return error.faults.toSorted((a, b) => (a.path < b.path ? -1 : 1));
    },
  );
const validated = (metatype: Type<object>, body: object): Promise<InputFault[]> =>
  faultsOf(pipe.transform(body, { type: 'body', metatype }));

describe('InputValidationPipe', () => {
  let app: INestApplicationContext;
  beforeAll(async () => {
    app = await Test.createTestingModule({ imports: [IletimerkeziTestingModule.forRoot({})] }).compile();
  });
  afterAll(() => app.close());

  const order = { kind: 'transactional', text: 'Merhaba', recipients: ['+905301234567'] };

  it.each([
    ['a number', { recipients: ['+905301234567', '0212 123 45 67'] }],
    ['an empty list', { recipients: [] }],
    ['a list that is none', { recipients: 'all' }],
    ['a kind', { kind: 'promotional' }],
    ['a commercial order without an audience', { kind: 'commercial' }],
    ['a sender', { sender: 'ŞİRKET' }],
    ['an empty text', { text: ' ' }],
    ['a long text', { text: 'a'.repeat(1_100) }],
    ['a time that has passed', { sendAt: new Date(0) }],
    ['a time that is none', { sendAt: new Date(Number.NaN) }],
    ['several fields', { kind: undefined, sender: '', text: '', recipients: ['x'] }],
  ])('finds the faults of %s with the codes and texts of the service', async (_what, change) => {
    const body = { ...order, ...change };
    const service = app.get(SmsService);
    const send = Reflect.apply(service.send, service, [body]);
    const faults = await faultsOf(Promise.resolve(send));
    expect(faults.length).toBeGreaterThan(0);
    expect(await validated(SendSmsDto, body)).toEqual(faults);
  });

  it('names the record of a batch', async () => {
    const record = {
      recipient: '12',
      recipientType: 'KAMU',
      channel: 'MESAJ',
      status: 'ONAY',
      source: 'HS_WEB',
    };
    expect(await validated(RegisterConsentsDto, { records: [record] })).toMatchObject([
      {
        path: 'records[0].recipient',
        code: 'consent-phone',
        messageTr: 'Telefon numarasında eksik hane var',
      },
      { path: 'records[0].recipientType', code: 'consent-recipient-type' },
    ]);
  });

  it('names the fault of a recipient by its channel', async () => {
    const query = { recipient: '+905301234567', recipientType: 'BIREYSEL', channel: 'EPOSTA' };
    expect(await validated(CheckConsentDto, query)).toMatchObject([
      { path: 'recipient', code: 'consent-email' },
    ]);
  });

  it('takes code and message of other decorators from class-validator', async () => {
    class HostDto {
      @IsInt()
      count!: number;
    }
    expect(await validated(HostDto, { count: 'many' })).toMatchObject([
      { path: 'count', code: 'isInt', message: 'count must be an integer number' },
    ]);
  });
});
