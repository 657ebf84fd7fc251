import type { Endpoint } from './endpoint.js';
import { field, objectField, readNumber } from './json.js';
import { malformedAnswer } from './malformed.js';

/** The balance of the account. `amount` applies to accounts billed in lira, `sms` to accounts billed in credits. */
export interface Balance {
  /** Turkish lira. */
  amount: number;
  /** Credits: messages of one part. */
  sms: number;
}

/** `POST /v1/get-balance/json`. Source: provider documentation, get-balance. */
export const getBalance: Endpoint<void, Balance> = {
  slug: 'get-balance',
  operation: 'balance',
  path: '/v1/get-balance/json',
  effect: 'read',
  encode: () => ({}),
  decode(response) {
    const balance = objectField(response, 'balance');
    const amount = balance && readNumber(field(balance, 'amount'));
    const sms = balance && readNumber(field(balance, 'sms'));
    if (amount === undefined || sms === undefined) {
      throw malformedAnswer('get-balance', 'it has no amount or no sms count', 'not-applied');
    }
    return { amount, sms };
  },
};
