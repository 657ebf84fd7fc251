// starts: PostgreSQL
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { ConsentsService } from '../consents/consents.service.js';
import { SmsService } from '../sending/sms.service.js';
import { citizen } from '../test-support/citizen.js';
import { createSpecDatabase, type SpecDatabase, urlOf } from '../test-support/database.js';
import { number } from '../test-support/messages.js';
import { SmsTestKit } from '../testing/test-kit.js';
import { IletimerkeziTestingModule } from '../testing/testing.module.js';
import { createOptOutController } from './create-opt-out-controller.js';

const OPT_OUT_URL = 'https://ornek.com/r';
const KEY = { recipientType: 'BIREYSEL', channel: 'MESAJ' } as const;

let spec: SpecDatabase;
let app: NestFastifyApplication;
let base: string;
beforeAll(async () => {
  spec = await createSpecDatabase();
  const module = await Test.createTestingModule({
    imports: [
      IletimerkeziTestingModule.forRoot({
        options: {
          storage: { url: urlOf(spec) },
          brandCode: '1234',
          consents: { policy: 'allow' },
          brand: {
            title: 'Örnek',
            identity: { mersis: '0123456789012345' },
            contact: { phone: '08501234567' },
            optOut: { link: OPT_OUT_URL },
          },
          optOut: { url: OPT_OUT_URL, secrets: ['a secret of this spec, which is long enough'] },
        },
      }),
    ],
    controllers: [createOptOutController({ path: 'r', perMinute: 5 })],
  }).compile();
  app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
  await app.listen(0, '127.0.0.1');
  base = await app.getUrl();
});
afterAll(async () => {
  await app.close();
  await spec.drop();
});

describe('opt-out pages on Fastify', () => {
  it('ask with HTML and its headers, and change nothing', async () => {
    for (const [language, button] of [
      ['tr', 'Ticari SMS gönderimini durdur'],
      ['en-GB', 'Stop commercial SMS'],
    ] as const) {
      const answer = await fetch(`${base}/r/AAAAAAAAAAA`, { headers: { 'accept-language': language } });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(await answer.text()).toContain(`<button type="submit">${button}</button>`);
    }
    const head = await fetch(`${base}/r/AAAAAAAAAAA`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it('record the refusal of a form, as a browser sends it, and then limit the address', async () => {
    const kit = app.get(SmsTestKit);
    const consents = app.get(ConsentsService);
    const recipient = number();
    await consents.record({ ...KEY, recipient, status: 'ONAY', source: 'HS_WEB' }, { register: false });
    await citizen(kit.emulator.url, { brandCode: '1234', recipient, status: 'ONAY' });
    await app
      .get(SmsService)
      .send({ kind: 'commercial', audience: 'BIREYSEL', text: 'Yaz indirimi', recipients: [recipient] });
    const { text } = await kit.inbox.waitFor({ to: recipient });
    const [, token = ''] = /ornek\.com\/r\/(\w{11})/.exec(text) ?? [];
    const press = () =>
      fetch(`${base}/r/${token}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'tr' },
      });
    const done = await press();
    expect([done.status, done.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await done.text()).toContain('Talebiniz alındı');
    const current = await consents.current({ ...KEY, recipient });
    expect(current).toMatchObject({ status: 'RET' });
    for (let again = 0; again < 4; again += 1) expect((await press()).status).toBe(200);
    const limited = await press();
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '60']);
  });
});
