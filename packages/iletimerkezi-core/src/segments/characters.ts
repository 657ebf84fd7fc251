import { TURKISH_LETTERS } from './alphabets.js';
import { replacementOf } from './transliterate.js';

/** The kind of a character, for explanations in the user's language. */
export type CharacterKind =
  /** Ş ş Ğ ğ ç ı İ */
  | 'turkish-letter'
  /** A Latin letter outside the GSM alphabet: â, î, õ (but not ñ, which is in it). */
  | 'latin-letter'
  /** A letter or digit of another script. */
  | 'other-script'
  /** Curly quotes, dashes, the ellipsis, bullets. */
  | 'punctuation'
  /** Tab, no-break space and other spaces. */
  | 'space'
  | 'emoji'
  /** Joiners, variation selectors, direction marks, separate accents, control characters. */
  | 'invisible'
  | 'symbol';

export interface CharacterFacts {
  /** The character's name, the Unicode name for common characters: "RIGHT SINGLE QUOTATION MARK". */
  name: string;
  kind: CharacterKind;
  /** The GSM text that replaces it; empty to remove it; null when there is no replacement. */
  replacement: string | null;
}

const NAMES: Readonly<Record<string, string>> = {
  '\t': 'CHARACTER TABULATION',
  '`': 'GRAVE ACCENT',
  '´': 'ACUTE ACCENT',
  '\u00a0': 'NO-BREAK SPACE',
  '\u00ad': 'SOFT HYPHEN',
  '\u200b': 'ZERO WIDTH SPACE',
  '\u200d': 'ZERO WIDTH JOINER',
  '\u202f': 'NARROW NO-BREAK SPACE',
  '\ufe0f': 'VARIATION SELECTOR-16',
  '\ufeff': 'ZERO WIDTH NO-BREAK SPACE',
  '«': 'LEFT-POINTING DOUBLE ANGLE QUOTATION MARK',
  '»': 'RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK',
  '‘': 'LEFT SINGLE QUOTATION MARK',
  '’': 'RIGHT SINGLE QUOTATION MARK',
  '“': 'LEFT DOUBLE QUOTATION MARK',
  '”': 'RIGHT DOUBLE QUOTATION MARK',
  '„': 'DOUBLE LOW-9 QUOTATION MARK',
  '‐': 'HYPHEN',
  '‑': 'NON-BREAKING HYPHEN',
  '–': 'EN DASH',
  '—': 'EM DASH',
  '−': 'MINUS SIGN',
  '…': 'HORIZONTAL ELLIPSIS',
  '•': 'BULLET',
  '·': 'MIDDLE DOT',
  '°': 'DEGREE SIGN',
  '²': 'SUPERSCRIPT TWO',
  '³': 'SUPERSCRIPT THREE',
  '½': 'VULGAR FRACTION ONE HALF',
  '×': 'MULTIPLICATION SIGN',
  '©': 'COPYRIGHT SIGN',
  '®': 'REGISTERED SIGN',
  '™': 'TRADE MARK SIGN',
  '₺': 'TURKISH LIRA SIGN',
  ı: 'LATIN SMALL LETTER DOTLESS I',
};

const MARKS: Readonly<Record<string, string>> = {
  '\u0300': 'GRAVE',
  '\u0301': 'ACUTE',
  '\u0302': 'CIRCUMFLEX',
  '\u0303': 'TILDE',
  '\u0304': 'MACRON',
  '\u0306': 'BREVE',
  '\u0307': 'DOT ABOVE',
  '\u0308': 'DIAERESIS',
  '\u030a': 'RING ABOVE',
  '\u030b': 'DOUBLE ACUTE',
  '\u030c': 'CARON',
  '\u0323': 'DOT BELOW',
  '\u0326': 'COMMA BELOW',
  '\u0327': 'CEDILLA',
  '\u0328': 'OGONEK',
};

const GENERAL_NAMES: Readonly<Partial<Record<CharacterKind, string>>> = {
  emoji: 'EMOJI',
  space: 'SPACE',
  punctuation: 'PUNCTUATION',
  invisible: 'INVISIBLE CHARACTER',
};

const SCRIPTS = [
  ['CYRILLIC', /\p{Script=Cyrillic}/u],
  ['ARABIC', /\p{Script=Arabic}/u],
  ['GREEK', /\p{Script=Greek}/u],
  ['HEBREW', /\p{Script=Hebrew}/u],
  ['GEORGIAN', /\p{Script=Georgian}/u],
  ['ARMENIAN', /\p{Script=Armenian}/u],
  ['CJK', /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u],
  ['LATIN', /\p{Script=Latin}/u],
] as const;

const EMOJI = /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\u20e3]/u;
/** Characters that Unicode classifies as pictographs, but that people type as symbols. */
const PLAIN_SIGNS = /[©®™‼⁉]/u;
const INVISIBLE = /[\p{Cf}\p{Cc}\p{Cs}\p{M}]/u;

/** Cache, bounded because the characters come from outside. */
const known = new Map<number, KnownCharacter>();
const MOST_KNOWN = 4000;

/** A character with its properties. */
interface KnownCharacter extends CharacterFacts {
  character: string;
}

/** Returns name, kind and replacement of one character (a code point) outside the GSM alphabet. */
export function factsOf(codePoint: number): KnownCharacter {
  let facts = known.get(codePoint);
  if (facts === undefined) {
    facts = describe(String.fromCodePoint(codePoint));
    if (known.size < MOST_KNOWN) known.set(codePoint, facts);
  }
  return facts;
}

function describe(character: string): KnownCharacter {
  const kind = kindOf(character);
  const droppable = kind === 'emoji' || kind === 'invisible';
  return {
    character,
    kind,
    name: nameOf(character, kind),
    replacement: replacementOf(character) ?? (droppable ? '' : null),
  };
}

function kindOf(character: string): CharacterKind {
  if (TURKISH_LETTERS.includes(character)) return 'turkish-letter';
  if (/[\s\p{Zs}]/u.test(character) && character !== '\ufeff') return 'space';
  if (EMOJI.test(character) && !PLAIN_SIGNS.test(character)) return 'emoji';
  if (INVISIBLE.test(character)) return 'invisible';
  if (/\p{Script=Latin}/u.test(character)) return 'latin-letter';
  if (/[\p{L}\p{N}]/u.test(character)) return /\p{No}/u.test(character) ? 'symbol' : 'other-script';
  return /[\p{P}´`]/u.test(character) ? 'punctuation' : 'symbol';
}

function nameOf(character: string, kind: CharacterKind): string {
  const listed = NAMES[character];
  if (listed !== undefined) return listed;
  if (kind === 'turkish-letter' || kind === 'latin-letter') return latinName(character);
  const script = SCRIPTS.find(([, pattern]) => pattern.test(character))?.[0];
  if (script !== undefined) return `${script} ${letterCase(character)}`;
  if (/\p{Cs}/u.test(character)) return 'HALF OF A SURROGATE PAIR';
  return GENERAL_NAMES[kind] ?? 'SYMBOL';
}

/** "LATIN SMALL LETTER A WITH CIRCUMFLEX", from the decomposition of the letter. */
function latinName(character: string): string {
  const [base = character, ...marks] = Array.from(character.normalize('NFD'));
  const names = marks.map((mark) => MARKS[mark]).filter((name) => name !== undefined);
  const suffix = names.length === 0 ? '' : ` WITH ${names.join(' AND ')}`;
  return `LATIN ${letterCase(base)} ${base.toLocaleUpperCase('en')}${suffix}`;
}

function letterCase(character: string): string {
  if (/\p{Lu}/u.test(character)) return 'CAPITAL LETTER';
  return /\p{Ll}/u.test(character) ? 'SMALL LETTER' : 'CHARACTER';
}
