import { formatDateTime } from '../istanbul-time.js';
import type { E164 } from '../phone/index.js';
import type { Endpoint } from './endpoint.js';
import { field, listField, objectField, readInteger, readRecipient } from './json.js';
import { malformedAnswer } from './malformed.js';

/** Filter and page of a blacklist query. */
export interface BlacklistQuery {
  /** Blocked at or after this time. */
  start?: Date;
  /** Blocked at or before this time. */
  end?: Date;
  /** From 1. */
  page?: number;
  /** 1 to 1,000. Default 1,000. */
  rowCount?: number;
}

/** One page of the blacklist. */
export interface BlacklistPage {
  /** E.164 for Turkish numbers; other numbers as the provider returns them. */
  numbers: string[];
  /** Total of blocked numbers, as the provider reports it. */
  count: number | undefined;
}

/** `POST /v1/get-blacklist/json`. Source: provider documentation, get-blacklist. */
export const getBlacklist: Endpoint<BlacklistQuery, BlacklistPage> = {
  slug: 'get-blacklist',
  operation: 'blacklist.list',
  path: '/v1/get-blacklist/json',
  effect: 'read',

  encode({ start, end, page, rowCount }) {
    const filter = {
      ...(start && { start: formatDateTime(start) }),
      ...(end && { end: formatDateTime(end) }),
    };
    const blacklist = {
      ...((start || end) && { filter }),
      // This endpoint requires text; get-report requires numbers.
      ...(page !== undefined && { page: String(page) }),
      ...(rowCount !== undefined && { rowCount: String(rowCount) }),
    };
    return Object.keys(blacklist).length === 0 ? {} : { blacklist };
  },

  decode(response) {
    const blacklist = objectField(response, 'blacklist');
    if (blacklist === undefined) throw malformedAnswer('get-blacklist', 'it has no blacklist', 'not-applied');
    return {
      numbers: listField(blacklist, 'number').map(decodeNumber),
      count: readInteger(field(blacklist, 'count')),
    };
  },
};

/** `POST /v1/add-blacklist/json`: adds one number; idempotent. Source: provider documentation, add-blacklist. */
export const addBlacklist: Endpoint<{ number: E164 }, void> = {
  slug: 'add-blacklist',
  operation: 'blacklist.add',
  path: '/v1/add-blacklist/json',
  effect: 'idempotent',
  encode: ({ number }) => ({ blacklist: { number } }),
  decode: () => undefined,
};

/** `POST /v1/delete-blacklist/json`: removes one number; 474 when it is not on the blacklist. Source: provider documentation, delete-blacklist. */
export const deleteBlacklist: Endpoint<{ number: E164 }, void> = {
  slug: 'delete-blacklist',
  operation: 'blacklist.remove',
  path: '/v1/delete-blacklist/json',
  effect: 'once',
  encode: ({ number }) => ({ blacklist: { number } }),
  decode: () => undefined,
};

function decodeNumber(value: unknown): string {
  const number = readRecipient(value);
  if (number === undefined) throw malformedAnswer('get-blacklist', 'an entry is no number', 'not-applied');
  return number;
}
