/**
 * The classes of each UTF-16 code unit in the alphabets of 3GPP TS 23.038, as bits: one byte for each of the 65,536 units,
 * so that the counting loop needs one table lookup per unit.
 */
export const EXTENSION = 1;
/** Ş ş Ğ ğ ç ı İ: the letters of the Turkish national language tables (TS 23.038 A.2.1, A.3.1) that are not in the basic alphabet. */
export const TURKISH = 2;
/** Not in a 7-bit alphabet. */
export const FOREIGN = 4;
/** Half of a surrogate pair. */
export const SURROGATE = 8;
/** Composition (NFC) may change it or its neighbours. */
export const UNSETTLED = 16;
/** CR: in the basic alphabet, but CR LF is converted first. */
export const RETURN = 32;

const BASIC_ALPHABET =
  '@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const EXTENSION_ALPHABET = '\f^{}\\[~]|€';
export const TURKISH_LETTERS = 'ŞşĞğçıİ';

/**
 * Units that NFC never changes, as [first, last]: Latin up to the combining marks,
 * Cyrillic and Armenian, common punctuation and symbols, joiners and variation selectors, emoji. The
 * list is short on purpose: units outside it only cost a call of `normalize`.
 */
const SETTLED_RANGES = [
  [0x0000, 0x02ff],
  [0x0400, 0x0482],
  [0x048a, 0x058f],
  [0x200b, 0x20bf],
  [0x2190, 0x2328],
  [0x232b, 0x2adb],
  [0xd83c, 0xd83e],
  [0xdc00, 0xdfff],
  [0xfe00, 0xfe0f],
] as const;

export const CLASSES: Uint8Array = /* @__PURE__ */ buildClasses();

function buildClasses(): Uint8Array {
  const classes = new Uint8Array(0x1_0000).fill(FOREIGN | UNSETTLED);
  for (const [first, last] of SETTLED_RANGES) classes.fill(FOREIGN, first, last + 1);
  for (let unit = 0xd800; unit <= 0xdfff; unit += 1) classes[unit] = (classes[unit] ?? 0) | SURROGATE;
  const mark = (characters: string, bits: number): void => {
    for (let index = 0; index < characters.length; index += 1) classes[characters.charCodeAt(index)] = bits;
  };
  mark(BASIC_ALPHABET, 0);
  mark(EXTENSION_ALPHABET, EXTENSION);
  mark(TURKISH_LETTERS, TURKISH);
  mark('\r', RETURN);
  return classes;
}

/** Returns the class bits of the unit at `index`. */
export function classAt(text: string, index: number): number {
  return CLASSES[text.charCodeAt(index)] ?? FOREIGN;
}
