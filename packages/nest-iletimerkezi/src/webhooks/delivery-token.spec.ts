import { describe, expect, it } from '@jest/globals';
import { isValidToken, redactWebhookUrl } from './delivery-token.js';

describe('isValidToken', () => {
  it('accepts each of several tokens and nothing else', () => {
    const tokens = ['first-token-of-two', 'second-token-of-two'];
    expect(tokens.every((token) => isValidToken(token, tokens))).toBe(true);
    for (const wrong of ['', 'first-token-of-tw', 'first-token-of-two ', undefined, tokens, 5]) {
      expect(isValidToken(wrong, tokens)).toBe(false);
    }
  });

  it('rejects a missing token, and every token when none is configured', () => {
    expect(isValidToken(undefined, [''])).toBe(false);
    expect(isValidToken('', [])).toBe(false);
  });
});

describe('redactWebhookUrl', () => {
  it('redacts the token in the query at any position', () => {
    expect(redactWebhookUrl('/hooks?a=1&token=4f1c&b=2')).toBe('/hooks?a=1&token=[redacted]&b=2');
  });

  it('redacts known tokens in the path, including encoded ones', () => {
    expect(redactWebhookUrl('/hooks/ab%2Fcd/x', ['ab/cd'])).toBe('/hooks/[redacted]/x');
  });
});
