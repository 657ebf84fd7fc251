import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Body, Controller, Post, UseFilters, ValidationPipe, type INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { SmsService, SubmitResultFilter, toSubmitResult } from 'nest-iletimerkezi';
import { SendSmsDto, toSendOrder } from 'nest-iletimerkezi/dto';
import { IletimerkeziTestingModule, SmsTestKit } from 'nest-iletimerkezi/testing';
import { readSubmitResult } from 'react-sms-ui';

@Controller()
@UseFilters(SubmitResultFilter)
class Orders {
  constructor(private readonly sms: SmsService) {}

  @Post('orders')
  async send(@Body() dto: SendSmsDto) {
    return toSubmitResult(await this.sms.send(toSendOrder(dto)));
  }

  @Post('broken')
  broken(): void {
    throw new TypeError('of the host');
  }
}

describe('what the composer reads of a controller', () => {
  let app: INestApplication;
  let kit: SmsTestKit;
  let url: string;

  beforeAll(async () => {
    const module = await Test.createTestingModule({
      imports: [IletimerkeziTestingModule.forRoot({ options: { retry: false } })],
      controllers: [Orders],
    }).compile();
    app = module.createNestApplication({ logger: false });
    app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true }));
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
    kit = app.get(SmsTestKit);
  });
  beforeEach(() => kit.reset());
  afterAll(() => app?.close());

  const message = {
    kind: 'transactional',
    text: 'Merhaba',
    recipients: ['+905301234567'],
    sender: 'EMULATOR',
  };
  const submit = async (body: object = message, path = 'orders') => {
    const headers = { 'content-type': 'application/json', 'accept-language': 'tr' };
    const response = await fetch(`${url}/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: response.status, result: readSubmitResult(await response.json()) };
  };

  it('accepted, with the id of the order', async () => {
    const { result } = await submit();
    expect(result).toEqual({ state: 'accepted', orderIds: [expect.stringMatching(/^\d+$/)] });
  });

  it('refused with the provider’s code', async () => {
    await submit();
    expect(await submit()).toEqual({ status: 409, result: { state: 'refused', code: 451 } });
  });

  it('refused by the module, in the language of the person', async () => {
    const { status, result } = await submit({ ...message, text: 'Sayın {ad}, merhaba' });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(result).toMatchObject({ state: 'refused', message: expect.stringContaining('{ad}') });
  });

  it('refused by the validation before anything is sent', async () => {
    const { status, result } = await submit({ ...message, kind: 'commercial' });
    expect({ status, result }).toMatchObject({ status: 400, result: { state: 'refused' } });
    expect(kit.emulator.journal()).toEqual([]);
  });

  it('unknown where the provider’s answer was lost', async () => {
    kit.faults.next('send-sms', 'accept-then-cut');
    expect(await submit()).toMatchObject({ status: 504, result: { state: 'unknown' } });
  });

  it('unknown where the host fails', async () => {
    expect(await submit({}, 'broken')).toEqual({ status: 500, result: { state: 'unknown' } });
  });
});
