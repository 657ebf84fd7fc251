import { findTurkishName } from './turkish-names.js';

/** The cases of Turkish: to (`'e`), the object (`'i`), of (`'in`), at (`'de`), from (`'den`). */
export type SuffixCase = 'dative' | 'accusative' | 'genitive' | 'locative' | 'ablative';

const FORMS: Readonly<Record<SuffixCase, string>> = {
  dative: 'e a ye ya na',
  accusative: 'i ı u ü yi yı yu yü nu',
  genitive: 'in ın un ün nin nın nun nün',
  locative: 'de da te ta nda',
  ablative: 'den dan ten tan ndan',
};

const CASES: ReadonlyMap<string, SuffixCase> = /* @__PURE__ */ buildCases();

function buildCases(): Map<string, SuffixCase> {
  const cases = ['dative', 'accusative', 'genitive', 'locative', 'ablative'] as const;
  return new Map(cases.flatMap((one) => FORMS[one].split(' ').map((form) => [form, one] as const)));
}

/** Returns the case of a suffix in any of its forms: `e`, `a`, `ye` and `ya` are the dative. */
export function suffixCase(form: string): SuffixCase | undefined {
  return CASES.get(form);
}

/** The vowel of a high suffix after each last vowel, by the rules of vowel harmony. */
const HIGH: Readonly<Record<string, string>> = {
  a: 'ı',
  ı: 'ı',
  o: 'u',
  u: 'u',
  e: 'i',
  i: 'i',
  ö: 'ü',
  ü: 'ü',
};
const VOWELS = 'aıoueiöü';
const FRONT_VOWELS = 'eiöü';
const VOICELESS = 'çfhkpsşt';

/**
 * Returns the suffix of a proper name without its apostrophe: `ye` for the dative of Ayşe, `a` for Can. Returns undefined
 * unless it is certainly right: for words that are no common Turkish name (the sound of a foreign name does not follow from its
 * spelling), numbers, and names whose suffix differs between speakers. The last word of several decides.
 *
 * Family names in -oğlu take the pronominal n (Karaosmanoğlu'na).
 *
 * Source: Turkish Language Association, spelling guide, "Kesme işareti", "Büyük ünlü uyumu", "Küçük ünlü uyumu"; final
 * consonants of proper names stay as they are (Ahmet'i, Zeynep'e).
 */
export function suffixOf(value: string, grammaticalCase: SuffixCase): string | undefined {
  const word = lastWord(value);
  if (isPatronymic(word)) return PRONOMINAL[grammaticalCase];
  const name = findTurkishName(word);
  if (name === undefined) return undefined;
  const { written, front } = name;
  const vowel = lastVowel(written);
  const last = written.charAt(written.length - 1);
  const endsInVowel = VOWELS.includes(last);
  const isFront = front || FRONT_VOWELS.includes(vowel);
  const low = isFront ? 'e' : 'a';
  const high = front ? 'i' : (HIGH[vowel] ?? 'i');
  switch (grammaticalCase) {
    case 'dative':
      return (endsInVowel ? 'y' : '') + low;
    case 'accusative':
      return (endsInVowel ? 'y' : '') + high;
    case 'genitive':
      return `${endsInVowel ? 'n' : ''}${high}n`;
    case 'locative':
      return (VOICELESS.includes(last) ? 't' : 'd') + low;
    case 'ablative':
      return `${VOICELESS.includes(last) ? 't' : 'd'}${low}n`;
  }
}

const PRONOMINAL: Readonly<Record<SuffixCase, string>> = {
  dative: 'na',
  accusative: 'nu',
  genitive: 'nun',
  locative: 'nda',
  ablative: 'ndan',
};

function isPatronymic(word: string): boolean {
  return word.length > 'oğlu'.length && (word.endsWith('oğlu') || word.endsWith('OĞLU'));
}

function lastWord(value: string): string {
  const start = Math.max(value.lastIndexOf(' '), value.lastIndexOf('-')) + 1;
  const word = value.slice(start);
  // A sign or a digit next to the name is read aloud in a way that nothing here knows.
  return isLetters(word) ? word : '';
}

function isLetters(word: string): boolean {
  return /^[A-Za-zÇçĞğİıÖöŞşÜüÂâÎîÛû]+$/u.test(word);
}

function lastVowel(word: string): string {
  for (let index = word.length - 1; index >= 0; index -= 1) {
    const letter = word.charAt(index);
    if (VOWELS.includes(letter)) return letter;
  }
  return '';
}
