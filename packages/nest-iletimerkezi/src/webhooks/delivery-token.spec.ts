import { describe, expect, it } from '@jest/globals';
import { isValidToken, redactWebhookUrl } from './delivery-token.js';

describe('isValidToken', () => {
  it('takes each of several tokens and nothing else', () => {
    const tokens = ['first-token-of-two', 'second-token-of-two'];
    expect(tokens.every((token) => isValidToken(token, tokens))).toBe(true);
    for (const wrong of ['', 'first-token-of-tw', 'first-token-of-two ', undefined, tokens, 5]) {
      expect(isValidToken(wrong, tokens)).toBe(false);
    }
  });

  it('takes nothing when none is given, and nothing when none is valid', () => {
    expect(isValidToken(undefined, [''])).toBe(false);
    expect(isValidToken('', [])).toBe(false);
  });
});

describe('redactWebhookUrl', () => {
  it('blots out the token in the query, wherever it stands', () => {
    expect(redactWebhookUrl('/hooks?a=1&token=4f1c&b=2')).toBe('/hooks?a=1&token=[redacted]&b=2');
  });

  it('blots out known tokens in the path, encoded ones too', () => {
    expect(redactWebhookUrl('/hooks/ab%2Fcd/x', ['ab/cd'])).toBe('/hooks/[redacted]/x');
  });
});
