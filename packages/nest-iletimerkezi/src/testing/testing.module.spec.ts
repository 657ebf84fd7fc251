import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Injectable, type INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { IletimerkeziAccounts } from '../module/accounts.js';
import { PhoneVerificationService } from '../phone-verification/phone-verification.service.js';
import { SmsService } from '../sending/sms.service.js';
import type { Delivery } from '../options/delivery.js';
import { createDeliveryController } from '../webhooks/create-delivery-controller.js';
import { OnDelivery } from '../webhooks/on-delivery.decorator.js';
import { IletimerkeziTestingModule, SmsTestKit, TEST_WEBHOOK_TOKEN } from './index.js';

@Injectable()
class Shop {
  readonly statuses: string[] = [];

  constructor(private readonly sms: SmsService) {}

  async welcome(phone: string): Promise<string> {
    const order = { kind: 'transactional', text: 'Hoş geldiniz', recipients: [phone] } as const;
    return (await this.sms.send(order)).orderId;
  }

  @OnDelivery()
  follow({ status }: Delivery): void {
    this.statuses.push(status);
  }
}

describe('IletimerkeziTestingModule', () => {
  let app: INestApplication;
  let kit: SmsTestKit;

  beforeAll(async () => {
    const module = await Test.createTestingModule({
      imports: [
        IletimerkeziTestingModule.forRoot({ options: { phoneVerification: { hashKeys: ['k'.repeat(32)] } } }),
      ],
      controllers: [createDeliveryController({ path: 'hooks/sms' })],
      providers: [Shop],
    }).compile();
    app = module.createNestApplication({ logger: false });
    await app.listen(0, '127.0.0.1');
    kit = app.get(SmsTestKit);
  });
  beforeEach(async () => {
    kit.reset();
    app.get(Shop).statuses.length = 0;
    kit.deliveries.sendTo(`${await app.getUrl()}/hooks/sms?token=${TEST_WEBHOOK_TOKEN}`);
  });
  afterAll(() => app.close());

  const delivered = async (): Promise<string[]> => {
    kit.clock.advance('PT1M');
    await kit.deliveries.settled();
    return app.get(Shop).statuses;
  };

  it('delivers the message to the phone', async () => {
    const orderId = await app.get(Shop).welcome('+905301234567');
    await expect(kit.inbox.waitFor({ orderId })).resolves.toMatchObject({ text: 'Hos geldiniz' });
    for (const to of ['+905301234567', '05301234567', '0530 123 45 67', '(530) 123 45 67', '00905301234567'])
      expect(kit.inbox.list({ to })).toHaveLength(1);
    expect(kit.inbox.list({ to: '0530 123 45 68' })).toEqual([]);
  });

  it('advances the clock so that messages are delivered and reported', async () => {
    const before = kit.clock.now();
    await app.get(Shop).welcome('+905301234567');
    await expect(delivered()).resolves.toEqual(['accepted', 'delivered']);
    expect(kit.clock.now().getTime() - before.getTime()).toBeGreaterThanOrEqual(60_000);
  });

  it('sends a webhook twice, for which handlers are called once', async () => {
    await kit.deliveries.duplicate({ status: 'delivered' });
    await app.get(Shop).welcome('+905301234567');
    await expect(delivered()).resolves.toEqual(['accepted', 'delivered']);
  });

  it('sends webhooks out of order, for which handlers receive the final status', async () => {
    await kit.deliveries.reorder({ status: 'accepted' });
    await app.get(Shop).welcome('+905301234567');
    await expect(delivered()).resolves.toEqual(['delivered']);
  });

  it('drops a webhook', async () => {
    await kit.deliveries.drop({ status: 'delivered' });
    await app.get(Shop).welcome('+905301234567');
    await expect(delivered()).resolves.toEqual(['accepted']);
  });

  it('injects a fault into a call', async () => {
    kit.faults.next('send-sms', 'accept-then-cut');
    await expect(app.get(Shop).welcome('+905301234567')).rejects.toMatchObject({ outcome: 'unknown' });
  });

  it('reads the code of a phone verification', async () => {
    const verification = app.get(PhoneVerificationService);
    const { id } = await verification.start({ phone: '+905301234567', purpose: 'sign-in' });
    const code = await kit.inbox.waitForCode({ to: '+905301234567' });
    await expect(verification.check({ id, code })).resolves.toMatchObject({ status: 'verified' });
    await app.get(Shop).welcome('+905301234568');
    await expect(kit.inbox.waitForCode({ to: '+905301234568' }, { timeoutMs: 10 })).rejects.toThrow('0 of 1');
  });

  it('reports when no message arrives', async () => {
    await expect(kit.inbox.waitFor({ text: 'never' }, { timeoutMs: 10 })).rejects.toThrow('0 of 1');
  });

  it('supports a named account, and closes its emulator with the application', async () => {
    const module = await Test.createTestingModule({
      imports: [IletimerkeziTestingModule.forRoot({ account: 'marketing', options: { brandCode: '77' } })],
    }).compile();
    await module.init();
    const { url } = module.get(SmsTestKit).emulator;
    expect(module.get(IletimerkeziAccounts).names).toEqual(['marketing']);
    await module.close();
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });
});
