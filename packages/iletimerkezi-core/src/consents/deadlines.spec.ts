import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { istanbulDay, startOfIstanbulDay } from '../istanbul-time.js';
import { addBusinessDays, isBusinessDay, isTooOldForProvider, registrationDeadlines } from './deadlines.js';
import { holidayAt } from './holidays.js';

const at = (text: string): Date => new Date(`${text}+03:00`);
const day = (text: string): number => istanbulDay(at(`${text}T12:00:00`));
const dateOf = (number: number): string =>
  startOfIstanbulDay(number).toLocaleDateString('sv', { timeZone: 'Europe/Istanbul' });

describe('Turkish public holidays', () => {
  it.each([
    ['2026-01-01', 'holiday', 'Yılbaşı'],
    ['2026-10-28', 'half-day', 'Cumhuriyet Bayramı arifesi'],
    ['2026-10-29', 'holiday', 'Cumhuriyet Bayramı'],
    ['2026-03-19', 'half-day', 'Ramazan Bayramı arifesi'],
    ['2026-03-22', 'holiday', 'Ramazan Bayramı'],
    ['2026-05-26', 'half-day', 'Kurban Bayramı arifesi'],
    ['2026-05-30', 'holiday', 'Kurban Bayramı'],
    ['2024-04-09', 'half-day', 'Ramazan Bayramı arifesi'],
    // Two holidays on one day: the fixed one gives its name.
    ['2027-05-19', 'holiday', 'Atatürk’ü Anma, Gençlik ve Spor Bayramı'],
    // A half day on a full holiday stays a holiday.
    ['2029-04-23', 'holiday', 'Ulusal Egemenlik ve Çocuk Bayramı'],
    ['2033-01-01', 'holiday', 'Yılbaşı'],
  ])('has %s', (date, kind, tr) => {
    expect(holidayAt(at(`${date}T10:00:00`))).toMatchObject({ kind, tr });
  });

  it('has no 15 July before 2017 and no holiday on an ordinary day', () => {
    expect(holidayAt(at('2016-07-15T10:00:00'))).toBeUndefined();
    expect(holidayAt(at('2017-07-15T10:00:00'))).toMatchObject({ en: 'Democracy and National Unity Day' });
    expect(holidayAt(at('2026-03-23T10:00:00'))).toBeUndefined();
  });

  it('has religious holidays of 3 and 4 days in every year, a lunar year apart', () => {
    for (let year = 2015; year <= 2035; year += 1) {
      const names = Array.from({ length: 366 }, (_, index) => day(`${year}-01-01`) + index)
        .filter((number) => dateOf(number).startsWith(String(year)))
        .map((number) => holidayAt(startOfIstanbulDay(number)))
        .filter((holiday) => holiday?.kind === 'holiday')
        .map((holiday) => holiday?.en);
      const ramadan = names.filter((name) => name === 'Ramadan Feast').length;
      const sacrifice = names.filter((name) => name === 'Feast of Sacrifice').length;
      // Days may coincide with a fixed holiday, whose name then stands.
      expect([year, ramadan >= 2 && ramadan <= 6, sacrifice >= 3 && sacrifice <= 4]).toEqual([
        year,
        true,
        true,
      ]);
    }
  });

  it('throws for other years', () => {
    expect(() => holidayAt(at('2014-12-31T10:00:00'))).toThrow(/2015 to 2035/);
    expect(() => holidayAt(at('2036-01-01T10:00:00'))).toThrow(RangeError);
  });
});

describe('business days', () => {
  it('skips weekends and holidays, and counts half days by default', () => {
    expect(isBusinessDay(day('2026-11-21'))).toBe(false); // Saturday
    expect(isBusinessDay(day('2026-11-23'))).toBe(true);
    expect(isBusinessDay(day('2026-10-29'))).toBe(false);
    expect(isBusinessDay(day('2026-10-28'))).toBe(true);
    expect(isBusinessDay(day('2026-10-28'), { halfDaysCount: false })).toBe(false);
  });

  it.each([
    ['2026-11-16', '2026-11-19'], // Monday to Thursday
    ['2026-11-19', '2026-11-24'], // over a weekend
    ['2026-11-21', '2026-11-25'], // from a Saturday
    ['2026-03-18', '2026-03-24'], // over the Ramadan Feast, its eve counted
    ['2026-05-26', '2026-06-03'], // over the Feast of Sacrifice
    ['2025-12-31', '2026-01-06'], // over New Year and a weekend
  ])('three business days after %s is %s', (from, to) => {
    expect(dateOf(addBusinessDays(day(from), 3))).toBe(to);
  });

  it('refuses an invalid count', () => {
    expect(() => addBusinessDays(day('2026-11-16'), -1)).toThrow(RangeError);
    expect(() => addBusinessDays(day('2026-11-16'), 0.5)).toThrow(RangeError);
  });
});

describe('registrationDeadlines', () => {
  it('returns the provider’s 72 hours and the law’s 3 business days', () => {
    expect(registrationDeadlines(at('2026-03-18T10:00:00'))).toEqual({
      provider: at('2026-03-21T10:00:00'),
      law: at('2026-03-25T00:00:00'),
      effective: at('2026-03-21T10:00:00'),
    });
  });

  it('uses the day in Istanbul, not of the machine or of UTC', () => {
    expect(registrationDeadlines(at('2026-11-17T00:30:00')).law).toEqual(at('2026-11-21T00:00:00'));
    expect(registrationDeadlines(at('2026-11-16T23:30:00')).law).toEqual(at('2026-11-20T00:00:00'));
  });

  it('never returns a legal deadline before the provider’s', () => {
    const instant = fc.integer({ min: Date.UTC(2015, 0, 2), max: Date.UTC(2035, 11, 20) });
    fc.assert(
      fc.property(instant, fc.boolean(), (time, halfDaysCount) => {
        const { provider, law, effective } = registrationDeadlines(new Date(time), { halfDaysCount });
        expect(provider <= law).toBe(true);
        expect(effective).toEqual(provider);
      }),
    );
  });

  it('accepts a consent of exactly 3 days and no older one', () => {
    const now = at('2026-11-21T10:00:00');
    expect(isTooOldForProvider(at('2026-11-18T10:00:00'), now)).toBe(false);
    expect(isTooOldForProvider(at('2026-11-18T09:59:59'), now)).toBe(true);
  });
});
