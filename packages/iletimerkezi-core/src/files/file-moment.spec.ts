import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatFileDateTime, parseFileDateTime } from '../istanbul-time.js';
import { parseFileDay, parseFileMoment } from './file-moment.js';

describe('parseFileMoment', () => {
  it('parses every time as the general parser of the format does, including former summer time', () => {
    const instant = fc.integer({ min: Date.UTC(1995, 0, 1) / 1000, max: Date.UTC(2040, 0, 1) / 1000 });
    fc.assert(
      fc.property(instant, (seconds) => {
        const text = formatFileDateTime(new Date(seconds * 1000));
        expect(parseFileMoment(text)).toEqual(parseFileDateTime(text));
      }),
    );
  });

  it.each([
    ['30.04.2026 09:15', '2026-04-30T09:15:00+03:00'],
    ['30.4.2026 9:15', '2026-04-30T09:15:00+03:00'],
    ['1.05.2026 9:15:07', '2026-05-01T09:15:07+03:00'],
    ['30.04.26 09:15', '2026-04-30T09:15:00+03:00'],
    ['30.04.2026\u00a0 09:15:00', '2026-04-30T09:15:00+03:00'],
    ['30.04.2026 ÖS 3:15', '2026-04-30T15:15:00+03:00'],
    ['30.04.2026 12:15 öö', '2026-04-30T00:15:00+03:00'],
    ['30/04/2026 09:15', '2026-04-30T09:15:00+03:00'],
    ['4/30/2026 9:15', '2026-04-30T09:15:00+03:00'],
    ['4/5/2026 9:15:00 PM', '2026-04-05T21:15:00+03:00'],
    ['05/05/2026 09:15', '2026-05-05T09:15:00+03:00'],
    ['30-04-2026 09:15:42', '2026-04-30T09:15:42+03:00'],
    ['2026-04-30T09:15:42.123', '2026-04-30T09:15:42+03:00'],
    ['2026-04-30 09:15:42,123', '2026-04-30T09:15:42+03:00'],
    ['2026-04-30 9:15', '2026-04-30T09:15:00+03:00'],
    ['2026/04/30 09:15', '2026-04-30T09:15:00+03:00'],
    ['2026-04-30T09:15:42+0300', '2026-04-30T09:15:42+03:00'],
    ['2026-04-30 06:15:42 Z', '2026-04-30T09:15:42+03:00'],
    ['2026-04-30T06:15:42.000Z', '2026-04-30T09:15:42+03:00'],
    ['30 Nisan 2026 Perşembe 09:15', '2026-04-30T09:15:00+03:00'],
    ['30.Nis.26 09:15', '2026-04-30T09:15:00+03:00'],
    ['5 AĞUSTOS 2026 09:15', '2026-08-05T09:15:00+03:00'],
    ['30-Apr-2026 09:15', '2026-04-30T09:15:00+03:00'],
    ['46142,385416666664', '2026-04-30T09:15:00+03:00'],
    ['46142.3854166667', '2026-04-30T09:15:00+03:00'],
  ])('parses %j, a form of spreadsheets', (text, moment) => {
    expect(parseFileMoment(text)).toEqual(new Date(moment));
  });

  it.each([
    '',
    '31.02.2025 10:00:00',
    '31.02.2026 10:00',
    '15.05.2025 24:00:00',
    '15.05.2025 10:00:60',
    '30.13.2026 09:15',

    '04/05/2026 09:15',
    '4-5-2026 9:15',
    '13/13/2026 09:15',
    '30.04.2026',
    '30.04.2026 13:15 PM',
    '30 Xyz 2026 09:15',
    '2026-04-30T25:00:00Z',
    '2026-04-30T24:00:00Z',
    '2026-02-30T10:00:00Z',
    '2026-02-30T10:00:00.000+03:00',
    '2025-02-29T10:00+03:00',
    '46142',
    '4614.5',
    'dün',
    '30.04.2026 09:15 foo',
    '1777533342',
  ])('refuses %j', (text) => {
    expect(parseFileMoment(text)).toBeUndefined();
  });

  it('parses a day without a time as its beginning, or as its end but not later than now', () => {
    const now = new Date('2026-11-28T12:00:00+03:00');
    for (const text of ['30.04.2026', '2026-04-30', '30 Nisan 2026', '46142']) {
      expect(parseFileDay(text, false, now)).toEqual(new Date('2026-04-30T00:00:00+03:00'));
      expect(parseFileDay(text, true, now)).toEqual(new Date('2026-04-30T23:59:59+03:00'));
    }
    expect(parseFileDay('28.11.2026', true, now)).toEqual(now);
    expect(parseFileDay('29.11.2026', true, now)).toEqual(new Date('2026-11-29T00:00:00+03:00'));
    expect(parseFileDay('31.11.2026', false, now)).toBeUndefined();
    expect(parseFileDay('04/05/2026', false, now)).toBeUndefined();
  });
});
