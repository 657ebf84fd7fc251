import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findPlaceholders } from '../segments/index.js';
import { parseTemplate, type ParseTemplateOptions, type Template, type TemplateValues } from './index.js';

const template = (text: string, options?: ParseTemplateOptions): Template => {
  const parsed = parseTemplate(text, options);
  if (!parsed.ok) throw new Error(parsed.faults.map(({ code, written }) => `${code} ${written}`).join(', '));
  return parsed.value;
};
const textOf = (text: string, values: TemplateValues = {}): string => {
  const rendered = template(text).render(values);
  if (!rendered.ok)
    throw new Error(`missing: ${rendered.missing.join()}; invalid: ${rendered.invalid.join()}`);
  return rendered.text;
};
const faultsOf = (text: string, options?: ParseTemplateOptions): string[] => {
  const parsed = parseTemplate(text, options);
  return parsed.ok ? [] : parsed.faults.map(({ code, written }) => `${code} ${written}`);
};

describe('parseTemplate', () => {
  it('returns every placeholder with its place, fallback and suffix', () => {
    const text = "Sayın {Ad|müşterimiz}, {ad:'e} özel {Şehir|}";
    const { placeholders, names } = template(text);
    expect(placeholders).toMatchObject([
      { name: 'Ad', written: '{Ad|müşterimiz}', fallback: 'müşterimiz', suffix: undefined },
      { name: 'ad', written: "{ad:'e}", fallback: undefined, suffix: 'dative' },
      { name: 'Şehir', written: '{Şehir|}', fallback: '', suffix: undefined },
    ]);
    for (const { written, position } of placeholders) {
      expect(text.slice(position, position + written.length)).toBe(written);
    }
    expect(names).toEqual(['Ad', 'Şehir']);
  });

  it.each([
    ['{{ad}}', ['placeholder-foreign {{ad}}']],
    ['{% if ad %}', ['placeholder-foreign {% if ad %}']],
    ['{sayi, plural, one {# gün}}', expect.arrayContaining(['placeholder-foreign {sayi, plural'])],
    ['Merhaba {ad, hoş geldin', ['placeholder-unclosed {ad']],
    ['{ad|müşterimiz', ['placeholder-unclosed {ad|']],
    ['{ad {soyad}', ['placeholder-unclosed {ad']],
    ['{ad\n}', ['placeholder-unclosed {ad']],
    ['{} ve { }', ['placeholder-empty {}', 'placeholder-empty { }']],
    ['{|müşterimiz}', ['placeholder-empty {|müşterimiz}']],
    ['{tarih:dd.MM}', ['placeholder-suffix {tarih:dd.MM}']],
    ["{ad:'ler} {ad:}", ["placeholder-suffix {ad:'ler}", 'placeholder-suffix {ad:}']],
    [
      "{ad|müşterimiz:'e} {ad|siz: ’den }",
      ["placeholder-order {ad|müşterimiz:'e}", 'placeholder-order {ad|siz: ’den }'],
    ],
    ['{RET|yok}', ['placeholder-reserved {RET|yok}']],
  ])('refuses %j', (text, faults) => {
    expect(faultsOf(text)).toEqual(faults);
  });

  it('refuses the placeholders of other template languages one by one', () => {
    expect(faultsOf('{$ad} %ad% [siparis_no] ((ad))')).toEqual([
      'placeholder-foreign {$ad}',
      'placeholder-foreign %ad%',
      'placeholder-foreign [siparis_no]',
      'placeholder-foreign ((ad))',
    ]);
  });

  it('refuses names that have no values, comparing them as headers are compared', () => {
    const options = { names: ['Müşteri Adı', 'ŞEHİR'] };
    expect(faultsOf('{musteri adi} {Sehir} {ret}', options)).toEqual([]);
    expect(faultsOf('{ad|müşterimiz} {şehir}', options)).toEqual(['placeholder-unknown {ad|müşterimiz}']);
  });

  it('agrees with findPlaceholders on what is a placeholder between braces', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '|',
      ':',
      "'",
      '’',
      'e',
      'ad',
      'Şehir',
      ' ',
      '1',
      '%',
      '$',
      '(',
      '"',
      ',',
      '\n',
      'plural',
      '-)',
      '🎉',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join('')),
        (text) => {
          const parsed = parseTemplate(text);
          fc.pre(parsed.ok);
          expect(parsed.value.placeholders.map(({ position }) => position)).toEqual(
            findPlaceholders(text).map(({ position }) => position),
          );
        },
      ),
      { numRuns: 5000 },
    );
  });
});

describe('render', () => {
  it.each([
    ['Merhaba {ad}', { ad: 'Ayşe' }, 'Merhaba Ayşe'],
    ['Merhaba {AD}', { ad: 'Ayşe' }, 'Merhaba Ayşe'],
    ['Merhaba {musteri adi}', { 'Müşteri Adı': 'Ayşe' }, 'Merhaba Ayşe'],
    ['Merhaba {İsim} {isim}', { ISIM: 'Ali' }, 'Merhaba Ali Ali'],
    ['Merhaba {ad|müşterimiz}', {}, 'Merhaba müşterimiz'],
    ['Merhaba {ad|müşterimiz}', { ad: ' \u00a0' }, 'Merhaba müşterimiz'],
    ['Merhaba{ad|}', {}, 'Merhaba'],
    ['{ad|a|b}', {}, 'a|b'],
    ["{ad:'e} özel", { ad: 'Ayşe' }, "Ayşe'ye özel"],
    ["{ad:'ye} özel", { ad: 'Can' }, "Can'a özel"],
    ['{ad:’e} özel', { ad: 'Ali' }, 'Ali’ye özel'],
    ["{ad:'e|müşterimize} özel", {}, 'müşterimize özel'],
    ['${tutar}, %{oran}', { tutar: '5', oran: '20' }, '$5, %20'],
    [' {ad} ', { ad: ' Ayşe\n' }, ' Ayşe '],
    ['{ad}', { ad: '{soyad} \\{ad}', soyad: 'Kaya' }, '{soyad} \\{ad}'],
    ['\\{ad}', { ad: 'Ayşe' }, '{ad}'],
    ['\\\\{ad}', { ad: 'Ayşe' }, '\\Ayşe'],
    ['\\\\\\{ad}', { ad: 'Ayşe' }, '\\{ad}'],
    ['C:\\ad \\', {}, 'C:\\ad \\'],
    ['{"a":1} :-{ { 12,5}', {}, '{"a":1} :-{ { 12,5}'],
    ['{ret}', { ret: 'https://ornek.com/r/1' }, 'https://ornek.com/r/1'],
  ])('renders %j with %j', (text, values, expected) => {
    expect(textOf(text, values)).toBe(expected);
  });

  it('reports missing and blank values by name, each once', () => {
    expect(template('{ad} {AD} {soyad} {şehir|}').render({ soyad: '\u200b ' })).toEqual({
      ok: false,
      missing: ['ad', 'soyad'],
      invalid: [],
    });
  });

  it('reports values that no message can contain', () => {
    expect(template('{ad} {soyad}').render({ ad: 'a\0b', soyad: 'a\ud83d' })).toEqual({
      ok: false,
      missing: [],
      invalid: ['ad', 'soyad'],
    });
  });

  it('leaves out a suffix that is not certain, and names the placeholder', () => {
    expect(template("{ad:'e} {ad}").render({ ad: 'George' })).toEqual({
      ok: true,
      text: 'George George',
      withoutSuffix: ['ad'],
    });
  });

  it('takes the exact name before one that is equal to it, and the first of several equal ones', () => {
    expect(textOf('{ad}', { AD: 'a', ad: 'b' })).toBe('b');
    expect(textOf('{ad}', { AD: 'a', Ad: 'b' })).toBe('a');
  });

  it('finds no value in the prototype of an object', () => {
    expect(template('{constructor} {toString}').render({})).toMatchObject({ ok: false });
  });

  it('returns a text without placeholders as it is, with its escapes resolved', () => {
    const around = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll(/[{[(<%#]/g, ''));
    fc.assert(
      fc.property(fc.array(around), (texts) => {
        expect(textOf(texts.join('\\{'))).toBe(
          texts
            .map((text, index) => (index < texts.length - 1 ? text.replace(/\\+$/, halved) : text))
            .join('{'),
        );
      }),
    );
    function halved(backslashes: string): string {
      return '\\'.repeat(Math.floor((backslashes.length + 1) / 2));
    }
  });

  it('renders escaped braces of any values back into the values', () => {
    const escaped = (text: string): string =>
      text.replaceAll(/(\\*)\{/g, '$1$1\\{').replaceAll(/[[(<%#]/g, '');
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('{', '}', '\\', 'a', ' ', '|', ':') }), (text) => {
        expect(textOf(escaped(text))).toBe(text);
      }),
    );
  });
});
