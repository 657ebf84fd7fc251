import { foldDigits, parsePhone } from 'iletimerkezi-core/phone';
import { formatPhone } from '../../i18n/format.js';
import type { TextEdit } from '../../parts/useTextEdits.js';

/** Characters between the digits of a number. `\s` includes no-break spaces and the byte order mark. */
const SEPARATOR = /[\s().\-/\u00ad\u200b-\u200f\u2010-\u2015\u202a-\u202f\u2060-\u206f\u2212]/;
const PHONE_TEXT = new RegExp(`^(?:${SEPARATOR.source}|[+\\d])*$`);
const TURKEY = /^(?:\+90|0090|90(?=5))/;

export const isPhoneSeparator = (character: string): boolean => SEPARATOR.test(character);

/**
 * Groups the digits of a Turkish number as it is being typed, with the prefix that was typed: "0530 123 45 67", "530 123 45
 * 67", "+90 530 123 45 67". Numbers of other countries and texts that are no number keep their notation. The caret stays
 * after the same digit.
 */
export function formatTyped({ text, caret }: TextEdit): TextEdit {
  // Folding keeps the number of characters, so the caret has the same position.
  const folded = foldDigits(text);
  if (!PHONE_TEXT.test(folded)) return { text, caret };
  const compact = withoutSeparators(folded);
  const prefix = TURKEY.exec(compact)?.[0] ?? '';
  if (compact.lastIndexOf('+') > 0 || (prefix === '' && /^(?:\+|00)/.test(compact))) {
    return { text: folded, caret };
  }
  const rest = compact.slice(prefix.length);
  const zero = rest.startsWith('0') ? '0' : '';
  const national = rest.slice(zero.length);
  const groups = [national.slice(0, 3), national.slice(3, 6), national.slice(6, 8), national.slice(8)];
  const formatted = [prefix, zero + groups.filter(Boolean).join(' ')].filter(Boolean).join(' ');
  const left = withoutSeparators(folded.slice(0, caret)).length;
  return { text: formatted, caret: positionAfter(formatted, left) };
}

/** Returns the text that displays a number of the host: "0530 123 45 67", or "+49 …" for other countries. */
export function displayPhone(number: string): string {
  const parsed = parsePhone(number, { abroad: true });
  if (!parsed.ok) return number;
  const text = formatPhone(parsed.value);
  return text.replace(/^\+90 /, '0');
}

/** Returns the text that replaces all of the field: a complete number in any form that was pasted. */
export function displayPasted(pasted: string, abroad: boolean): string | undefined {
  const parsed = parsePhone(pasted, { abroad });
  return parsed.ok ? displayPhone(parsed.value) : undefined;
}

function withoutSeparators(text: string): string {
  let rest = '';
  for (const character of text) if (!isPhoneSeparator(character)) rest += character;
  return rest;
}

/** Returns the position after the nth digit. */
function positionAfter(text: string, count: number): number {
  let position = 0;
  for (let left = count; left > 0 && position < text.length; position += 1) {
    if (text.charAt(position) !== ' ') left -= 1;
  }
  return position;
}
