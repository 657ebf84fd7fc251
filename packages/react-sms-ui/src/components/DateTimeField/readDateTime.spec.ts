import { describe, expect, it } from '@jest/globals';
import { quickPicks } from './quickPicks.js';
import { readDateTime, timeOf, writeDateTime } from './readDateTime.js';

/** Saturday, 21 November 2026, 14:05 in Istanbul. */
const NOW = Date.UTC(2026, 10, 21, 11, 5);

const read = (text: string): string | undefined => {
  const reading = readDateTime(text, NOW);
  const time = reading && timeOf(reading);
  return time && writeDateTime(time);
};

describe('readDateTime', () => {
  it.each([
    '01.12.2026 10:00',
    '1.12.2026 10.00',
    ' 1/12/2026  10:00 ',
    '1-12-2026, 10:00',
    '2026-12-01 10:00',
    '2026-12-01T10:00',
    '1 Aralık 2026 10:00',
    '1 ARALIK 2026 saat 10.00',
    '1 Ara 2026 Salı 10:00',
    'Tuesday 1 Dec 2026 10:00',
    '1 December 2026 at 10:00',
  ])('reads %s', (text) => {
    expect(read(text)).toBe('01.12.2026 10:00');
  });

  it.each([
    ['yarın 10:00', '22.11.2026 10:00'],
    ['YARIN 9.05', '22.11.2026 09:05'],
    ['tomorrow 10:00', '22.11.2026 10:00'],
    ['bugün 18:30', '21.11.2026 18:30'],
    ['pazartesi 10:00', '23.11.2026 10:00'],
    ['Monday at 10:00', '23.11.2026 10:00'],
    ['cumartesi 10:00', '28.11.2026 10:00'],
  ])('reads %s from today on', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    '',
    '10:00',
    '01.12 10:00',
    '30.02.2026 10:00',
    '01.12.2026 24:00',
    '01.12.2026 10:60',
    '01.12.26 10:00',
    '12/13/2026 10:00',
    '1 Foo 2026 10:00',
    'Pazartesi 1 Ara 2026 10:00',
    'pazartesi salı 10:00',
    '01.12.2026 10:00 pm',
    'soon',
  ])('does not guess what "%s" means', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it('reads a day without its time', () => {
    expect(readDateTime('01.12.2026 ', NOW)).toEqual({ day: '2026-12-01', clock: undefined });
  });

  it('reads no word before the clock is known', () => {
    expect(readDateTime('yarın 10:00', undefined)).toBeUndefined();
    expect(readDateTime('01.12.2026 10:00', undefined)).toEqual({ day: '2026-12-01', clock: '10:00' });
  });
});

describe('quickPicks', () => {
  const written = (now: number): string[] =>
    quickPicks(now).map(({ name, time }) => `${name} ${writeDateTime(time)}`);

  it('offers an hour from now, tomorrow and Monday', () => {
    expect(written(NOW)).toEqual([
      'hour 21.11.2026 15:05',
      'tomorrow 22.11.2026 10:00',
      'monday 23.11.2026 10:00',
    ]);
  });

  it('rounds seconds up, and names a Monday once', () => {
    // Sunday, 22 November 2026, 23:30:20 in Istanbul.
    expect(written(Date.UTC(2026, 10, 22, 20, 30, 20))).toEqual([
      'hour 23.11.2026 00:31',
      'tomorrow 23.11.2026 10:00',
    ]);
  });

  it('offers the Monday of next week on a Monday', () => {
    expect(written(Date.UTC(2026, 10, 23, 9))).toContain('monday 30.11.2026 10:00');
  });
});
