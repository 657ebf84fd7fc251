import { describe, expect, it } from '@jest/globals';
import { messagesEn } from './en.js';
import { messagesTr } from './tr.js';
import { createTranslate, type MessageKey } from './translate.js';
import type { Message } from './types.js';

const KEYS = Object.keys(messagesEn) as MessageKey[];
const forms = (message: Message): readonly string[] =>
  typeof message === 'string' ? [message] : [message.one, message.other];
const names = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).toSorted();

describe('the packs', () => {
  it('require the same values in both languages', () => {
    const asked = (message: Message): string[] => [...new Set(forms(message).flatMap(names))].toSorted();
    const different = KEYS.filter((key) => asked(messagesTr[key]).join() !== asked(messagesEn[key]).join());
    expect(different).toEqual([]);
  });

  it('have no empty or untranslated text', () => {
    const same = KEYS.filter((key) => {
      const [english] = forms(messagesEn[key]);
      const [turkish] = forms(messagesTr[key]);
      return (
        turkish === undefined ||
        turkish === '' ||
        (turkish === english && /[a-z]{4}/i.test(turkish.replaceAll(/\{\w+\}/g, '')))
      );
    });
    // Texts that are the same in both languages.
    expect(same.filter((key) => !/unicode|ucs2|Ctrl/i.test(forms(messagesEn[key]).join()))).toEqual([]);
  });

  it('have no exclamation marks', () => {
    expect(
      KEYS.filter((key) => forms(messagesTr[key]).concat(forms(messagesEn[key])).join().includes('!')),
    ).toEqual([]);
  });
});

describe('a translation', () => {
  const en = createTranslate('en', messagesEn);
  const tr = createTranslate('tr', messagesTr);

  it('selects the plural form by the count, and formats numbers in the language', () => {
    expect(en('counter.credits', { count: 1 })).toBe('1 credit');
    expect(en('counter.credits', { count: 12_345 })).toBe('12,345 credits');
    expect(tr('counter.credits', { count: 12_345 })).toBe('12.345 kontör');
  });

  it('keeps a missing value visible', () => {
    const faulty = createTranslate('en', { ...messagesEn, 'common.retry': 'Again, {who}' });
    expect(faulty('common.retry')).toBe('Again, {who}');
  });
});
