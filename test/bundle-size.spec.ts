import { describe, expect, it } from '@jest/globals';
import { CORE_LIMITS, sizeKb } from './support/gzipped.js';

describe('what a browser takes of core, gzipped', () => {
  // guarantee: G-113
  it.each(CORE_LIMITS)('is at most $maxKb kB for $case', (limit) => {
    const size = sizeKb(limit);
    expect(size).toBeGreaterThan(0.3);
    expect(size).toBeLessThanOrEqual(limit.maxKb);
  });
});
