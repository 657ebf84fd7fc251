import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Body, Controller, Inject, Post, ValidationPipe, type INestApplication } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import request from 'supertest';
import { IletimerkeziExceptionFilter } from '../errors/exception.filter.js';
import { OutboxService } from '../../outbox/outbox.service.js';
import { SmsService } from '../../sending/sms.service.js';
import { OutboxBench } from '../../test-support/outbox.js';
import { SmsTestKit } from '../../testing/test-kit.js';
import { IletimerkeziTestingModule } from '../../testing/testing.module.js';
import { SendSmsDto, toSendOrder } from './send-sms.dto.js';

const OUTBOX = 'outbox of the bench';

@Controller()
class Messages {
  constructor(
    private readonly sms: SmsService,
    @Inject(OUTBOX) private readonly outbox: OutboxService,
  ) {}

  @Post('sms')
  send(@Body() dto: SendSmsDto) {
    return this.sms.send(toSendOrder(dto));
  }

  @Post('outbox')
  async enqueue(@Body() dto: SendSmsDto) {
    const { id } = await this.outbox.enqueue(toSendOrder(dto));
    return { id };
  }
}

const HOUR = 3_600_000;

describe('SendSmsDto and toSendOrder over HTTP', () => {
  let bench: OutboxBench;
  let outbox: OutboxService;
  let app: INestApplication;
  let kit: SmsTestKit;

  beforeAll(async () => {
    bench = await OutboxBench.start();
    ({ outbox } = await bench.instance('dto'));
    const module = await Test.createTestingModule({
      imports: [IletimerkeziTestingModule.forRoot({ options: { retry: false } })],
      controllers: [Messages],
      providers: [
        { provide: OUTBOX, useValue: outbox },
        { provide: APP_FILTER, useClass: IletimerkeziExceptionFilter },
      ],
    }).compile();
    app = module.createNestApplication({ logger: false });
    app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true }));
    await app.init();
    kit = app.get(SmsTestKit);
  });
  beforeEach(() => kit.reset());
  afterAll(async () => {
    await app.close();
    await bench.stop();
  });

  const message = { kind: 'transactional', text: 'Hatırlatma', recipients: ['+905301234567'] };
  const post = (path: string, body: object) => request(app.getHttpServer()).post(path).send(body);

  it('schedules a message with the provider', async () => {
    const sendAt = new Date(kit.clock.now().getTime() + HOUR).toISOString();
    const { body } = await post('/sms', { ...message, sendAt }).expect(201);
    kit.clock.advance('PT59M');
    expect(kit.inbox.list({ orderId: body.orderId })).toEqual([]);
    kit.clock.advance('PT2M');
    expect(kit.inbox.list({ orderId: body.orderId })).toHaveLength(1);
  });

  it('sends immediately without sendAt', async () => {
    const { body } = await post('/sms', message).expect(201);
    await expect(kit.inbox.waitFor({ orderId: body.orderId })).resolves.toMatchObject({ text: 'Hatirlatma' });
  });

  it('passes sendAt to the outbox', async () => {
    const sendAt = '2030-01-20T13:45:00+03:00';
    const { body } = await post('/outbox', { ...message, sendAt }).expect(201);
    await expect(outbox.campaign(body.id).summary()).resolves.toMatchObject({ sendAt: new Date(sendAt) });
  });

  it.each([
    ['null, which JSON makes of an invalid Date', null],
    ['an empty text', ''],
    ['a number', 1_893_456_000_000],
    ['a day without a time', '2030-01-20'],
    ['a time without a zone', '2030-01-20T13:45:00'],
    ['a day that no calendar has', '2030-02-31T13:45:00Z'],
    ['another notation', '20/01/2030 13:45'],
    ['a moment that has passed', '2020-01-20T13:45:00Z'],
    ['a list', ['2030-01-20T13:45:00Z']],
  ])('rejects sendAt as %s', async (_what, sendAt) => {
    const { body } = await post('/sms', { ...message, sendAt }).expect(400);
    expect(body.message).toEqual([expect.stringMatching(/^sendAt: /)]);
    expect(kit.emulator.journal()).toEqual([]);
  });

  it('passes every field of the composer', async () => {
    const order = {
      ...message,
      kind: 'commercial',
      audience: 'TACIR',
      sender: 'EMULATOR',
      sendAt: '2030-01-20T13:45:00+03:00',
    };
    // No recipient has a consent at the registry, so the provider's own check rejects the order.
    await post('/sms', order);
    const [entry] = kit.emulator.journal();
    expect(entry?.request).toMatchObject({
      request: {
        order: {
          sender: 'EMULATOR',
          sendDateTime: '20/01/2030 13:45',
          iys: '1',
          iysList: 'TACIR',
          message: { text: 'Hatırlatma', receipents: { number: ['+905301234567'] } },
        },
      },
    });
  });
});
