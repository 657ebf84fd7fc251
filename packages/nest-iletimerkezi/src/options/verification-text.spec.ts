import { describe, expect, it } from '@jest/globals';
import { countSegments, type CharacterMode } from 'iletimerkezi-core';
import { verificationText } from './verification-text.js';

const MODES: CharacterMode[] = ['english', 'turkish', 'unicode'];
const DOMAINS = [undefined, 'example.com', `${'a'.repeat(60)}.example.com`];

describe('the text of a message', () => {
  it.each(MODES.flatMap((characterMode) => DOMAINS.map((domain) => [characterMode, domain] as const)))(
    'has one part in the mode %s with the domain %s, in both languages and at every operator',
    (characterMode, domain) => {
      for (const locale of ['tr', 'en'] as const) {
        for (const turkishLetterCost of [1, 2] as const) {
          for (const ordinal of [1, 12]) {
            const text = verificationText(
              { texts: {}, domain, characterMode },
              { code: '1234567890', remainingMs: 3_600_000, locale, ordinal },
            );
            expect(countSegments(text, { characterMode, turkishLetterCost }).partsMax).toBe(1);
            expect(text.split('\n').at(-1)).toMatch(domain ? /^@[a-z.]+ #1234567890$/ : /1234567890/);
          }
        }
      }
    },
  );

  it('differs for each repetition of a code', () => {
    const texts = [1, 2, 3].map((ordinal) =>
      verificationText(
        { texts: { tr: 'Kod: {code}' }, domain: 'example.com', characterMode: 'english' },
        { code: '123456', remainingMs: 60_000, locale: 'tr', ordinal },
      ),
    );
    expect(texts).toEqual([
      'Kod: 123456\n@example.com #123456',
      '(2) Kod: 123456\n@example.com #123456',
      '(3) Kod: 123456\n@example.com #123456',
    ]);
  });
});
