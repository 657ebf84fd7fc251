import 'reflect-metadata';
import { expect, it } from '@jest/globals';
import { ValidationPipe } from '@nestjs/common';
import type { ConsentRecord } from 'iletimerkezi-core';
import {
  ConsentRecordDto,
  SendSmsDto,
  toSendOrder,
  type OutboxMessage,
  type SendOrder,
} from 'nest-iletimerkezi';
import type { ComposedMessage, ConsentFormRecord } from 'react-sms-ui';

/** Fields of any member of a union. */
type Fields<Value> = Value extends unknown ? keyof Value : never;
/** Names what the one has and the other lacks; assignable from `undefined` only where that is nothing. */
type Lost<From, To> = [Exclude<Fields<From>, Fields<To>>] extends [never]
  ? undefined
  : { lost: Exclude<Fields<From>, Fields<To>> };

/** Fails to compile once a field exists on one side alone. */
const LOST: [
  Lost<ComposedMessage, SendSmsDto>,
  Lost<SendSmsDto, ComposedMessage>,
  Lost<SendSmsDto, SendOrder>,
  Lost<SendSmsDto, OutboxMessage>,
  Lost<ConsentFormRecord['records'][number], ConsentRecordDto>,
  Lost<ConsentRecordDto, ConsentRecord>,
] = [undefined, undefined, undefined, undefined, undefined, undefined];

it('takes whatever SmsComposer hands over, and loses no field on the way to an order', async () => {
  expect(LOST).toHaveLength(6);
  const messages: ComposedMessage[] = [
    { kind: 'transactional', sender: 'MARKA', text: 'Merhaba', recipients: ['+905301234567'] },
    {
      kind: 'commercial',
      audience: 'BIREYSEL',
      sender: 'MARKA',
      text: 'Merhaba',
      recipients: ['+905301234567', '+905301234568'],
      sendAt: new Date('2030-01-20T10:45:00Z'),
    },
  ];
  const pipe = new ValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true });
  for (const message of messages) {
    const body: unknown = JSON.parse(JSON.stringify(message));
    const dto: SendSmsDto = await pipe.transform(body, { type: 'body', metatype: SendSmsDto });
    expect(toSendOrder(dto)).toEqual(message);
  }
});
