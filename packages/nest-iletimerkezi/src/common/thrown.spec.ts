import { describe, expect, it } from '@jest/globals';
import { messageOf, nameOf } from './thrown.js';

describe('what was thrown', () => {
  it('is named by its class, which quotes nothing', () => {
    expect(nameOf(new RangeError('the number of somebody'))).toBe('RangeError');
    expect(nameOf('the number of somebody')).toBe('string');
    expect(nameOf(undefined)).toBe('undefined');
  });

  it('is told in its own words, also where it is no error', () => {
    expect(messageOf(new RangeError('the disk is full'))).toBe('the disk is full');
    expect(messageOf('the disk is full')).toBe('the disk is full');
  });
});
