import { describe, expect, it } from '@jest/globals';
import { en } from './messages.en.js';
import { tr } from './messages.tr.js';

const holes = (message: string): string[] =>
  [...new Set([...message.matchAll(/\{(\w+)/g)].map(([, name]) => name!))].toSorted();

describe('messages', () => {
  it('carry the same values in Turkish and English', () => {
    const values = (messages: Record<string, string>) =>
      Object.entries(messages).map(([key, message]) => [key, ...holes(message)]);
    expect(values(tr)).toEqual(values(en));
  });

  it('are written with typographic apostrophes and without exclamation marks', () => {
    const odd = [...Object.values(en), ...Object.values(tr)].filter((message) => /['!]/.test(message));
    expect(odd).toEqual([]);
  });
});
