import type { Account } from '../state/account.js';
import type { World } from '../state/world.js';
import type { Carrier } from '../delivery/carrier.js';
import type { Warning } from '../warnings.js';
import type { ProviderCode } from './codes.js';
import type { Fields } from './read.js';

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
