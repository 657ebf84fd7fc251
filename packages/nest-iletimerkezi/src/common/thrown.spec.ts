import { describe, expect, it } from '@jest/globals';
import { kindOf, messageOf, nameOf } from './thrown.js';

describe('a thrown value', () => {
  it('is described by its class name', () => {
    expect(nameOf(new RangeError('the number of somebody'))).toBe('RangeError');
    expect(nameOf('the number of somebody')).toBe('string');
    expect(nameOf(undefined)).toBe('undefined');
  });

  it('is described by its class name and its code', () => {
    expect(kindOf(Object.assign(new RangeError('a number'), { code: 'ERR_OUT_OF_RANGE' }))).toBe(
      'RangeError (ERR_OUT_OF_RANGE)',
    );
    expect(kindOf(new RangeError('a number'))).toBe('RangeError');
    expect(kindOf({ code: 'E' })).toBe('object');
  });

  it('is described by its message, also when it is not an Error', () => {
    expect(messageOf(new RangeError('the disk is full'))).toBe('the disk is full');
    expect(messageOf('the disk is full')).toBe('the disk is full');
  });
});
