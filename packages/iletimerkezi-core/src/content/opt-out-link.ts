import { trimEndOf } from '../trim-end.js';

/** The placeholder that stands for a recipient's opt-out link. The Nest module replaces it in every text. */
export const OPT_OUT_FIELD = '{ret}';

/** Number of characters of an opt-out link after the URL and a slash. All of them count as one in each encoding. */
export const OPT_OUT_TOKEN_LENGTH = 11;

/** A domain with a path, without query, fragment, port and user. The scheme may be left out, to save eight characters. */
const URL_FORM =
  /^(?:https:\/\/)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}(?:\/[A-Za-z0-9_-]+)*\/*$/;

/** Opt-out links are sent in each message, so that a long URL is expensive. */
const LONGEST_URL = 60;

/** Returns whether a value is a URL for opt-out links, such as `https://example.com/r` or `example.com/r`. */
export function isOptOutUrl(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_URL && URL_FORM.test(value);
}

/** Returns the link of a token. */
export function optOutLink(url: string, token: string): string {
  return `${trimEndOf(url, '/')}/${token}`;
}

/** Returns an example of the links below a URL, all of which have its length and encoding. */
export function sampleOptOutLink(url: string): string {
  return optOutLink(url, 'x'.repeat(OPT_OUT_TOKEN_LENGTH));
}

/**
 * Returns a text with an example in place of each `{ret}`. The result has as many parts as the message of any recipient.
 *
 * @example countSegments(withSampleLink(text, 'https://example.com/r')).parts
 */
export function withSampleLink(text: string, url: string): string {
  return text.replaceAll(OPT_OUT_FIELD, sampleOptOutLink(url));
}
