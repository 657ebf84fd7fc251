import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type INestApplication, type LoggerService } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { betterAuth } from 'better-auth';
import { memoryAdapter, type MemoryDB } from 'better-auth/adapters/memory';
import { phoneNumber } from 'better-auth/plugins/phone-number';
import type { PhoneVerificationOptions } from '../options/phone-verification.options.js';
import { number } from '../test-support/messages.js';
import { SmsTestKit } from '../testing/test-kit.js';
import { IletimerkeziTestingModule } from '../testing/testing.module.js';
import { betterAuthPhoneNumber } from './better-auth.js';
import { PhoneVerificationService } from './phone-verification.service.js';

const URL = 'http://localhost:3000';

let app: INestApplication;
let kit: SmsTestKit;
let handler: (request: Request) => Promise<Response>;
let logged: string[];
let database: MemoryDB;
beforeEach(() => start());
afterEach(() => app.close());

async function start(options: Partial<PhoneVerificationOptions> = {}): Promise<void> {
  await app?.close();
  logged = [];
  const log = (...parts: unknown[]): void => void logged.push(JSON.stringify(parts));
  const logger: LoggerService = { log, error: log, warn: log, debug: log, verbose: log };
  const phoneVerification = {
    hashKeys: ['a key of this spec, which is long enough'],
    domain: 'example.com',
    ...options,
  };
  const module = await Test.createTestingModule({
    imports: [IletimerkeziTestingModule.forRoot({ options: { phoneVerification } })],
  }).compile();
  app = module.createNestApplication({ logger });
  await app.init();
  kit = app.get(SmsTestKit);
  database = { user: [], session: [], account: [], verification: [] };
  const auth = betterAuth({
    baseURL: URL,
    secret: 'a secret of this spec, which is long enough',
    database: memoryAdapter(database),
    rateLimit: { enabled: false },
    logger: { level: 'debug', log: (_level, message, ...rest) => log(message, ...rest) },
    emailAndPassword: { enabled: true },
    plugins: [
      phoneNumber({
        ...betterAuthPhoneNumber(app.get(PhoneVerificationService), {
          ip: ({ headers }) => headers?.get('x-client'),
        }),
        signUpOnVerification: { getTempEmail: (phone) => `${phone.slice(1)}@example.com` },
      }),
    ],
  });
  ({ handler } = auth);
}

async function post(path: string, body: object, headers: Record<string, string> = {}) {
  const response = await handler(
    new Request(`${URL}/api/auth/phone-number/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-client': '203.0.113.1', ...headers },
      body: JSON.stringify(body),
    }),
  );
  return { status: response.status, body: await response.json(), headers: response.headers };
}

describe('betterAuthPhoneNumber', () => {
  it('signs in with the code of the message', async () => {
    const phone = number();
    expect(await post('send-otp', { phoneNumber: phone })).toMatchObject({
      status: 200,
      body: { message: 'code sent' },
    });
    const { text } = await kit.inbox.waitFor({ to: phone });
    const code = await kit.inbox.waitForCode({ to: phone });
    expect(text).toMatch(new RegExp(`^Dogrulama kodunuz: ${code}\\..*\\n@example\\.com #${code}$`));
    const wrong = await post('verify', { phoneNumber: phone, code: code === '000000' ? '000001' : '000000' });
    expect(wrong.status).toBe(400);
    const right = await post('verify', { phoneNumber: phone, code });
    expect(right).toMatchObject({ status: 200, body: { status: true, user: { phoneNumber: phone } } });
    expect(right.headers.get('set-cookie')).toContain('session_token');
    expect((await post('verify', { phoneNumber: phone, code })).status).toBe(400);
    const output = logged.join('\n');
    for (const secret of [code, phone.slice(3)]) expect(output).not.toContain(secret);
  });

  it('sends English to a request that prefers it', async () => {
    const phone = number();
    await post('send-otp', { phoneNumber: phone }, { 'accept-language': 'en-US' });
    expect((await kit.inbox.waitFor({ to: phone })).text).toMatch(/^Your verification code/);
  });

  it('answers a limit with 429 and Retry-After, in the language of the request', async () => {
    const phone = number();
    await post('send-otp', { phoneNumber: phone });
    const { status, body, headers } = await post(
      'send-otp',
      { phoneNumber: phone },
      { 'accept-language': 'en' },
    );
    expect(status).toBe(429);
    expect(body).toEqual({
      code: 'PHONE_VERIFICATION_LIMITED',
      message: expect.stringMatching(/^No code can be sent to this phone at the moment/),
    });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(kit.inbox.list({ to: phone })).toHaveLength(1);
  });

  it('counts by the IP address that the host names', async () => {
    await start({ limits: { ip: [{ limit: 1, perMs: 60_000 }], prefix: false } });
    const send = async (client: string) =>
      (await post('send-otp', { phoneNumber: number() }, { 'x-client': client })).status;
    expect([await send('203.0.113.1'), await send('203.0.113.1'), await send('203.0.113.2')]).toEqual([
      200, 429, 200,
    ]);
  });

  it('refuses numbers in another form than E.164, because each form would be another person', async () => {
    for (const phone of ['05321234567', '+90 532 123 45 67', '905321234567', '+9005321234567', 'none'])
      expect((await post('send-otp', { phoneNumber: phone })).status).toBe(400);
    expect(database['verification']).toEqual([]);
  });

  it('answers 422 to a phone that cannot receive the code, and 503 when the message could not be sent', async () => {
    expect(await post('send-otp', { phoneNumber: '+4915112345678' })).toMatchObject({
      status: 422,
      body: { code: 'INVALID_INPUT' },
    });
    kit.faults.next('send-sms', 'unavailable', 10);
    expect((await post('send-otp', { phoneNumber: number() })).status).toBe(503);
  });

  it('reports entered codes to the guard against pumping', async () => {
    const entered = jest.spyOn(app.get(PhoneVerificationService), 'codeEntered');
    const phone = number();
    await post('send-otp', { phoneNumber: phone });
    await post('verify', { phoneNumber: phone, code: await kit.inbox.waitForCode({ to: phone }) });
    expect(entered.mock.calls).toEqual([[{ phone, ip: '203.0.113.1' }]]);
  });

  it('has the length and lifetime of the options', async () => {
    await start({ codeLength: 8, lifetimeMs: 120_000 });
    const { otpLength, expiresIn } = betterAuthPhoneNumber(app.get(PhoneVerificationService));
    expect([otpLength, expiresIn]).toEqual([8, 120]);
  });
});
