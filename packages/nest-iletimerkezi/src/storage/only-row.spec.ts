import { describe, expect, it } from '@jest/globals';
import { onlyRow } from './only-row.js';

describe('the only row', () => {
  it('is the first, and its absence is an error, not a default', () => {
    expect(onlyRow([{ orders: 0 }])).toEqual({ orders: 0 });
    expect(() => onlyRow([])).toThrow('no row');
  });
});
