import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkOrder, checkOrderHead, checkText } from '../client/checks/check-order.js';
import { countSegments, transliterate } from '../segments/index.js';
import type { BrandProfile } from './brand-profile.js';
import { checkContent } from './check-content.js';
import { footerOf, lawfulText, withFooter } from './footer.js';
import { OPT_OUT_FIELD, optOutLink, withSampleLink } from './opt-out-link.js';

const merchant: BrandProfile = {
  title: 'Örnek Giyim A.Ş.',
  identity: { mersis: '0123456789012345' },
  optOut: { keyword: 'RET', number: '4050' },
};
const tradesperson: BrandProfile = {
  title: 'Işıl Çiçekçilik',
  identity: { name: 'Işıl Öztürk', idNumber: '8760052205' },
  contact: { phone: '08501234567' },
  optOut: { link: 'https://ornek.com/r' },
};
const caller: BrandProfile = { ...merchant, optOut: { phone: '+908501234567' } };

const profiles = { merchant, tradesperson, caller, english: { ...merchant, locale: 'en' } as const };
const codes = (text: string, profile?: BrandProfile, kind: 'commercial' | 'transactional' = 'commercial') =>
  checkContent({ kind, text }, profile).faults.map(({ code }) => code);

describe('footerOf', () => {
  it.each([
    ['a merchant', merchant, 'Mersis 0123456789012345 SMS ret: RET yaz 4050'],
    ['a tradesperson', tradesperson, 'Işıl Öztürk 8760052205 Tel 08501234567 SMS ret: {ret}'],
    ['a number to call', caller, 'Mersis 0123456789012345 SMS ret: +908501234567'],
    ['English', profiles.english, 'Mersis 0123456789012345 Stop SMS: RET to 4050'],
    [
      'an address',
      { ...merchant, contact: { address: 'ornek.com/iletisim' } },
      'Mersis 0123456789012345 ornek.com/iletisim SMS ret: RET yaz 4050',
    ],
    [
      'an e-mail address',
      { ...merchant, contact: { email: 'bilgi@ornek.com' } },
      'Mersis 0123456789012345 bilgi@ornek.com SMS ret: RET yaz 4050',
    ],
  ])('states the duties for %s', (_what, profile, footer) => {
    expect(footerOf(profile)).toBe(footer);
  });

  it('requires no other encoding than GSM-7 for its own words', () => {
    for (const profile of [merchant, caller, profiles.english]) {
      expect(countSegments(footerOf(profile), { characterMode: 'unicode' }).encoding).toBe('gsm7');
    }
  });
});

describe('lawfulText', () => {
  const text = 'Yaz kampanyası başladı';

  it('is the text that the check of an order returns', () => {
    for (const profile of Object.values(profiles)) {
      const checked = checkText(text, { kind: 'commercial', brand: profile });
      expect(checked).toEqual({ ok: true, value: lawfulText({ kind: 'commercial', text }, profile) });
    }
  });

  it('leaves a text of authors who write the footer, of another kind, without words or without a profile', () => {
    const required = { ...merchant, footer: 'require' } as const;
    expect(lawfulText({ kind: 'commercial', text }, required)).toBe(text);
    expect(lawfulText({ kind: 'transactional', text }, merchant)).toBe(text);
    expect(lawfulText({ kind: 'commercial', text: ' ' }, merchant)).toBe(' ');
    expect(lawfulText({ kind: 'commercial', text }, undefined)).toBe(text);
  });
});

describe('withFooter', () => {
  // guarantee: G-141
  it.each(Object.entries(profiles))('makes a text lawful and is applied once: %s', (_name, profile) => {
    const lawful = withFooter('Yaz kampanyası başladı', profile);
    expect(codes(lawful, profile)).toEqual([]);
    expect(withFooter(lawful, profile)).toBe(lawful);
  });

  it.each(Object.entries(profiles))('recognises a footer that was transliterated: %s', (_name, profile) => {
    const sent = transliterate(withFooter('Yaz kampanyası', profile)).replace(
      '{ret}',
      'https://ornek.com/r/abc',
    );
    expect(withFooter(sent, profile)).toBe(sent);
    const shouted = sent.toUpperCase().replace('HTTPS://ORNEK.COM/R/', 'https://ornek.com/r/');
    expect(withFooter(shouted, profile)).toBe(shouted);
  });

  it.each([
    ['Mersis No: 0123 4567 8901 2345. Almak istemiyorsanız RET yazıp 4050ye gönderin', merchant],
    ['mersis:0123456789012345 ret>4050', merchant],
    ['MERSIS 0123456789012345, iptal icin (0850) 123 45 67', caller],
    ['MERSIS 0123456789012345, iptal icin 444 1 444 / 850 123 45 67', caller],
  ])('recognises the author’s own words: %s', (text, profile) => {
    expect(withFooter(text, profile)).toBe(text);
  });

  it('appends only what is missing', () => {
    expect(withFooter('İndirim! RET yaz 4050', merchant)).toBe(
      'İndirim! RET yaz 4050\nMersis 0123456789012345',
    );
    expect(withFooter('İndirim! Mersis 0123456789012345', merchant)).toBe(
      'İndirim! Mersis 0123456789012345\nSMS ret: RET yaz 4050',
    );
  });

  it('does not take another number for the one to refuse by', () => {
    expect(codes('Mersis 0123456789012345 ret 24050', merchant)).toContain('content-opt-out-missing');
    expect(codes('Mersis 0123456789012345 karet 4050', merchant)).toContain('content-opt-out-missing');
  });

  it('is applied once to any text', () => {
    const profile = fc.constantFrom(...Object.values(profiles));
    const parts = fc.constantFrom(
      'Mersis',
      '0123456789012345',
      'RET',
      '4050',
      '{ret}',
      'İ',
      'ı',
      ' ',
      '\n',
      '-',
    );
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.array(parts).map((list) => list.join('')),
    );
    fc.assert(
      fc.property(profile, text, (given, any) => {
        const lawful = withFooter(any, given);
        return codes(lawful, given).length === 0 && withFooter(lawful, given) === lawful;
      }),
    );
  });
});

describe('checkContent', () => {
  it('lists the duties that a commercial text does not fulfil, with their source', () => {
    const { faults, missing } = checkContent({ kind: 'commercial', text: 'Yaz indirimi' }, tradesperson);
    expect(missing).toEqual(['identity', 'contact', 'optOut']);
    for (const { path, message, messageTr } of faults) {
      expect(path).toBe('text');
      expect(message).toMatch(/regulation 2015\/29417, art\. [89]/);
      expect(messageTr).toMatch(/2015\/29417 sayılı Yönetmelik, m\. [89]/);
    }
  });

  it.each(['identity', 'contact', 'optOut'] as const)('leaves out %s when its check is off', (part) => {
    const profile = { ...tradesperson, checks: { [part]: false } };
    expect(checkContent({ kind: 'commercial', text: 'Yaz indirimi' }, profile).missing).not.toContain(part);
    expect(withFooter('Yaz indirimi', profile)).not.toContain(footerOf(tradesperson, [part]));
  });

  it('warns that nothing is checked without a profile', () => {
    const { faults, warnings } = checkContent({ kind: 'commercial', text: 'Yaz indirimi' }, undefined);
    expect(faults).toEqual([]);
    expect(warnings.map(({ code }) => code)).toEqual(['content-brand-missing']);
  });

  it('warns of a commercial text whose purpose is not recognisable', () => {
    const warningsOf = (text: string): string[] =>
      checkContent({ kind: 'commercial', text }, merchant).warnings.map(({ code }) => code);
    expect(warningsOf('Mağazamıza bekleriz')).toEqual(['content-purpose']);
    expect(warningsOf('KAMPANYA: mağazamıza bekleriz')).toEqual([]);
    expect(warningsOf('BİLGİLENDİRME: yeni şubemiz açıldı')).toEqual([]);
  });

  it.each([
    'Yaz KAMPANYAMIZ başladı',
    'YAZ INDIRIMI',
    'Tüm ürünlerde %20 indirim',
    '%50’ye varan fırsatlar',
    'Hediye çeki kazandınız, çekilişe katılın',
    'Get 20% off today',
  ])('warns of a promotion in a transactional text: %s', (text) => {
    const { faults, warnings } = checkContent({ kind: 'transactional', text }, merchant);
    expect(faults).toEqual([]);
    expect(warnings.map(({ code }) => code)).toEqual(['content-promotion']);
    const off = { ...merchant, checks: { purpose: false } };
    expect(checkContent({ kind: 'transactional', text }, off).warnings).toEqual([]);
  });

  it.each([
    'Siparişiniz kargoya verildi, ücretsiz teslim edilecek',
    'Doğrulama kodunuz 123456',
    'Faturanızın son ödeme tarihi 12.05.2027, tutar 250 TL',
    'Şarjınız %20 altına indi',
    'Puanınız güncellendi',
  ])('has no warning for an ordinary notice: %s', (text) => {
    expect(checkContent({ kind: 'transactional', text }, merchant)).toEqual({
      faults: [],
      warnings: [],
      missing: [],
    });
  });
});

describe('orders of a brand', () => {
  const recipients = ['+905301234567'];
  const order = {
    sender: 'ORNEK',
    kind: 'commercial',
    audience: 'BIREYSEL',
    text: 'Yaz indirimi',
    recipients,
  } as const;

  it('have the footer in each text, counted as a part of it', () => {
    const checked = checkOrder(order, { brand: merchant });
    expect(checked).toMatchObject({ ok: true, value: { text: withFooter('Yaz indirimi', merchant) } });
    const long = 'a'.repeat(1_060);
    expect(checkText(long).ok).toBe(true);
    expect(checkText(long, { kind: 'commercial', brand: merchant }).ok).toBe(false);
  });

  it('have no footer when they are transactional', () => {
    const checked = checkOrder({ ...order, kind: 'transactional' }, { brand: merchant });
    expect(checked).toMatchObject({ ok: true, value: { text: 'Yaz indirimi' } });
  });

  it('are refused with every fault when their author has to write the footer', () => {
    const checked = checkOrder(
      {
        sender: 'ORNEK',
        kind: 'commercial',
        audience: 'BIREYSEL',
        messages: [
          { text: withFooter('Yaz indirimi', merchant), recipients },
          { text: 'Yaz indirimi', recipients },
        ],
      },
      { brand: { ...merchant, footer: 'require' } },
    );
    expect(checked.ok ? [] : checked.faults.map(({ path, code }) => `${path}: ${code}`)).toEqual([
      'messages[1].text: content-identity-missing',
      'messages[1].text: content-contact-missing',
      'messages[1].text: content-opt-out-missing',
    ]);
  });

  it('report an empty text alone', () => {
    const checked = checkOrderHead({ ...order, text: ' ' }, { brand: merchant });
    expect(checked.ok ? [] : checked.faults.map(({ code }) => code)).toEqual(['text-empty']);
  });
});

describe('{ret}', () => {
  it('is refused like any placeholder without a URL, and kept with one', () => {
    expect(checkText('İptal: {ret}').ok).toBe(false);
    expect(checkText('İptal: {ret}', { optOutUrl: 'ornek.com/r' })).toEqual({
      ok: true,
      value: 'İptal: {ret}',
    });
    expect(checkText('İptal: {ret} {ad}', { optOutUrl: 'ornek.com/r' }).ok).toBe(false);
  });

  it('is kept when the profile has a link', () => {
    const checked = checkText('Yaz indirimi', { kind: 'commercial', brand: tradesperson });
    expect(checked.ok && checked.value).toContain(OPT_OUT_FIELD);
  });

  it('is counted as the link of any recipient', () => {
    const url = 'https://ornek.com/r';
    const link = optOutLink(`${url}/`, '2ZzAa1bC3dE');
    const count = (text: string) => countSegments(text, { characterMode: 'turkish' });
    for (const length of [100, 118, 119, 120, 121, 150, 270]) {
      const text = `${'ş'.repeat(3)}${'a'.repeat(length)}{ret}`;
      const filled = text.replace(OPT_OUT_FIELD, link);
      expect(count(withSampleLink(text, url)).parts).toBe(count(filled).parts);
    }
  });
});
