import { describe, expect, it } from '@jest/globals';
import { storedNumbers } from './stored-numbers.js';

describe('storedNumbers', () => {
  it('returns the numbers of an order', () => {
    expect(storedNumbers(['+905301234567', '+4915112345678'])).toEqual(['+905301234567', '+4915112345678']);
  });

  it('throws without the value when a number was replaced by a hash', () => {
    expect(() => storedNumbers(['+905301234567', 'h1:9f86d0'])).toThrow(
      new RangeError('A stored number of the order is not in E.164.'),
    );
  });
});
