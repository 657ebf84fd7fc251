import type { SmsEncoding } from '../segments/types.js';

/**
 * The counting rules written down slowly and plainly, character by character, with nothing of the
 * library in it: what the property tests compare against.
 */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const EXTENDED = new Set('\f^{}\\[~]|€');
const TURKISH = new Set('ŞşĞğçıİ');

export interface ModelCount {
  encoding: SmsEncoding;
  cost: number;
  parts: number;
  partsMax: number;
  used: number;
}

/** Counts a text that needs no conversion (mode Unicode). */
export function modelCount(text: string, turkishLetterCost: 1 | 2): ModelCount {
  const characters = Array.from(text.normalize('NFC').split('\r\n').join('\n'));
  const known = (character: string): boolean =>
    BASIC.has(character) || EXTENDED.has(character) || TURKISH.has(character);
  const encoding = characters.every(known)
    ? characters.some((character) => TURKISH.has(character))
      ? 'turkish'
      : 'gsm7'
    : 'ucs2';
  const costs = characters.map((character) => {
    if (encoding === 'ucs2') return character.length;
    if (EXTENDED.has(character)) return 2;
    return TURKISH.has(character) ? turkishLetterCost : 1;
  });
  const cost = costs.reduce((sum, one) => sum + one, 0);
  const { single, later, physical } = {
    gsm7: { single: 155, later: 153, physical: [153] },
    turkish: { single: 150, later: 148, physical: [149, 148] },
    ucs2: { single: 65, later: 63, physical: [67, 66] },
  }[encoding];

  if (cost === 0) return { encoding, cost, parts: 0, partsMax: 0, used: 0 };
  if (cost <= single) return { encoding, cost, parts: 1, partsMax: 1, used: cost };
  const even = fill(costs, later, later);
  const firstLonger = fill(costs, single, later);
  const onAir = physical.map((size) => fill([...costs, 1, 1, 1, 1, 1], size, size));
  return {
    encoding,
    cost,
    parts: even.length,
    partsMax: Math.max(even.length, firstLonger.length, ...onAir.map((parts) => parts.length)),
    used: even.at(-1) ?? 0,
  };
}

/** Units of each part when no character is divided. */
function fill(costs: readonly number[], first: number, later: number): number[] {
  const parts = [0];
  for (const cost of costs) {
    const size = parts.length === 1 ? first : later;
    const used = parts.at(-1) ?? 0;
    if (used + cost > size) parts.push(cost);
    else parts[parts.length - 1] = used + cost;
  }
  return parts;
}
