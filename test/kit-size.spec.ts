import { describe, expect, it } from '@jest/globals';
import { KIT_LIMITS, sizeKb, STYLES_MAX_KB, stylesKb } from './support/gzipped.js';

describe('what the kit adds to a page, gzipped', () => {
  // guarantee: G-113
  it.each(KIT_LIMITS)('is at most $maxKb kB for $case', (limit) => {
    const size = sizeKb(limit);
    expect(size).toBeGreaterThan(1);
    expect(size).toBeLessThanOrEqual(limit.maxKb);
  });

  it(`is at most ${STYLES_MAX_KB} kB for all styles`, () => {
    expect(stylesKb()).toBeGreaterThan(2);
    expect(stylesKb()).toBeLessThanOrEqual(STYLES_MAX_KB);
  });
});
