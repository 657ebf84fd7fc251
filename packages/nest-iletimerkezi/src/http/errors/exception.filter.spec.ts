import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Body, Controller, Post, type INestApplication } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { IletimerkeziClient, isIletimerkeziError, type AcceptedOrder } from 'iletimerkezi-core';
import request from 'supertest';
import { RecipientsWithheldError, TooManyToCheckError } from '../../consents/guard/withheld.js';
import { SmsService } from '../../sending/sms.service.js';
import { SpendLimitError } from '../../storage/spend/spend-limit.error.js';
import { SmsTestKit } from '../../testing/test-kit.js';
import { IletimerkeziTestingModule } from '../../testing/testing.module.js';
import { IletimerkeziExceptionFilter } from './exception.filter.js';
import { toHttpException } from './http-exception.js';
import { e164 } from '../../test-support/e164.js';

@Controller()
class Shop {
  constructor(private readonly sms: SmsService) {}

  @Post('send')
  send(@Body() { text, recipients }: { text: string; recipients: string[] }): Promise<AcceptedOrder> {
    return this.sms.send({ kind: 'transactional', text, recipients });
  }

  @Post('wrong-sender')
  sendAsSomebodyElse(): Promise<AcceptedOrder> {
    const recipients = ['+905301234567'];
    return this.sms.send({ kind: 'transactional', text: 'Merhaba', recipients, sender: 'SOMEBODY' });
  }

  @Post('cancel')
  cancel(): Promise<void> {
    return this.sms.cancel('999999999');
  }

  @Post('spend')
  spend(): void {
    throw new SpendLimitError({
      cap: 'perDay',
      limit: 5,
      credits: 6,
      retryAt: new Date(Date.now() + 3_600_000),
    });
  }

  @Post('break')
  break(): void {
    throw new Error('of the host');
  }
}

describe('IletimerkeziExceptionFilter', () => {
  let app: INestApplication;
  const good = { text: 'Merhaba', recipients: ['+905301234567'] };

  beforeAll(async () => {
    const module = await Test.createTestingModule({
      imports: [IletimerkeziTestingModule.forRoot({ options: { retry: false } })],
      controllers: [Shop],
      providers: [{ provide: APP_FILTER, useClass: IletimerkeziExceptionFilter }],
    }).compile();
    app = module.createNestApplication({ logger: false });
    await app.init();
  });
  beforeEach(() => app.get(SmsTestKit).reset());
  afterAll(() => app.close());

  const post = (path: string, body: object = good, language = 'en') =>
    request(app.getHttpServer()).post(path).set('accept-language', language).send(body);

  it('answers 422 with every fault to an invalid input', async () => {
    const { status, body } = await post('/send', { text: '', recipients: ['12'] });
    expect(status).toBe(422);
    expect(body).toMatchObject({
      statusCode: 422,
      errorCode: 'invalid-input',
      faults: [{ path: 'text' }, { path: 'recipients[0]' }],
    });
  });

  it('answers in Turkish if the request prefers it', async () => {
    const { body } = await post(
      '/send',
      { text: '', recipients: ['+905301234567'] },
      'tr-TR,tr;q=0.9,en;q=0.8',
    );
    expect(body).toMatchObject({ faults: [{ path: 'text', message: 'metin boş' }] });
  });

  it('answers 404 for an unknown order', async () => {
    const { status, body } = await post('/cancel');
    expect({ status, body }).toMatchObject({ status: 404, body: { errorCode: 'order-not-found' } });
  });

  it('answers 409 to a repeated order', async () => {
    await post('/send').expect(201);
    const { status, body } = await post('/send');
    expect({ status, body }).toMatchObject({ status: 409, body: { errorCode: 'duplicate-order' } });
  });

  it('answers 504 when the outcome of an order is unknown', async () => {
    app.get(SmsTestKit).faults.next('send-sms', 'accept-then-cut');
    const { status, body } = await post('/send');
    expect({ status, body }).toMatchObject({ status: 504, body: { errorCode: 'connection-lost' } });
  });

  it('answers 502 without details to faults that only the operator can fix', async () => {
    const { status, body } = await post('/wrong-sender');
    expect(status).toBe(502);
    expect(body).toEqual({
      statusCode: 502,
      message: 'The message service cannot do this at the moment.',
      errorCode: 'sender-not-approved',
    });
  });

  it('answers 503 with `retryAt` and Retry-After to a message that exceeds a spend limit', async () => {
    const { status, body, headers } = await post('/spend');
    expect({ status, body }).toEqual({
      status: 503,
      body: {
        statusCode: 503,
        message: 'The message service cannot do this at the moment.',
        errorCode: 'spend-limit-exceeded',
        retryAt: expect.stringMatching(/Z$/),
      },
    });
    expect(Number(headers['retry-after'])).toBeGreaterThan(3_500);
  });

  it('answers 503 to a call that did not reach the provider', async () => {
    const client = new IletimerkeziClient({
      credentials: { key: 'k', hash: 'h' },
      baseUrl: 'http://127.0.0.1:1',
      retry: false,
    });
    const error: unknown = await client.getBalance().catch((thrown: unknown) => thrown);
    expect(isIletimerkeziError(error) && toHttpException(error, 'tr').getStatus()).toBe(503);
  });

  it('answers 422 without numbers when no recipient may receive a commercial message', () => {
    const withheld = [
      { recipient: e164('+905301234567'), reason: 'refused' as const, position: 3 },
      { recipient: e164('+905301234568'), reason: 'refused' as const, position: 4 },
      { recipient: e164('+905301234569'), reason: 'unknown' as const, position: null },
    ];
    const answer = toHttpException(new RecipientsWithheldError(withheld), 'tr');
    expect(answer.getResponse()).toEqual({
      statusCode: 422,
      message: expect.stringContaining('ticari ileti'),
      errorCode: 'recipients-withheld',
      reasons: { refused: 2, unknown: 1 },
    });
    expect(toHttpException(new TooManyToCheckError(900, 200)).getStatus()).toBe(422);
  });

  it('leaves other errors to Nest', async () => {
    const { status, body } = await post('/break');
    expect(status).toBe(500);
    expect(body).toEqual({ statusCode: 500, message: 'Internal server error' });
  });
});
