import { describe, expect, it } from '@jest/globals';
import { CLASSES, EXTENSION, FOREIGN, RETURN, TURKISH, UNSETTLED } from './alphabets.js';

const unitsWith = (bits: number): string[] =>
  [...CLASSES].flatMap((found, unit) => ((found & bits) === 0 ? [] : [String.fromCharCode(unit)]));

describe('the alphabets', () => {
  it('contain the 127 basic characters besides the escape, ten extension characters and seven Turkish letters', () => {
    expect(CLASSES.filter((bits) => (bits & (FOREIGN | TURKISH | EXTENSION)) === 0)).toHaveLength(127);
    expect(unitsWith(EXTENSION).toSorted().join('')).toBe('\f[\\]^{|}~€');
    expect(unitsWith(TURKISH).join('')).toBe('çĞğİıŞş');
    expect(unitsWith(RETURN)).toEqual(['\r']);
  });

  it('classify as settled only what composition never changes', () => {
    const wrong: string[] = [];
    for (let point = 0; point <= 0x10_ffff; point += 1) {
      const character = String.fromCodePoint(point);
      if (((CLASSES[character.charCodeAt(0)] ?? 0) & UNSETTLED) !== 0) continue;
      // Behind a mark of the highest class, anything that may be reordered moves before it; behind a
      // letter, anything that may be composed joins it.
      const probe = `a\u0345${character}e${character}`;
      if (probe.normalize('NFC') !== probe) wrong.push(point.toString(16));
    }
    expect(wrong).toEqual([]);
  });
});
