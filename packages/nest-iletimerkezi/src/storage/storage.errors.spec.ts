import { describe, expect, it } from '@jest/globals';
import { errorCode, isDataFault } from './storage.errors.js';

describe('an error', () => {
  it.each([
    [{ code: '22P02' }, true],
    [{ code: '23505' }, true],
    [{ code: '54000' }, true],
    [{ code: '40P01' }, false],
    [{ code: '57P01' }, false],
    [{ code: 'ECONNRESET' }, false],
    [new Error('Connection terminated unexpectedly'), false],
    [undefined, false],
  ])('%p is an error about the data sent to PostgreSQL: %p', (error, expected) => {
    expect(isDataFault(error)).toBe(expected);
  });

  it.each([
    [{ code: 'ENOENT' }, 'ENOENT'],
    [{ code: 404 }, undefined],
    ['ENOENT', undefined],
    [null, undefined],
  ])('%p has the code %p', (error, expected) => {
    expect(errorCode(error)).toBe(expected);
  });
});
