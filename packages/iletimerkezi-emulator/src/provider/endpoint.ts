import type { Account } from '../state/account.js';
import type { World } from '../state/world.js';
import type { Carrier } from '../delivery/carrier.js';
import type { Warning } from '../warnings.js';
import type { ProviderCode } from './codes.js';
import type { Fields } from './read.js';

/** The provider's endpoints by the names its documentation gives them, with their paths. All are POST. */
export const ENDPOINTS = {
  'send-sms': '/v1/send-sms/json',
  'cancel-order': '/v1/cancel-order/json',
  'get-report': '/v1/get-report/json',
  'get-reports': '/v1/get-reports/json',
  'get-balance': '/v1/get-balance/json',
  'get-sender': '/v1/get-sender/json',
  'get-blacklist': '/v1/get-blacklist/json',
  'add-blacklist': '/v1/add-blacklist/json',
  'delete-blacklist': '/v1/delete-blacklist/json',
  'iys-register': '/v1/consent/create/json',
  'iys-check': '/v1/consent/show/json',
} as const;
export type EndpointName = keyof typeof ENDPOINTS;

/** An authenticated request on its way through an endpoint. */
export interface Call {
  readonly world: World;
  readonly carrier: Carrier;
  readonly account: Account;
  /** The content of `request`. */
  readonly request: Fields;
  readonly now: number;
}

/** The answer of an endpoint. `reason` is for the journal only and is not sent to the caller. */
export interface Answer {
  code: ProviderCode;
  /** Joins `status` in the answer of a success. */
  result?: Fields;
  reason?: string;
  /** For the journal. */
  warnings?: readonly Warning[];
  /** For the journal. */
  orderId?: number;
  recipients?: number;
}

export type Endpoint = (call: Call) => Answer | Promise<Answer>;

/** A refusal with its reason for the journal. */
export function refuse(code: Exclude<ProviderCode, 200>, reason: string): Answer {
  return { code, reason };
}

export const ACCEPTED: Answer = { code: 200 };
