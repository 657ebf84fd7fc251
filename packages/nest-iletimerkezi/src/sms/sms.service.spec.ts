import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../test-support/test-app.js';
import { SmsService } from './sms.service.js';

describe('SmsService', () => {
  let app: TestApp;
  let sms: SmsService;

  beforeAll(async () => {
    app = await startTestApp();
    sms = app.get(SmsService);
  });
  beforeEach(() => app.emulator.reset());
  afterAll(() => app.close());

  it('sends one text and gives the order id that the phone network knows', async () => {
    const { orderId } = await sms.send({
      kind: 'transactional',
      text: 'Kodunuz 123456',
      recipients: ['5301234567'],
    });
    const [message] = await app.emulator.waitForMessages({ orderId });
    expect(message).toMatchObject({ to: '+905301234567', text: 'Kodunuz 123456', from: 'EMULATOR' });
  });
});
