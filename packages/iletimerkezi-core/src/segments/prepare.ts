import { CLASSES, EXTENSION, FOREIGN, RETURN, SURROGATE, TURKISH, UNSETTLED } from './alphabets.js';
import type { Prepared, Tally } from './parts.js';
import { convert, normalize } from './transliterate.js';
import type { CharacterMode } from './types.js';

/** Converts a text to the form in which it is counted, split and sent. */
export function prepare(text: string, mode: CharacterMode): Prepared {
  let sent = text;
  let tally = tallyOf(sent);
  if ((tally.seen & (UNSETTLED | RETURN)) !== 0) {
    sent = normalize(sent);
    if (sent !== text) tally = tallyOf(sent);
  }
  const converted = convertedClasses(mode);
  if ((tally.seen & converted) === 0) return prepared(sent, tally);
  const conversion = convert(sent, converted);
  return prepared(conversion.text, {
    seen: tally.seen & ~(converted | SURROGATE),
    extension: tally.extension + conversion.extension,
    turkish: (converted & TURKISH) === 0 ? tally.turkish : 0,
  });
}

/** Returns the classes that an account's mode replaces with GSM text. */
export function convertedClasses(mode: CharacterMode): number {
  if (mode === 'unicode') return 0;
  return mode === 'turkish' ? FOREIGN : FOREIGN | TURKISH;
}

function prepared(text: string, { seen, extension, turkish }: Tally): Prepared {
  const encoding = (seen & FOREIGN) !== 0 ? 'ucs2' : (seen & TURKISH) !== 0 ? 'turkish' : 'gsm7';
  return { text, encoding, seen, extension, turkish };
}

function tallyOf(text: string): Tally {
  let seen = 0;
  let extension = 0;
  let turkishBits = 0;
  for (let index = 0; index < text.length; index += 1) {
    const bits = CLASSES[text.charCodeAt(index)] ?? 0;
    seen |= bits;
    extension += bits & EXTENSION;
    turkishBits += bits & TURKISH;
  }
  return { seen, extension, turkish: turkishBits / TURKISH };
}
