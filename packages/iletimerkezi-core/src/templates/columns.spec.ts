import { describe, expect, it } from '@jest/globals';
import { mapColumns, placeholderName, valuesOf } from './columns.js';
import { parseTemplate } from './template.js';

describe('placeholderName', () => {
  it.each([
    ['Ad', 'Ad'],
    ['Müşteri Adı ve Soyadı', 'Müşteri Adı ve'],
    ['Tutar (TL)', 'Tutar TL'],
    ['Sipariş No.', 'Sipariş No'],
    ['2. Şube', 'Şube'],
    ['{ad}', 'ad'],
    ['a'.repeat(50), 'a'.repeat(40) + ' ' + 'a'.repeat(10)],
    ['%', undefined],
    ['RET', undefined],
  ])('names the placeholder of the column %j %j', (column, name) => {
    expect(placeholderName(column)).toBe(name);
  });

  it('returns names that a template reads as one placeholder', () => {
    for (const column of [
      'Ad',
      'Müşteri Adı ve Soyadı',
      'Tutar (TL)',
      'Sipariş No.',
      '__proto__',
      'İl/İlçe',
    ]) {
      const name = placeholderName(column) ?? '';
      expect(parseTemplate(`{${name}}`)).toMatchObject({ ok: true, value: { names: [name] } });
    }
  });
});

describe('mapColumns', () => {
  const columns = ['Telefon', 'AD', 'Tutar (TL)', 'ad', undefined].map((name, index) => ({ index, name }));

  it('finds columns as headers are compared, the first of equal ones', () => {
    expect([...mapColumns(['Ad', 'tutar tl', 'soyad'], columns)]).toEqual([
      ['Ad', 1],
      ['tutar tl', 2],
      ['soyad', undefined],
    ]);
  });

  it('fills the opt-out link from no column', () => {
    expect([...mapColumns(['ret'], [{ index: 0, name: 'Ret' }])]).toEqual([]);
  });
});

describe('valuesOf', () => {
  it('returns cleaned values of the mapped columns', () => {
    const mapping = new Map([
      ['ad', 1],
      ['şehir', 9],
      ['puan', undefined],
      ['__proto__', 2],
    ]);
    const values = valuesOf(['0530', ' AYŞE\u00a0', 'x'], mapping, { case: 'names' });
    expect(Object.entries(values)).toEqual([
      ['ad', 'Ayşe'],
      ['__proto__', 'X'],
    ]);
  });
});
