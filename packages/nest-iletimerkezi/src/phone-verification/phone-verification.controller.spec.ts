import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Controller, type INestApplication, Post } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import request from 'supertest';
import { number } from '../test-support/messages.js';
import { SmsTestKit } from '../testing/test-kit.js';
import { IletimerkeziTestingModule } from '../testing/testing.module.js';
import {
  createPhoneVerificationController,
  type PhoneVerificationRequest,
} from './create-phone-verification-controller.js';
import { PHONE_VERIFICATION_HEADER, PhoneVerified, VerifiedPhone } from './phone-verified.guard.js';

@Controller('payments')
class Payments {
  @Post('once')
  @PhoneVerified({ purpose: 'payment', once: true })
  pay(@VerifiedPhone() phone: string): { phone: string } {
    return { phone };
  }

  @Post('repeatedly')
  @PhoneVerified({ purpose: 'payment' })
  list(@VerifiedPhone() phone: string): { phone: string } {
    return { phone };
  }
}

function headerOf({ headers }: PhoneVerificationRequest, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}

const TIME = expect.stringMatching(/^\d{4}-.*Z$/);

describe('createPhoneVerificationController', () => {
  let app: INestApplication;
  let kit: SmsTestKit;
  let clients = 0;

  beforeAll(async () => {
    const module = await Test.createTestingModule({
      imports: [
        IletimerkeziTestingModule.forRoot({
          options: {
            phoneVerification: {
              hashKeys: ['a key of this spec, which is long enough'],
              limits: { prefix: false },
              domain: 'example.com',
            },
          },
        }),
      ],
      controllers: [
        createPhoneVerificationController({
          path: 'verification',
          purposes: ['sign-in', 'payment'],
          ip: (request) => headerOf(request, 'x-client'),
          sessionId: (request) => headerOf(request, 'x-session'),
        }),
        Payments,
      ],
    }).compile();
    app = module.createNestApplication({ logger: false });
    await app.init();
    kit = app.get(SmsTestKit);
  });
  beforeEach(() => kit.reset());
  afterAll(() => app.close());

  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    request(app.getHttpServer())
      .post(path)
      .set({ 'x-client': `198.51.100.${(clients += 1)}`, ...headers })
      .send(body);
  const codeOf = async (phone: string): Promise<string> => {
    const { text } = await kit.inbox.waitFor({ to: phone });
    return /#(\d+)$/.exec(text)?.[1] ?? '';
  };
  const verified = async (purpose: string): Promise<{ id: string; phone: string }> => {
    const phone = number();
    const { body } = await post('/verification/start', { phone, purpose });
    await post('/verification/check', { id: body.id, code: await codeOf(phone) });
    return { id: body.id, phone };
  };

  it('starts and checks a verification, in the language that the request prefers', async () => {
    const phone = number();
    const started = await post('/verification/start', { phone }, { 'accept-language': 'en-GB' });
    expect(started.status).toBe(200);
    expect(started.body).toEqual({
      status: 'sent',
      id: expect.any(String),
      channel: 'sms',
      codeLength: 6,
      expiresAt: expect.stringMatching(/Z$/),
      resendAt: expect.stringMatching(/Z$/),
      attemptsLeft: 5,
      now: expect.stringMatching(/Z$/),
    });
    expect(Date.parse(started.body.expiresAt) - Date.parse(started.body.now)).toBe(300_000);
    const { id } = started.body;
    expect((await kit.inbox.waitFor({ to: phone })).text).toMatch(/^Your verification code/);
    const wrong = await post('/verification/check', { id, code: '000' });
    expect([wrong.status, wrong.body]).toEqual([200, { status: 'wrong', attemptsLeft: 4, now: TIME }]);
    const right = await post('/verification/check', { id, code: await codeOf(phone) });
    expect(right.body).toEqual({ status: 'verified', now: TIME });
    expect((await post('/verification/status', { id })).body).toEqual({ status: 'verified', now: TIME });
  });

  it('answers 429 with Retry-After to a limit, without its reason', async () => {
    const phone = number();
    const { body: sent } = await post('/verification/start', { phone });
    for (const [path, body] of [
      ['start', { phone, purpose: 'payment' }],
      ['resend', { id: sent.id }],
    ] as const) {
      const limited = await post(`/verification/${path}`, body);
      expect(limited.status).toBe(429);
      expect(limited.body).toEqual({ status: 'limited', retryAt: TIME, now: TIME });
      const { retryAt, now } = limited.body;
      const seconds = Math.ceil((Date.parse(retryAt) - Date.parse(now)) / 1_000);
      expect(limited.headers['retry-after']).toBe(String(seconds));
    }
  });

  it('counts by the IP address and the session that the host names', async () => {
    const headers = { 'x-session': 'one' };
    for (let message = 0; message < 5; message += 1)
      expect((await post('/verification/start', { phone: number() }, headers)).status).toBe(200);
    expect((await post('/verification/start', { phone: number() }, headers)).status).toBe(429);
    expect((await post('/verification/start', { phone: number() })).status).toBe(200);
  });

  it('answers 422 with the reason to a phone that cannot receive the code', async () => {
    const { status, body } = await post('/verification/start', { phone: '0212 123 45 67' });
    expect([status, body]).toEqual([422, { status: 'invalid-phone', reason: 'landline', now: TIME }]);
  });

  it.each([
    ['start', {}, 'phone'],
    ['start', { phone: '05301234567', purpose: 'another' }, 'purpose'],
    ['start', { phone: '05301234567', locale: 'de' }, 'locale'],
    ['check', { id: 'x' }, 'code'],
    ['resend', { id: 5 }, 'id'],
  ])('answers 422 with the faults of an invalid body of %s (%j)', async (path, body, field) => {
    const answer = await post(`/verification/${path}`, body);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ errorCode: 'invalid-input', faults: [{ path: field }] });
  });

  it('answers 503 when the message could not be sent', async () => {
    kit.faults.next('send-sms', 'unavailable', 10);
    const { status, body } = await post('/verification/start', { phone: number() });
    expect([status, body]).toEqual([503, { status: 'unavailable', now: TIME }]);
  });

  it('cancels a verification, known or not', async () => {
    const phone = number();
    const { body } = await post('/verification/start', { phone });
    expect((await post('/verification/cancel', { id: body.id })).body).toEqual({
      status: 'cancelled',
      now: TIME,
    });
    expect((await post('/verification/cancel', { id: 'unknown' })).body).toEqual({
      status: 'cancelled',
      now: TIME,
    });
    expect((await post('/verification/check', { id: body.id, code: await codeOf(phone) })).body).toEqual({
      status: 'expired',
      now: TIME,
    });
  });

  describe('PhoneVerifiedGuard', () => {
    it('accepts the id of a verified phone, and passes the phone to the method', async () => {
      const { id, phone } = await verified('payment');
      for (const path of ['repeatedly', 'repeatedly', 'once']) {
        const { status, body } = await post(`/payments/${path}`, {}, { [PHONE_VERIFICATION_HEADER]: id });
        expect([status, body]).toEqual([201, { phone }]);
      }
      expect((await post('/payments/once', {}, { [PHONE_VERIFICATION_HEADER]: id })).status).toBe(403);
    });

    it('answers 403 without a verification for the purpose', async () => {
      const { id } = await verified('sign-in');
      const { body: pending } = await post('/verification/start', { phone: number(), purpose: 'payment' });
      const ids = [undefined, id, String(pending.id)];
      for (const one of ids) {
        const headers: Record<string, string> = one === undefined ? {} : { [PHONE_VERIFICATION_HEADER]: one };
        const { status, body } = await post('/payments/once', {}, headers);
        expect([status, body.errorCode]).toEqual([403, 'phone-verification-required']);
      }
    });
  });
});
