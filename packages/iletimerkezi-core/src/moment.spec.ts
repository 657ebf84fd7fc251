import { describe, expect, it } from '@jest/globals';
import { parseInstant } from './moment.js';

describe('parseInstant', () => {
  it.each([
    ['2027-01-20T13:45:00+03:00', '2027-01-20T10:45:00.000Z'],
    ['2027-01-20T13:45Z', '2027-01-20T13:45:00.000Z'],
    ['2028-02-29T00:00:00.123456789-05:30', '2028-02-29T05:30:00.123Z'],
  ])('parses %j', (text, iso) => {
    expect(parseInstant(text)?.toISOString()).toBe(iso);
  });

  it.each([
    '',
    '2027-01-20',
    '2027-01-20T13:45:00',
    '2027-01-20 13:45:00Z',
    '2027-02-30T10:00:00Z',
    '2027-02-29T10:00:00+03:00',
    '2027-01-20T24:00:00Z',
    '2027-01-20T10:00:00+99:00',
    '03/04/2027',
    '1900000000000',
    '+275760-09-13T00:00:00.000Z',
  ])('refuses %j', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });
});
