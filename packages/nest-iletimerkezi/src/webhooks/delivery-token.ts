import { hash, timingSafeEqual } from 'node:crypto';

/** Digests of the tokens an account has, worked out once for each list. */
const digests = new WeakMap<readonly string[], readonly Buffer[]>();

/**
 * Whether a token is one of those that are valid now. Digests are compared, so that the time says nothing about length
 * or content, and all of them always, so that it does not say which one.
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

/** What stands in a logged URL where a token was. */
const REDACTED = '[redacted]';

/**
 * A webhook's URL or path without its token, for access logs that write the URL before the guard sees it: give it to the
 * logger's request serializer. Pass the tokens for URLs that carry one in the path.
 *
 * @example
 * redactWebhookUrl('/hooks/sms?token=4f1c…') // '/hooks/sms?token=[redacted]'
 */
export function redactWebhookUrl(url: string, tokens: readonly string[] = []): string {
  const blind = url.replace(/([?&]token=)[^&#]*/gi, `$1${REDACTED}`);
  return tokens
    .filter((token) => token !== '')
    .flatMap((token) => [token, encodeURIComponent(token)])
    .reduce((text, token) => text.replaceAll(token, REDACTED), blind);
}
