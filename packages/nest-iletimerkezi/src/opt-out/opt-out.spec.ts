import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { countSegments, footerOf, InputError, type BrandProfile, withSampleLink } from 'iletimerkezi-core';
import request from 'supertest';
import { ConsentsService } from '../consents/consents.service.js';
import { OutboxService } from '../outbox/outbox.service.js';
import { SmsService } from '../sending/sms.service.js';
import { citizen } from '../test-support/citizen.js';
import { createSpecDatabase, urlOf, type SpecDatabase } from '../test-support/database.js';
import { number } from '../test-support/messages.js';
import { SmsTestKit } from '../testing/test-kit.js';
import { IletimerkeziTestingModule } from '../testing/testing.module.js';
import { createOptOutController } from './create-opt-out-controller.js';

const URL = 'https://ornek.com/r';
const profile: BrandProfile = {
  title: 'Örnek & Oğulları',
  identity: { mersis: '0123456789012345' },
  contact: { phone: '08501234567' },
  optOut: { link: URL },
};
const about = { recipientType: 'BIREYSEL', channel: 'MESAJ' } as const;
const FOOTER =
  /^Yaz indirimi\nMersis 0123456789012345 Tel 08501234567 SMS ret: https:\/\/ornek\.com\/r\/(\w{11})$/;

let spec: SpecDatabase;
let app: INestApplication;
let kit: SmsTestKit;
let consents: ConsentsService;

beforeAll(async () => {
  spec = await createSpecDatabase();
  const module = await Test.createTestingModule({
    imports: [
      IletimerkeziTestingModule.forRoot({
        options: {
          storage: { url: urlOf(spec) },
          brandCode: '1234',
          characterMode: 'turkish',
          consents: { policy: 'allow' },
          brand: profile,
          optOut: { url: URL, secrets: ['a secret of this spec, which is long enough'] },
        },
      }),
    ],
    controllers: [
      createOptOutController({ path: 'r', perMinute: 5, ip: ({ headers }) => String(headers['x-ip']) }),
    ],
  }).compile();
  app = module.createNestApplication({ logger: false });
  await app.init();
  kit = app.get(SmsTestKit);
  consents = app.get(ConsentsService);
});
beforeEach(() => kit.reset());
afterAll(async () => {
  await app.close();
  await spec.drop();
});

let addresses = 0;
const ask = (
  method: 'get' | 'post' | 'head' | 'options',
  token: string,
  headers: Record<string, string> = {},
) =>
  request(app.getHttpServer())
    [method](`/r/${token}`)
    .set({ 'x-ip': `198.51.100.${(addresses += 1)}`, ...headers });

const registered = (recipient: string) =>
  citizen(kit.emulator.url, { brandCode: '1234', recipient, status: 'ONAY' });
const consenting = async (): Promise<string> => {
  const recipient = number();
  await consents.record({ ...about, recipient, status: 'ONAY', source: 'HS_WEB' }, { register: false });
  await registered(recipient);
  return recipient;
};
const order = (recipients: string[]) =>
  ({ kind: 'commercial', audience: 'BIREYSEL', text: 'Yaz indirimi', recipients }) as const;
const tokenIn = async (to: string): Promise<string> => {
  const { text } = await kit.inbox.waitFor({ to });
  return FOOTER.exec(text)?.[1] ?? `no link in ${text}`;
};
const statusOf = async (recipient: string) => (await consents.current({ ...about, recipient }))?.status;

describe('opt-out links', () => {
  it('are in the footer of each recipient of a direct send, counted like the example', async () => {
    const recipients = [await consenting(), await consenting()];
    await app.get(SmsService).send(order(recipients));
    const tokens = await Promise.all(recipients.map(tokenIn));
    expect(new Set(tokens).size).toBe(2);
    const { text } = await kit.inbox.waitFor({ to: recipients[0] });
    const expected = `Yaz indirimi\n${footerOf(profile)}`;
    expect(text.length).toBe(withSampleLink(expected, URL).length);
    expect(countSegments(text).parts).toBe(countSegments(withSampleLink(expected, URL)).parts);
  });

  // guarantee: G-141
  it('are in the footer of each recipient of an enqueued message, exactly once', async () => {
    const recipients = [await consenting(), await consenting()];
    const outbox = app.get(OutboxService);
    await outbox.enqueue(order(recipients));
    const tokens = await Promise.all(recipients.map(tokenIn));
    kit.reset();
    const stream = recipients.map((to) => ({ to, text: 'Yaz indirimi' }));
    for (const recipient of recipients) await registered(recipient);
    await outbox.enqueueMany(stream, { kind: 'commercial', audience: 'BIREYSEL' }, { dedupeKey: 'links' });
    expect(await Promise.all(recipients.map(tokenIn))).toEqual(tokens);
    // The same content again is the same campaign: links do not differ between calls.
    await outbox.enqueueMany(stream, { kind: 'commercial', audience: 'BIREYSEL' }, { dedupeKey: 'links' });
  });

  it('replace {ret} in a transactional text, without a footer', async () => {
    const to = number();
    await app
      .get(SmsService)
      .send({ kind: 'transactional', text: 'Kayit alindi. Ret: {ret}', recipients: [to] });
    const { text } = await kit.inbox.waitFor({ to });
    expect(text).toMatch(/^Kayit alindi\. Ret: https:\/\/ornek\.com\/r\/\w{11}$/);
  });
});

describe('createOptOutController', () => {
  let recipient: string;
  let token: string;
  beforeEach(async () => {
    recipient = await consenting();
    await app.get(SmsService).send(order([recipient]));
    token = await tokenIn(recipient);
  });
  afterEach(() => kit.reset());

  // guarantee: G-142
  it('changes nothing on GET, HEAD and OPTIONS, which scanners of links use', async () => {
    for (const method of ['get', 'head', 'options'] as const) await ask(method, token);
    expect(await statusOf(recipient)).toBe('ONAY');
  });

  it('records the refusal on POST, with evidence, once', async () => {
    await ask('post', token, { 'user-agent': 'Spec/1.0', 'x-ip': '203.0.113.7' }).expect(200);
    await ask('post', token).expect(200);
    const records = await consents.history(recipient);
    expect(records.map(({ status }) => status)).toEqual(['ONAY', 'RET']);
    const refusal = records.at(-1);
    expect(refusal?.source).toBe('HS_WEB');
    expect(refusal?.text).toContain('Ticari SMS almak istemiyorum');
    expect(refusal?.trace).toContain('203.0.113.7');
    expect(refusal?.trace).toContain('Spec/1.0');
    expect(refusal?.form).toContain('opt-out link');
    expect(JSON.stringify(records)).not.toContain(token);
  });

  it('withholds the next commercial message from the person', async () => {
    await ask('post', token);
    await expect(app.get(SmsService).send(order([recipient]))).rejects.toMatchObject({
      code: 'recipients-withheld',
    });
  });

  it('records a second refusal after a new consent', async () => {
    await ask('post', token);
    await consents.record({ ...about, recipient, status: 'ONAY', source: 'HS_WEB' }, { register: false });
    await ask('post', token);
    expect(await statusOf(recipient)).toBe('RET');
  });

  // guarantee: G-142
  it('accepts the link of a person whose data was erased', async () => {
    await consents.erase(recipient, { reason: 'requested by the person' });
    await ask('post', token).expect(200);
    expect(await statusOf(recipient)).toBe('RET');
  });

  // guarantee: G-142
  it.each(['get', 'post'] as const)(
    'answers %s of an unknown token like that of a known one',
    async (method) => {
      const known = await ask(method, token);
      for (const unknown of ['11111111111', token.slice(1), `${token}1`, '%F0%9F%8E%89', 'l0OI0000000']) {
        const { status, text, headers } = await ask(method, unknown);
        expect({ status, text, csp: headers['content-security-policy'] }).toEqual({
          status: known.status,
          text: known.text,
          csp: known.headers['content-security-policy'],
        });
      }
      expect(known.text).not.toContain(recipient.slice(-7));
      expect(known.text).not.toContain(token);
    },
  );

  it('speaks Turkish and English, escapes the title, and has no script', async () => {
    const turkish = await ask('get', token);
    expect(turkish.text).toContain('<html lang="tr">');
    expect(turkish.text).toContain('Örnek &amp; Oğulları');
    const english = await ask('get', token, { 'accept-language': 'en-GB,en;q=0.9' });
    expect(english.text).toContain('<html lang="en">');
    expect(english.text).toContain('Stop commercial SMS');
    expect(english.text).not.toContain('<script');
    expect(english.headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
      vary: expect.stringContaining('Accept-Language'),
    });
    expect(english.headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/]+='; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
  });

  it('limits the requests of one address', async () => {
    const from = { 'x-ip': '203.0.113.99' };
    for (let count = 0; count < 5; count += 1) await ask('post', '11111111111', from).expect(200);
    const refused = await ask('post', token, from).expect(429);
    expect(refused.headers['retry-after']).toBe('60');
    expect(await statusOf(recipient)).toBe('ONAY');
    await ask('post', token).expect(200);
  });
});

describe('content of commercial messages', () => {
  // guarantee: G-141
  it('is refused with every fault when the author has to write the footer', async () => {
    const module = await Test.createTestingModule({
      imports: [
        IletimerkeziTestingModule.forRoot({
          options: { brand: { ...profile, optOut: { keyword: 'RET', number: '4050' }, footer: 'require' } },
        }),
      ],
    }).compile();
    const sms = module.get(SmsService);
    await expect(sms.send(order([number()]))).rejects.toBeInstanceOf(InputError);
    await expect(sms.send(order([number()]))).rejects.toMatchObject({
      faults: [
        { path: 'text', code: 'content-identity-missing' },
        { path: 'text', code: 'content-contact-missing' },
        { path: 'text', code: 'content-opt-out-missing' },
      ],
    });
    await module.close();
  });
});
