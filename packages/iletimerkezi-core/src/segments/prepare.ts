import { CLASSES, EXTENSION, FOREIGN, RETURN, TURKISH, UNSETTLED } from './alphabets.js';
import type { Prepared, Tally } from './parts.js';
import { convert, settle } from './transliterate.js';
import type { CharacterMode } from './types.js';

/** Brings a text into the form in which it is counted, split and sent. */
export function prepare(text: string, mode: CharacterMode): Prepared {
  let sent = text;
  let tally = tallyOf(sent);
  if ((tally.seen & (UNSETTLED | RETURN)) !== 0) {
    sent = settle(sent);
    if (sent !== text) tally = tallyOf(sent);
  }
  const converted = mode === 'unicode' ? 0 : mode === 'turkish' ? FOREIGN : FOREIGN | TURKISH;
  if ((tally.seen & converted) !== 0) {
    sent = convert(sent, converted);
    tally = tallyOf(sent);
  }
  const encoding = (tally.seen & FOREIGN) !== 0 ? 'ucs2' : (tally.seen & TURKISH) !== 0 ? 'turkish' : 'gsm7';
  return { text: sent, encoding, seen: tally.seen, extension: tally.extension, turkish: tally.turkish };
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
