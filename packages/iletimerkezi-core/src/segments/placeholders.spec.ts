import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findPlaceholders } from './placeholders.js';

const namesIn = (text: string): string[] => findPlaceholders(text).map(({ name }) => name);

describe('findPlaceholders', () => {
  it.each([
    ['Sayın {ad}, siparişiniz yolda', ['ad']],
    ['Sayın {AD} {SOYAD}', ['AD', 'SOYAD']],
    ['{ ad }', ['ad']],
    ['{Müşteri Adı}', ['Müşteri Adı']],
    ['{İSİM}', ['İSİM']],
    ['{musteri.adi}', ['musteri.adi']],
    ['{first-name}', ['first-name']],
    ['{0} {1}', ['0', '1']],
    ['{{ad}} {{{soyad}}}', ['ad', 'soyad']],
    ['{{ ad | upper }}', ['ad']],
    ['{{#if ad}}x{{/if}}', ['ad', 'if']],
    ['{% if ad %}x{% endif %}', ['ad', 'endif']],
    ['${ad} #{ad} %{ad}', ['ad', 'ad', 'ad']],
    ['{$firstname}', ['firstname']],
    ['{ad|müşterimiz}', ['ad']],
    ['{tarih:dd.MM.yyyy}', ['tarih']],
    ['{sayi, plural, one {# gün} other {# gün}}', ['sayi']],
    ['<%= ad %>', ['ad']],
    ['((ad)) ((name))', ['ad', 'name']],
    ['[ad] [AD SOYAD] [uye_adi] [siparis_no]', ['ad', 'AD SOYAD', 'uye_adi', 'siparis_no']],
    ['%ad% %siparis_no%', ['ad', 'siparis_no']],
    ['#AD#, #takip_no#', ['AD', 'takip_no']],
    ['<ad>', ['ad']],
    ['https://ornek.com/{kod}', ['kod']],
    ['{ad}{soyad}', ['ad', 'soyad']],
    ["{ad:'e} {ad:’nin|müşterimizin}", ['ad', 'ad']],
    ['{ad:}', ['ad']],
    ['Sayın {\u00a0ad\u00a0}', ['ad']],
    ['{Müşteri\u00a0Adı} {ad\u200b} {\ufeffsoyad}', ['Müşteri Adı', 'ad', 'soyad']],
    ['｛ad｝', ['ad']],
    ['Merhaba *|FNAME|*', ['FNAME']],
  ])('returns the placeholders of %j', (text, names) => {
    expect(namesIn(text)).toEqual(names);
  });

  it.each([
    '',
    '{ }',
    '{}',
    '{{}}',
    '{"a":1}',
    "{'a': 1}",
    '{12,5}',
    '{2026}',
    '{',
    '}',
    'a { b',
    'a } b { c',
    '{\nad\n}',
    ':-{ :{ {-: :-} =} ;-} {:-)',
    '{:-D} {-} {...} {*}',
    '(yeni) ((: :)) ((gel)',
    '[Kampanya] [B001] [1] [!]',
    '%50 indirim, %20 ek indirim',
    '100% yün %100 pamuk',
    '#yaz #indirim #yaz#indirim #1#',
    'https://ornek.com/?q=%C2%AD%C4%B1%AD%20',
    'https://ornek.com/#bolum',
    '<3 <- -> <b>kalın</b> 3 < 5 > 2',
    '5 {beş bin kişinin katıldığı büyük çekiliş başladı}',
  ])('finds no placeholder in %j', (text) => {
    expect(namesIn(text)).toEqual([]);
  });

  it('returns each placeholder as it is written, with its position', () => {
    const text = '🎉 Sayın {ad|müşterimiz} {{ soyad }} %ad% {ad}';
    const found = findPlaceholders(text);
    expect(found.map(({ written }) => written)).toEqual(['{ad|müşterimiz}', '{{ soyad }}', '%ad%', '{ad}']);
    for (const { written, position } of found) {
      expect(text.slice(position, position + written.length)).toBe(written);
    }
  });

  it('finds every name between braces in any surrounding text', () => {
    const around = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll(/[{}<>()[\]%#$]/g, ''));
    fc.assert(
      fc.property(around, fc.stringMatching(/^[a-zığüşöç]{1,12}$/), around, (before, name, after) => {
        expect(namesIn(`${before}{${name}}${after}`)).toEqual([name]);
      }),
    );
  });

  it.each([
    '{'.repeat(50_000),
    '{{a'.repeat(20_000),
    '{a '.repeat(20_000),
    '{a:'.repeat(20_000),
    '[a_'.repeat(20_000),
    '%a'.repeat(30_000),
  ])('reads a long text of incomplete placeholders in linear time', (text) => {
    expect(namesIn(text)).toEqual([]);
  });
});
