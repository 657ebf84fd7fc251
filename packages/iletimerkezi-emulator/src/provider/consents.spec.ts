import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ACCOUNT, codeOf, startProvider, type Provider } from '../test-support/provider.js';

let provider: Provider;
beforeAll(async () => {
  provider = await startProvider({
    accounts: [ACCOUNT, { key: 'none', hash: 'h' }, { key: 'few', hash: 'h', brandCodes: [7], iysQuota: 2 }],
  });
});
beforeEach(async () => {
  provider.emulator.reset();
  provider.emulator.freeze(true);
  await provider.control('POST', '/clock', { set: '2026-04-30T07:00:00Z' });
});
afterAll(() => provider.emulator.close());

const RECORD = {
  recipient: '+905301234567',
  recipientType: 'BIREYSEL',
  type: 'MESAJ',
  status: 'ONAY',
  source: 'HS_WEB',
  consentDate: '2026-04-30 09:15:42',
};
const KEY = { recipient: '+905301234567', recipientType: 'BIREYSEL', type: 'MESAJ' };
const FAULTY = { status: { code: 422, message: 'İstekte gönderilen bazı değerler doğrulanamadı' } };

const register = (changes: object[] = [{}], brandCode: unknown = 1234, as?: { key: string; hash: string }) =>
  provider.call(
    'iys-register',
    { consent: { brandCode, list: changes.map((change) => ({ ...RECORD, ...change })) } },
    as,
  );
const check = (change: object = {}, brandCode: unknown = 1234) =>
  provider.call('iys-check', { consent: { brandCode, ...KEY, ...change } });

describe('iys-register', () => {
  it('never lists a first RET, and lists one that follows an ONAY of the same batch', async () => {
    expect(codeOf(await register([{ status: 'RET' }]))).toBe(200);
    expect(codeOf(await check())).toBe(422);
    expect(provider.emulator.journal(2)[1]?.reason).toMatch(/1 records accepted silently/);
    const later = { status: 'RET', consentDate: '2026-04-30 09:16:42' };
    await register([{}, later]);
    expect((await check()).response.consent).toMatchObject({ status: 'RET' });
  });

  it('answers with the status alone and registers the record', async () => {
    expect((await register()).response).toEqual({ status: { code: 200, message: 'İşlem başarılı' } });
    expect((await check()).response.consent).toEqual({ brandCode: 1234, ...RECORD });
  });

  it.each([
    [{ consentDate: '2026-04-27 09:59:59' }],
    [{ consentDate: '2026-04-30 13:00:00' }],
    [{ consentDate: '2026-04-30' }],
    [{ consentDate: '30.04.2026 09:15:42' }],
    [{ recipient: '12345' }],
    [{ recipient: 'a@b.example' }],
    [{ recipient: '+905301234567', type: 'EPOSTA' }],
    [{ recipientType: 'KURUM' }],
    [{ type: 'SMS' }],
    [{ status: 'EVET' }],
    [{ source: 'web' }],
    [{ source: 'HS_2015' }],
    [{ source: 'HS_KARAR' }],
  ])('refuses %j with 422 and keeps nothing of the batch', async (change) => {
    expect((await register([{ recipient: '5301234560' }, change])).response).toEqual(FAULTY);
    expect(provider.emulator.journal(1)[0]?.reason).toMatch(/record 2/);
    expect(codeOf(await check({ recipient: '5301234560' }))).toBe(422);
  });

  it('takes consents three days back to the second', async () => {
    expect(codeOf(await register([{ consentDate: '2026-04-27 10:00:00' }]))).toBe(200);
  });

  it.each([[9999], [''], [true], [null], [{}]])('refuses the brand code %j with 422', async (brandCode) => {
    expect((await register([{}], brandCode)).response).toEqual(FAULTY);
  });

  it('takes the brand code as text too, and email addresses', async () => {
    expect(codeOf(await register([{ recipient: 'ali@ornek.example', type: 'EPOSTA' }], '1234'))).toBe(200);
    const found = await check({ recipient: 'ali@ornek.example', type: 'EPOSTA' }, '1234');
    expect(found.response.consent).toMatchObject({ brandCode: 1234, recipient: 'ali@ornek.example' });
  });

  it('answers 403 for an account without a brand', async () => {
    expect((await register([{}], 1234, { key: 'none', hash: 'h' })).response).toEqual({
      status: { code: 403, message: 'Aktif abonelik bulunamadı' },
    });
  });

  it("answers 405 when the month's quota is used up, and starts anew with the month", async () => {
    const few = { key: 'few', hash: 'h' };
    expect(codeOf(await register([{}, { recipient: '5301234568' }], 7, few))).toBe(200);
    expect(codeOf(await register([{ recipient: '5301234569' }], 7, few))).toBe(405);
    provider.emulator.advance('P1D');
    expect(codeOf(await register([{ recipient: '5301234569' }], 7, few))).toBe(200);
  });

  it('answers 475 above 5,000 records and takes 5,000', async () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ recipient: `53${10_000_000 + index}` }));
    expect((await register(many(5001))).response).toEqual({
      status: { code: 475, message: 'Alıcı sayısı 5000 kişiyi geçemez' },
    });
    expect(codeOf(await register(many(5000)))).toBe(200);
  });

  it("shows a record only after the registry's delay", async () => {
    await provider.control('PUT', '/settings', { registryDelayMs: 60_000 });
    await register();
    expect(codeOf(await check())).toBe(422);
    provider.emulator.advance('PT1M');
    expect(codeOf(await check())).toBe(200);
  });
});

describe('iys-check', () => {
  it.each(['5301234567', '905301234567', '+905301234567'])(
    'finds the recipient written as %s',
    async (recipient) => {
      await register();
      expect((await check({ recipient })).response.consent.recipient).toBe('+905301234567');
    },
  );

  it('answers the newest record, a RET after an ONAY', async () => {
    await register();
    provider.emulator.advance('PT1H');
    await register([{ status: 'RET', source: 'HS_MESAJ', consentDate: '2026-04-30 10:30:00' }]);
    expect((await check()).response.consent).toMatchObject({ status: 'RET', source: 'HS_MESAJ' });
    await register([{ consentDate: '2026-04-30 09:00:00' }]);
    expect((await check()).response.consent.status).toBe('RET');
  });

  it("shows a citizen's refusal with its own source", async () => {
    await register();
    provider.emulator.advance('PT1H');
    await provider.control('POST', '/registry', { brandCode: 1234, recipient: '5301234567' });
    expect((await check()).response.consent).toMatchObject({ status: 'RET', source: 'IYS_WEB' });
    const { body } = await provider.control('GET', '/registry?recipient=5301234567');
    expect(body[0].history.map(({ by }: { by: string }) => by)).toEqual(['provider', 'citizen']);
  });

  it('answers [] for a known recipient under another channel, and 422 for an unknown one', async () => {
    await register();
    expect((await check({ type: 'ARAMA' })).response.consent).toEqual([]);
    expect((await check({ recipient: '5301234999' })).response).toEqual(FAULTY);
  });

  it.each([[{ recipient: 'x' }], [{ recipientType: 'X' }], [{ type: 'X' }], [{ recipient: { $gt: '' } }]])(
    'refuses %j with 422',
    async (change) => {
      expect((await check(change)).response).toEqual(FAULTY);
    },
  );
});
