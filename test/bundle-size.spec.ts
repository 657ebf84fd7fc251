import { describe, expect, it } from '@jest/globals';
import { gzippedBytes } from './support/gzipped.js';

describe('what a browser takes', () => {
  it('is at most 2 kB gzipped for counting segments', () => {
    const bytes = gzippedBytes(`export { countSegments } from 'iletimerkezi-core/segments';`);
    expect(bytes).toBeGreaterThan(500);
    expect(bytes).toBeLessThanOrEqual(2000);
  });

  it('leaves client and consent rules out where only a number is parsed', () => {
    const bytes = gzippedBytes(`export { parseTurkishMobile } from 'iletimerkezi-core';`);
    expect(bytes).toBeGreaterThan(300);
    expect(bytes).toBeLessThanOrEqual(1200);
  });
});
