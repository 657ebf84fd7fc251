import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Webhook } from 'standardwebhooks';
import request from 'supertest';
import { number } from '../test-support/messages.js';
import { SmsTestKit } from '../testing/test-kit.js';
import { IletimerkeziTestingModule } from '../testing/testing.module.js';
import { createSupabaseSmsHookController } from './create-supabase-sms-hook-controller.js';

const SECRET = `v1,whsec_${Buffer.from('a secret of this spec, long enough').toString('base64')}`;
const FORMER = `v1,whsec_${Buffer.from('the secret before it, long enough').toString('base64')}`;
const PATH = '/hooks/supabase/sms';

const options = {
  phoneVerification: {
    hashKeys: ['a key of this spec, which is long enough'],
    // A failed message counts in memory.
    limits: { prefix: false as const, phone: [{ limit: 2, perMs: 60_000 }] },
    domain: 'example.com',
  },
};
const controller = createSupabaseSmsHookController({
  path: PATH.slice(1),
  secrets: [`${SECRET}|${FORMER}`],
  locale: ({ user_metadata: data }) => (Object(data).language === 'en' ? 'en' : 'tr'),
});

async function startApp(rawBody: boolean): Promise<INestApplication> {
  const module = await Test.createTestingModule({
    imports: [IletimerkeziTestingModule.forRoot({ options })],
    controllers: [controller],
  }).compile();
  const app = module.createNestApplication({ logger: false, rawBody });
  await app.init();
  return app;
}

let app: INestApplication;
let kit: SmsTestKit;
let calls = 0;
beforeAll(async () => {
  app = await startApp(true);
  kit = app.get(SmsTestKit);
});
beforeEach(() => kit.reset());
afterAll(() => app.close());

/** The body of a call, as Supabase Auth writes it: with escaped characters, and the phone without its plus sign. */
function bodyOf(
  phone: string,
  { otp = '561166', ...user }: { otp?: string } & Record<string, unknown> = {},
): string {
  const hook = {
    metadata: { uuid: '6481a5c1-3d37-4a56-9f6a-bee08c554965', name: 'send-sms', ip_address: '203.0.113.5' },
    user: { id: 'user', phone: phone.slice(1), user_metadata: { note: '<&>' }, ...user },
    sms: { otp, sms_type: '' },
  };
  return JSON.stringify(hook)
    .replaceAll('<', String.raw`\u003c`)
    .replaceAll('&', String.raw`\u0026`);
}

function post(
  body: string,
  { secret = SECRET, id = `call ${(calls += 1)}`, on = app, at = new Date() } = {},
) {
  return request(on.getHttpServer())
    .post(PATH)
    .set({
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': new Webhook(secret.replace('v1,', '')).sign(id, at, body),
    })
    .send(body);
}

const messagesTo = (phone: string) => kit.inbox.list({ to: phone });

describe('createSupabaseSmsHookController', () => {
  it('sends the code of a signed call, in the language of the user', async () => {
    const [turkish, english] = [number(), number()];
    const { status, body, headers } = await post(bodyOf(turkish));
    expect([status, body]).toEqual([200, {}]);
    expect(headers['content-type']).toMatch(/^application\/json/);
    await post(bodyOf(english, { user_metadata: { language: 'en' } }), { secret: FORMER });
    expect(messagesTo(turkish)).toMatchObject([
      { text: expect.stringMatching(/^Dogrulama kodunuz: 561166/) },
    ]);
    expect(messagesTo(english)).toMatchObject([{ text: expect.stringMatching(/@example\.com #561166$/) }]);
  });

  it('sends a new phone its code when a person changes the phone', async () => {
    const [former, next] = [number(), number()];
    const body = JSON.stringify({
      user: { phone: former.slice(1) },
      sms: { otp: '561166', phone: next.slice(1) },
    });
    expect((await post(body)).body).toEqual({});
    expect([messagesTo(former).length, messagesTo(next).length]).toEqual([0, 1]);
  });

  it.each(['the same id', 'another id, as each attempt of Supabase'])(
    'sends once when a call is repeated with %s',
    async (how) => {
      const phone = number();
      const body = bodyOf(phone);
      const ids = how === 'the same id' ? ['same', 'same', 'same'] : ['1', '2', '3'];
      const answers = await Promise.all(ids.map((id) => post(body, { id })));
      expect(answers.map((answer) => [answer.status, answer.body])).toEqual(ids.map(() => [200, {}]));
      expect(messagesTo(phone)).toHaveLength(1);
    },
  );

  it('sends again when the first attempt failed', async () => {
    const phone = number();
    kit.faults.next('send-sms', 'unavailable', 10);
    const failed = await post(bodyOf(phone));
    expect([failed.status, failed.body]).toEqual([
      200,
      { error: { http_code: expect.any(Number), message: expect.any(String) } },
    ]);
    expect(failed.body.error.http_code).toBeGreaterThanOrEqual(500);
    kit.reset();
    await post(bodyOf(phone));
    expect(messagesTo(phone)).toHaveLength(1);
  });

  it('answers a limit with an error of 429', async () => {
    const phone = number();
    for (const otp of ['111999', '111998']) expect((await post(bodyOf(phone, { otp }))).body).toEqual({});
    const { status, body } = await post(bodyOf(phone, { otp: '999111' }));
    expect([status, body]).toEqual([
      200,
      {
        error: { http_code: 429, message: expect.stringMatching(/^Bu telefona şu anda kod gönderilemiyor/) },
      },
    ]);
    expect(JSON.stringify(body)).not.toContain(phone.slice(3));
  });

  it.each([
    ['a landline', bodyOf('+902121234567')],
    ['no code', JSON.stringify({ user: { phone: '905301234567' } })],
    ['no JSON object', '[]'],
  ])('answers %s with an error of 422', async (_what, body) => {
    expect((await post(body)).body).toEqual({ error: { http_code: 422, message: expect.any(String) } });
  });

  it.each([
    ['another secret', { secret: `whsec_${Buffer.from('a secret of somebody else').toString('base64')}` }],
    ['an old time', { at: new Date(Date.now() - 301_000) }],
  ])('answers 401 to a call with %s', async (_what, given) => {
    const phone = number();
    const { status, body } = await post(bodyOf(phone), given);
    expect([status, body]).toEqual([401, { error: { http_code: 401, message: expect.any(String) } }]);
    expect(messagesTo(phone)).toEqual([]);
  });

  it('answers 401 to a call without a signature', async () => {
    expect((await request(app.getHttpServer()).post(PATH).send({})).status).toBe(401);
  });

  it.each([[[]], [['']], [['v1,whsec_short']], [[SECRET, 'other']]])('refuses the secrets %j', (secrets) => {
    expect(() => createSupabaseSmsHookController({ path: 'hook', secrets })).toThrow(
      expect.objectContaining({ code: 'hook-secrets-invalid' }),
    );
  });

  describe('in an application without rawBody', () => {
    let other: INestApplication;
    beforeAll(async () => {
      other = await startApp(false);
    });
    afterEach(() => other.close());

    it('answers 500 and sends nothing', async () => {
      expect((await post(bodyOf(number()), { on: other })).status).toBe(500);
    });
  });
});
