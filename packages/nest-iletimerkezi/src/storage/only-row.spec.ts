import { describe, expect, it } from '@jest/globals';
import { onlyRow } from './only-row.js';

describe('onlyRow', () => {
  it('returns the first row, and throws without one', () => {
    expect(onlyRow([{ orders: 0 }])).toEqual({ orders: 0 });
    expect(() => onlyRow([])).toThrow('no row');
  });
});
