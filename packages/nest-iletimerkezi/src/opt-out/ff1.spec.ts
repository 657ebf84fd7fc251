import { describe, expect, it } from '@jest/globals';
import { Ff1 } from './ff1.js';

const KEY = Buffer.from('2b7e151628aed2a6abf7158809cf4f3c', 'hex');
const KEY_256 = Buffer.from('2b7e151628aed2a6abf7158809cf4f3cef4359d8d580aa4f7f036d6f04fc6a94', 'hex');
const digitsOf = (text: string): number[] => Array.from(text, (character) => Number.parseInt(character, 36));
const textOf = (digits: number[]): string => digits.map((digit) => digit.toString(36)).join('');

// Source: NIST SP 800-38G, examples with intermediate values, FF1 samples 1, 2, 3 and 7.
describe('Ff1', () => {
  it.each([
    [KEY, 10, '', '0123456789', '2433477484'],
    [KEY, 10, '39383736353433323130', '0123456789', '6124200773'],
    [KEY, 36, '3737373770717273373737', '0123456789abcdefghi', 'a9tv40mll9kdu509eum'],
    [KEY_256, 10, '', '0123456789', '6657667009'],
  ])('encrypts and decrypts the examples of the specification', (key, radix, tweak, plain, encrypted) => {
    const ff1 = new Ff1(key, { radix, length: plain.length, tweak: Buffer.from(tweak, 'hex') });
    expect(textOf(ff1.encrypt(digitsOf(plain)))).toBe(encrypted);
    expect(textOf(ff1.decrypt(digitsOf(encrypted)))).toBe(plain);
  });
});
