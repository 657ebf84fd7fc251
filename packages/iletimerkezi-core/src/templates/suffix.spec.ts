import { describe, expect, it } from '@jest/globals';
import { suffixOf, type SuffixCase } from './suffix.js';
import { turkishUpper } from './letter-case.js';

const CASES: readonly SuffixCase[] = ['dative', 'accusative', 'genitive', 'locative', 'ablative'];
const formsOf = (name: string): string =>
  CASES.map((one) => `${name}'${suffixOf(name, one) ?? '?'}`).join(' ');

describe('suffixOf', () => {
  it.each([
    "Ayşe'ye Ayşe'yi Ayşe'nin Ayşe'de Ayşe'den",
    "Ali'ye Ali'yi Ali'nin Ali'de Ali'den",
    "Can'a Can'ı Can'ın Can'da Can'dan",
    "Ömer'e Ömer'i Ömer'in Ömer'de Ömer'den",
    "Mustafa'ya Mustafa'yı Mustafa'nın Mustafa'da Mustafa'dan",
    "Ahmet'e Ahmet'i Ahmet'in Ahmet'te Ahmet'ten",
    "Zeynep'e Zeynep'i Zeynep'in Zeynep'te Zeynep'ten",
    "Murat'a Murat'ı Murat'ın Murat'ta Murat'tan",
    "Yusuf'a Yusuf'u Yusuf'un Yusuf'ta Yusuf'tan",
    "Songül'e Songül'ü Songül'ün Songül'de Songül'den",
    "Öykü'ye Öykü'yü Öykü'nün Öykü'de Öykü'den",
    "Duygu'ya Duygu'yu Duygu'nun Duygu'da Duygu'dan",
    "Nazlı'ya Nazlı'yı Nazlı'nın Nazlı'da Nazlı'dan",
    "Barış'a Barış'ı Barış'ın Barış'ta Barış'tan",
    "Kemal'e Kemal'i Kemal'in Kemal'de Kemal'den",
    "Hilal'e Hilal'i Hilal'in Hilal'de Hilal'den",
    "Erdal'a Erdal'ı Erdal'ın Erdal'da Erdal'dan",
    "Ayşe Yılmaz'a Ayşe Yılmaz'ı Ayşe Yılmaz'ın Ayşe Yılmaz'da Ayşe Yılmaz'dan",
    "Ali Karaosmanoğlu'na Ali Karaosmanoğlu'nu Ali Karaosmanoğlu'nun Ali Karaosmanoğlu'nda Ali Karaosmanoğlu'ndan",
    "İBRAHİM'e İBRAHİM'i İBRAHİM'in İBRAHİM'de İBRAHİM'den",
    "IBRAHIM'e IBRAHIM'i IBRAHIM'in IBRAHIM'de IBRAHIM'den",
    "ışıl'a ışıl'ı ışıl'ın ışıl'da ışıl'dan",
    "Isil'a Isil'ı Isil'ın Isil'da Isil'dan",
  ])('returns the forms %s', (forms) => {
    const name = forms.slice(0, forms.indexOf("'"));
    expect(formsOf(name)).toBe(forms);
  });

  it.each([
    'George',
    'Mike',
    'Charlotte',
    'Meral',
    'Resul',
    'Ayşe Hanım',
    '5',
    '100',
    'B2',
    'Ayşe (anne)',
    'Ayşe.',
    '',
    ' ',
    '🎉',
    'oğlu',
  ])('returns none for %j', (value) => {
    for (const one of CASES) expect(suffixOf(value, one)).toBeUndefined();
  });

  it('gives the same suffix for a name in capitals', () => {
    for (const name of ['Ayşe', 'Işıl', 'İbrahim', 'Çağrı', 'Hilal', 'Imamoğlu'])
      for (const one of CASES) expect(suffixOf(turkishUpper(name), one)).toBe(suffixOf(name, one));
  });
});
