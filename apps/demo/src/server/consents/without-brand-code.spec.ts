import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startEmulator, type Emulator } from 'iletimerkezi-emulator';
import { startDemo, type Demo } from '../start-demo.js';
import { get, ORDER, post, problemOf, send, untilState } from '../test-support/demo-api.js';

const NUMBER = '+905301112233';
const PERSON = `/api/consents/people/${encodeURIComponent(NUMBER)}`;

describe('a real account without a brand code', () => {
  let provider: Emulator;
  let demo: Demo;

  beforeAll(async () => {
    provider = await startEmulator({ seed: { acceptMs: 5, deliveryMs: [5, 20] } });
    demo = await startDemo({
      real: true,
      env: {
        ILETIMERKEZI_KEY: 'emulator',
        ILETIMERKEZI_HASH: 'emulator',
        ILETIMERKEZI_BASE_URL: provider.url,
      },
      syncMs: 20,
    });
  });

  afterAll(async () => {
    await demo?.close();
    await provider?.close();
  });

  it.each([
    '/api/consents',
    '/api/consents/summary',
    '/api/consents/events',
    PERSON,
    `${PERSON}/evidence.json`,
    `${PERSON}/evidence.html`,
    '/api/consents/export.csv',
    '/api/consents/imports',
    '/api/consents/verifications',
    '/api/consents/verifications/events',
    '/api/consent-form',
  ])('returns what is missing and how to fix it: GET %s', async (path) => {
    expect(await problemOf(get(demo, path))).toMatchObject({
      status: 409,
      code: 'brand-code-missing',
      hint: expect.stringContaining('ILETIMERKEZI_BRAND_CODE'),
    });
  });

  it.each([
    ['/api/consents/check', { recipient: NUMBER, recipientType: 'BIREYSEL', channel: 'MESAJ' }],
    ['/api/consents/opt-outs', { recipient: NUMBER, recipientType: 'BIREYSEL', channel: 'MESAJ' }],
    ['/api/consents/chain', {}],
    ['/api/consents/verifications', {}],
    ['/api/consent-form', {}],
  ])('returns the same for requests that write or query: POST %s', async (path, body) => {
    expect(await problemOf(post(demo, path, body))).toMatchObject({
      status: 409,
      code: 'brand-code-missing',
    });
  });

  it('shows it on the page, and sends commercial messages that only the provider checks', async () => {
    expect(await (await get(demo, '/api/setup')).json()).toMatchObject({
      provider: 'real',
      keepsConsents: false,
      verifiesPhones: false,
    });
    await fetch(`${provider.url}/_emulator/registry`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ brandCode: '1234', recipient: NUMBER, status: 'ONAY' }),
    });
    const order = {
      ...ORDER,
      sender: 'EMULATOR',
      kind: 'commercial',
      audience: 'BIREYSEL',
      recipients: [NUMBER],
    };
    const check = (await (await post(demo, '/api/orders/check', order)).json()) as object;
    expect(check).toMatchObject({ recipients: 1, sms: 1 });
    expect(check).not.toHaveProperty('consents');
    const { id } = await send(demo, { ...order, confirmedSms: 1 });
    expect(await untilState(demo, id, 'completed')).toMatchObject({ counts: { total: 1 }, withheld: 0 });
  });
});
