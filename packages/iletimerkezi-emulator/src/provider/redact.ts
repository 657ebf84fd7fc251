import { field, isFields } from './read.js';

const LARGEST = 16_384;

/** A request's body for the journal: credentials struck out, and only when the body is small enough to keep. */
export function redact(body: unknown, contentLength: string | undefined): unknown {
  const request = field(body, 'request');
  if (!isFields(request) || !(Number(contentLength) <= LARGEST)) return undefined;
  const { authentication, ...rest } = request;
  const key = field(authentication, 'key');
  return {
    request: { authentication: { key: typeof key === 'string' ? key : undefined, hash: '***' }, ...rest },
  };
}
