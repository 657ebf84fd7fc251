import { describe, expect, it } from '@jest/globals';
import { en } from './messages.en.js';
import { tr, type MessageKey } from './messages.tr.js';

const keys = Object.keys(tr) as MessageKey[];
const holes = (text: string) => new Set(Array.from(text.matchAll(/\{(\w+)/g), ([, name]) => name));

describe('texts', () => {
  it.each(keys)('%s has the same placeholders in both languages', (key) => {
    expect(en[key].trim()).not.toBe('');
    expect(tr[key].trim()).not.toBe('');
    expect(holes(en[key])).toEqual(holes(tr[key]));
  });

  it('have no English words in Turkish', () => {
    const same = keys.filter((key) => tr[key] === en[key]);
    expect(same).toEqual(['app.name']);
  });
});
