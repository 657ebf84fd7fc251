import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { codeOf, message, ORDER, startProvider, type Provider } from '../test-support/provider.js';

let provider: Provider;
beforeAll(async () => {
  provider = await startProvider();
});
beforeEach(() => {
  provider.emulator.reset();
  provider.emulator.freeze(true);
});
afterAll(() => provider.emulator.close());

const reason = () => provider.emulator.journal(1)[0]?.reason;
const balance = async () => (await provider.call('get-balance')).response.balance.sms as number;

describe('send-sms', () => {
  it('accepts an order with the documented envelope', async () => {
    const answer = await provider.send();
    expect(answer.http).toBe(200);
    expect(answer.response).toEqual({
      status: { code: 200, message: 'İşlem başarılı' },
      order: { id: expect.stringMatching(/^\d+$/) },
    });
    expect(answer.headers.get('x-iletimerkezi-emulator')).toMatch(/^\d+\.\d+\.\d+/);
  });

  it.each([
    [{ iys: undefined }, 468, 'IYS üzerinden sorgulama yapılıp, yapılmayacağını ayarlamalısınız.'],
    [{ iys: '2' }, 468, 'IYS üzerinden sorgulama yapılıp, yapılmayacağını ayarlamalısınız.'],
    [{ iys: '1' }, 469, 'IYS listenizi seçmelisiniz, BIREYSEL veya TACIR.'],
    [{ iys: 1, iysList: 'HERKES' }, 469, 'IYS listenizi seçmelisiniz, BIREYSEL veya TACIR.'],
    [{ sender: 'MISSING' }, 450, 'Gönderilen başlık kullanıma uygun değil'],
    [{ sender: 'acme' }, 450, 'Gönderilen başlık kullanıma uygun değil'],
    [{ sender: 'ACME ' }, 450, 'Gönderilen başlık kullanıma uygun değil'],
    [{ sender: 'WAITING' }, 450, 'Gönderilen başlık kullanıma uygun değil'],
    [{ sender: 'APITEST' }, 450, 'Gönderilen başlık kullanıma uygun değil'],
    [{ sendDateTime: '2027-01-20 13:45' }, 457, 'Mesaj gönderim tarihinin formatı hatalı'],
    [{ sendDateTime: '31/02/2027 13:45' }, 457, 'Mesaj gönderim tarihinin formatı hatalı'],
    [{ message: message('', '5301234567') }, 454, 'Mesaj metni boş'],
    [{ message: message('a'.repeat(1074), '5301234567') }, 453, 'Sipariş boyutu aşıldı'],
    [{ message: message('Merhaba') }, 452, 'Mesaj alıcıları hatalı'],
    [{ message: message('Merhaba', '123', '+49301234567') }, 452, 'Mesaj alıcıları hatalı'],
    [{ message: { text: 'x', recipients: { number: ['5301234567'] } } }, 452, 'Mesaj alıcıları hatalı'],
  ])('refuses %j with %d', async (change, code, text) => {
    const answer = await provider.send(change);
    expect(answer.response).toEqual({ status: { code, message: text } });
    expect(answer.http).toBe(code);
    expect(reason()).toEqual(expect.any(String));
    expect(provider.emulator.inbox()).toEqual([]);
  });

  it('names the near miss in the journal', async () => {
    await provider.send({ sender: 'acme' });
    expect(reason()).toContain('differs from "ACME" in case');
    await provider.send({ message: { text: 'x', recipients: { number: [] } } });
    expect(reason()).toContain('"receipents" (sic)');
  });

  it.each(['5301234567', '905301234567', '+905301234567', '+90 530 123 45 67', 5301234567])(
    'takes the number written as %s',
    async (number) => {
      await provider.send({ message: message('Merhaba', number) });
      expect(provider.emulator.inbox().map(({ to }) => to)).toEqual(['+905301234567']);
    },
  );

  it.each([undefined, '', [], [''], '20/01/2020 10:00', '20/01/2030 10:00:00'])(
    'sends at once with sendDateTime %j',
    async (sendDateTime) => {
      await provider.send({ sendDateTime });
      expect(provider.emulator.inbox()).toHaveLength(1);
    },
  );

  it('sends different texts in one order', async () => {
    await provider.send({ message: [message('Bir', '5301234567'), message('İki', '5301234568')] });
    expect(provider.emulator.inbox().map(({ to, text }) => [to, text])).toEqual([
      ['+905301234568', 'İki'],
      ['+905301234567', 'Bir'],
    ]);
  });

  it('refuses the same text to the same recipients for ten minutes, in any order and spelling', async () => {
    const first = message('Kod 1', '5301234567', '5301234568');
    expect(codeOf(await provider.send({ message: first }))).toBe(200);
    const again = message('Kod 1', '+905301234568', '905301234567');
    expect((await provider.send({ message: again })).response).toEqual({
      status: { code: 451, message: 'Tekrar eden sipariş' },
    });
    expect(codeOf(await provider.send({ message: message('Kod 2', '5301234567', '5301234568') }))).toBe(200);
    provider.emulator.advance('PT9M59S');
    expect(codeOf(await provider.send({ message: first }))).toBe(451);
    provider.emulator.advance('PT1S');
    expect(codeOf(await provider.send({ message: first }))).toBe(200);
  });

  it('takes a credit for each part and recipient', async () => {
    await provider.send({ message: message('a'.repeat(156), '5301234567', '5301234568') });
    expect(await balance()).toBe(996);
  });

  it('gives the credit of an undelivered message back', async () => {
    await provider.send({ message: message('Merhaba', '5301234567', '5309999001') });
    expect(await balance()).toBe(998);
    provider.emulator.advance('PT1M');
    expect(await balance()).toBe(999);
  });

  it('refuses with 402 what the balance does not cover, and takes nothing', async () => {
    const numbers = Array.from({ length: 1001 }, (_, index) => 5_301_000_000 + index);
    const answer = await provider.send({ message: message('Merhaba', ...numbers) });
    expect(answer.response).toEqual({ status: { code: 402, message: 'Bakiye yetersiz' } });
    expect(await balance()).toBe(1000);
  });

  it('skips a blacklisted number and refuses when no other is left', async () => {
    await provider.call('add-blacklist', { blacklist: { number: '5301234567' } });
    expect(codeOf(await provider.send())).toBe(452);
    const mixed = await provider.send({ message: message('Merhaba', '5301234567', '5301234568') });
    expect(codeOf(mixed)).toBe(200);
    provider.emulator.advance('PT1M');
    const statuses = provider.emulator.inbox().map(({ to, status }) => [to, status]);
    expect(statuses).toContainEqual(['+905301234567', 'undelivered']);
    expect(statuses).toContainEqual(['+905301234568', 'delivered']);
  });

  it('converts letters the account has no mode for', async () => {
    const account = { key: 'en', hash: 'h', senders: ['ACME'] };
    await provider.control('PUT', '/accounts/en', { hash: account.hash, senders: account.senders });
    await provider.send({ message: message('Işık 😀', '5301234567') }, account);
    expect(provider.emulator.inbox()[0]?.text).toBe('Isik ');
  });

  it('counts a long Turkish text by the table 150/148', async () => {
    await provider.send({ message: message('ş' + 'a'.repeat(149), '5301234567') });
    await provider.send({ message: message('ş' + 'a'.repeat(150), '5301234567') });
    expect(provider.emulator.inbox().map(({ parts }) => parts)).toEqual([2, 1]);
  });

  describe('under APITEST, before a sender is approved', () => {
    const as = { key: 'new', hash: 'h' };
    beforeEach(() => provider.control('PUT', '/accounts/new', { hash: 'h', senders: [] }));

    it('replaces the text and sends without consent', async () => {
      const answer = await provider.send({ ...ORDER, sender: 'APITEST', iys: '1', iysList: 'BIREYSEL' }, as);
      expect(codeOf(answer)).toBe(200);
      expect(provider.emulator.inbox()[0]?.text).not.toBe('Merhaba');
    });
  });

  describe('for a commercial order', () => {
    const commercial = (...numbers: string[]) =>
      provider.send({ iys: '1', iysList: 'BIREYSEL', message: message('Kampanya', ...numbers) });
    const consent = (number: string, status: string) =>
      provider.control('POST', '/registry', { brandCode: '1234', recipient: number, status });

    it('refuses when no recipient has consented', async () => {
      expect(codeOf(await commercial('5301234567'))).toBe(469);
      expect(reason()).toContain('missingConsent');
    });

    it('delivers to who consented and not to the others, whose credits come back', async () => {
      await consent('5301234567', 'ONAY');
      await consent('5301234568', 'RET');
      expect(codeOf(await commercial('5301234567', '5301234568', '5301234569'))).toBe(200);
      provider.emulator.advance('PT1M');
      expect(provider.emulator.inbox({ status: 'delivered' }).map(({ to }) => to)).toEqual(['+905301234567']);
      expect(provider.emulator.inbox({ status: 'undelivered' })).toHaveLength(2);
      expect(await balance()).toBe(999);
    });

    it('stops at a RET that came after an ONAY', async () => {
      await consent('5301234567', 'ONAY');
      provider.emulator.advance('PT1H');
      await consent('5301234567', 'RET');
      expect(codeOf(await commercial('5301234567'))).toBe(469);
    });

    it('refuses with 470 on an account without an İYS code', async () => {
      await provider.control('PUT', '/accounts/plain', { hash: 'h', senders: ['ACME'] });
      const answer = await provider.send({ iys: '1', iysList: 'TACIR' }, { key: 'plain', hash: 'h' });
      expect(answer.response).toEqual({ status: { code: 470, message: 'IYS kodunuzu ayarlamalısınız.' } });
    });
  });
});
