import { hash, timingSafeEqual } from 'node:crypto';

/** Digests of an account's tokens, cached per list. */
const digests = new WeakMap<readonly string[], readonly Buffer[]>();

/**
 * Returns whether a token is valid. Compares digests, so that the duration does not depend on length or content, and
 * always compares all of them, so that it does not depend on which one matches.
 */
export function isValidToken(given: unknown, valid: readonly string[]): boolean {
  const known = digests.get(valid) ?? valid.map(sha256);
  digests.set(valid, known);
  const digest = sha256(typeof given === 'string' ? given : '');
  let found = false;
  for (const token of known) found = timingSafeEqual(digest, token) || found;
  return found && typeof given === 'string';
}

function sha256(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}

/** Replacement for tokens in logged URLs. */
const REDACTED = '[redacted]';

/**
 * Removes the token from a webhook's URL or path. Use it in the request serializer of an access log that writes the URL
 * before the guard runs. Pass `tokens` when the URL has a token in its path.
 *
 * @example
 * redactWebhookUrl('/hooks/sms?token=4f1c…') // '/hooks/sms?token=[redacted]'
 */
export function redactWebhookUrl(url: string, tokens: readonly string[] = []): string {
  const withoutQueryToken = url.replace(/([?&]token=)[^&#]*/gi, `$1${REDACTED}`);
  return tokens
    .filter((token) => token !== '')
    .flatMap((token) => [token, encodeURIComponent(token)])
    .reduce((text, token) => text.replaceAll(token, REDACTED), withoutQueryToken);
}
