import { describe, expect, it } from '@jest/globals';
import { istanbulDay } from '../istanbul-time.js';
import { holidayOn } from './holidays.js';

const ofYear = (year: number): string[] => {
  const first = istanbulDay(new Date(`${year}-01-01T12:00:00Z`));
  const last = istanbulDay(new Date(`${year}-12-31T12:00:00Z`));
  const found: string[] = [];
  for (let day = first; day <= last; day += 1) {
    const holiday = holidayOn(day);
    if (!holiday) continue;
    const date = new Date(day * 86_400_000).toISOString().slice(5, 10);
    found.push(`${date} ${holiday.kind} ${holiday.tr} / ${holiday.en}`);
  }
  return found;
};

describe('the calendar of public holidays', () => {
  it('has each day of 2026 and 2033 with its name in both languages', () => {
    expect(ofYear(2026)).toEqual([
      '01-01 holiday Yılbaşı / New Year',
      '03-19 half-day Ramazan Bayramı arifesi / Ramadan Feast eve',
      '03-20 holiday Ramazan Bayramı / Ramadan Feast',
      '03-21 holiday Ramazan Bayramı / Ramadan Feast',
      '03-22 holiday Ramazan Bayramı / Ramadan Feast',
      '04-23 holiday Ulusal Egemenlik ve Çocuk Bayramı / National Sovereignty and Children’s Day',
      '05-01 holiday Emek ve Dayanışma Günü / Labour and Solidarity Day',
      '05-19 holiday Atatürk’ü Anma, Gençlik ve Spor Bayramı / Commemoration of Atatürk, Youth and Sports Day',
      '05-26 half-day Kurban Bayramı arifesi / Feast of Sacrifice eve',
      '05-27 holiday Kurban Bayramı / Feast of Sacrifice',
      '05-28 holiday Kurban Bayramı / Feast of Sacrifice',
      '05-29 holiday Kurban Bayramı / Feast of Sacrifice',
      '05-30 holiday Kurban Bayramı / Feast of Sacrifice',
      '07-15 holiday Demokrasi ve Millî Birlik Günü / Democracy and National Unity Day',
      '08-30 holiday Zafer Bayramı / Victory Day',
      '10-28 half-day Cumhuriyet Bayramı arifesi / Republic Day eve',
      '10-29 holiday Cumhuriyet Bayramı / Republic Day',
    ]);
    // The eve of the first of two Ramadan feasts falls on New Year’s Day, which stays a full holiday.
    expect(ofYear(2033).slice(0, 4)).toEqual([
      '01-01 holiday Yılbaşı / New Year',
      '01-02 holiday Ramazan Bayramı / Ramadan Feast',
      '01-03 holiday Ramazan Bayramı / Ramadan Feast',
      '01-04 holiday Ramazan Bayramı / Ramadan Feast',
    ]);
    expect(ofYear(2033).slice(-4)).toEqual([
      '12-22 half-day Ramazan Bayramı arifesi / Ramadan Feast eve',
      '12-23 holiday Ramazan Bayramı / Ramadan Feast',
      '12-24 holiday Ramazan Bayramı / Ramadan Feast',
      '12-25 holiday Ramazan Bayramı / Ramadan Feast',
    ]);
    expect(ofYear(2016).filter((day) => day.startsWith('07-15'))).toEqual([]);
    expect(ofYear(2017).filter((day) => day.startsWith('07-15'))).toHaveLength(1);
    expect(ofYear(2035).at(-1)).toMatch(/^12-03 holiday Ramazan/);
  });
});
