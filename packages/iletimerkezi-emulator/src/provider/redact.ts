import { field, isFields } from './read.js';

const LARGEST = 16_384;
const DEEPEST = 64;

/** A request's body for the journal: credentials struck out, and only when it is small and shallow enough to print. */
export function redact(body: unknown, contentLength: string | undefined): unknown {
  const request = field(body, 'request');
  if (!isFields(request) || !(Number(contentLength) <= LARGEST) || isDeeperThan(request, DEEPEST))
    return undefined;
  const { authentication, ...rest } = request;
  const key = field(authentication, 'key');
  return {
    request: { authentication: { key: typeof key === 'string' ? key : undefined, hash: '***' }, ...rest },
  };
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeperThan(member, levels - 1));
}
