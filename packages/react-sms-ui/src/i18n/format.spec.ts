import { describe, expect, it } from '@jest/globals';
import { foldForSearch } from './fold.js';
import { createFormat, formatPhone } from './format.js';

const TIME = Date.UTC(2026, 10, 21, 11, 5);

describe('formats', () => {
  it('format numbers, shares, money and times in Turkish', () => {
    const format = createFormat('tr', 'Europe/Istanbul');
    expect(format.number(12_345.6)).toBe('12.345,6');
    expect(format.percent(0.42)).toBe('%42');
    expect(format.money(1_234.5)).toBe('₺1.234,50');
    expect(format.dateTime(TIME)).toBe('21 Kas 2026 14:05');
    expect(format.fullDateTime(TIME)).toBe('21 Kas 2026 Cumartesi 14:05');
    expect(format.relative(TIME - 180_000, TIME)).toBe('3 dakika önce');
    expect(['zebra', 'çilek', 'ılık', 'iğne', 'cam'].toSorted(format.compare)).toEqual([
      'cam',
      'çilek',
      'ılık',
      'iğne',
      'zebra',
    ]);
  });

  it('format them in English', () => {
    const format = createFormat('en', 'Europe/Istanbul');
    expect(format.number(12_345.6)).toBe('12,345.6');
    expect(format.percent(0.42)).toBe('42%');
    expect(format.dateTime(TIME)).toBe('21 Nov 2026 14:05');
    expect(format.fullDateTime(TIME)).toBe('Saturday 21 Nov 2026 14:05');
  });

  it('group telephone numbers', () => {
    expect(formatPhone('+905301234567')).toBe('+90 530 123 45 67');
    expect(formatPhone('905301234567')).toBe('+90 530 123 45 67');
    expect(formatPhone('abc')).toBe('abc');
  });
});

describe('a search', () => {
  it('matches İ, I, ı and i, with and without marks', () => {
    expect(new Set(['İzmir', 'IZMIR', 'ızmır', 'izmir'].map(foldForSearch)).size).toBe(1);
    expect(foldForSearch('ÇAĞRI Öğünç Şule')).toBe('cagri ogunc sule');
  });
});
