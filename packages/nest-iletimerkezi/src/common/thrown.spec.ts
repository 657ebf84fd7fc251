import { describe, expect, it } from '@jest/globals';
import { messageOf, nameOf } from './thrown.js';

describe('a thrown value', () => {
  it('is described by its class name', () => {
    expect(nameOf(new RangeError('the number of somebody'))).toBe('RangeError');
    expect(nameOf('the number of somebody')).toBe('string');
    expect(nameOf(undefined)).toBe('undefined');
  });

  it('is described by its message, also when it is not an Error', () => {
    expect(messageOf(new RangeError('the disk is full'))).toBe('the disk is full');
    expect(messageOf('the disk is full')).toBe('the disk is full');
  });
});
