import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parseRecipients } from 'iletimerkezi-core/files';
import { samples } from '../scripts/make-samples.mjs';

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
const rejectedIn = (name: string) =>
  parseRecipients(read(name)).rows.flatMap((row) =>
    row.status === 'rejected' ? [[row.row, row.reason]] : [],
  );

describe('the sample lists', () => {
  it.each(Object.entries(samples))('%s is what the script writes', (name, content) => {
    expect(read(name)).toBe(content);
  });

  it('has 1,000 recipients with semicolons: 959 valid, 30 repeated, 11 that get no SMS', () => {
    expect(parseRecipients(read('recipients.csv'))).toMatchObject({
      valid: 959,
      duplicates: 30,
      rejected: 11,
    });
    expect(rejectedIn('recipients.csv')).toEqual([
      [112, 'landline'],
      [223, 'landline'],
      [251, 'empty'],
      [334, 'not-mobile'],
      [445, 'foreign'],
      [556, 'foreign'],
      [667, 'too-short'],
      [701, 'empty'],
      [778, 'too-long'],
      [889, 'not-a-number'],
      [1000, 'exponent'],
    ]);
  });

  it('has 120 recipients with commas, the number first', () => {
    expect(parseRecipients(read('recipients-comma.csv'))).toMatchObject({
      valid: 111,
      duplicates: 4,
      rejected: 5,
    });
    expect(rejectedIn('recipients-comma.csv').map(([row]) => row)).toEqual([26, 51, 61, 76, 101]);
  });

  it('holds every common spelling of a number', () => {
    const raw = parseRecipients(read('recipients.csv')).rows.map((row) => row.raw);
    for (const spelling of [
      /^05\d{9}$/,
      /^5\d{9}$/,
      /^\+90\d{10}$/,
      /^0090\d{10}$/,
      /^90\d{10}$/,
      /-/,
      /^\(0/,
      / /,
    ]) {
      expect(raw.some((text) => spelling.test(text))).toBe(true);
    }
  });
});
