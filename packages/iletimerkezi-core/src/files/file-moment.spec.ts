import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatFileDateTime, parseFileDateTime } from '../istanbul-time.js';
import { parseFileMoment } from './file-moment.js';

describe('parseFileMoment', () => {
  it('reads every moment as the general reader of that format does, summer time of old included', () => {
    const instant = fc.integer({ min: Date.UTC(1995, 0, 1) / 1000, max: Date.UTC(2040, 0, 1) / 1000 });
    fc.assert(
      fc.property(instant, (seconds) => {
        const text = formatFileDateTime(new Date(seconds * 1000));
        expect(parseFileMoment(text)).toEqual(parseFileDateTime(text));
      }),
    );
  });

  it('agrees with it on what is no moment', () => {
    const character = fc.constantFrom(...Array.from('0123456789.: '));
    const near = fc.tuple(fc.nat(18), character).map(([place, sign]) => {
      const text = '15.05.2025 14:23:00';
      return text.slice(0, place) + sign + text.slice(place + 1);
    });
    fc.assert(
      fc.property(near, (text) => {
        expect(parseFileMoment(text)).toEqual(parseFileDateTime(text));
      }),
    );
    for (const text of [
      '',
      '31.02.2025 10:00:00',
      '15.05.2025 24:00:00',
      '15.05.2025 10:00',
      '15.05.2025 10:00:00 ',
    ]) {
      expect(parseFileMoment(text)).toBeUndefined();
    }
  });
});
