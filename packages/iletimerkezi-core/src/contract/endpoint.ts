import type { JsonObject } from './json.js';

/** The provider's endpoints, by the names its documentation uses. */
export type EndpointSlug =
  | 'send-sms'
  | 'cancel-order'
  | 'get-report'
  | 'get-reports'
  | 'get-balance'
  | 'get-sender'
  | 'get-blacklist'
  | 'add-blacklist'
  | 'delete-blacklist'
  | 'iys-register'
  | 'iys-check';

/** The calls of the client, as traces and metrics name them. */
export type Operation =
  | 'send'
  | 'cancel'
  | 'report'
  | 'orders'
  | 'balance'
  | 'senders'
  | 'blacklist.list'
  | 'blacklist.add'
  | 'blacklist.remove'
  | 'consents.check'
  | 'consents.register';

/**
 * What a second identical call would do, which decides what may be retried.
 * - `read`: nothing is changed
 * - `idempotent`: twice is the same as once
 * - `once`: twice differs from once (a second message, a second record, an error that hides a success)
 */
export type Effect = 'read' | 'idempotent' | 'once';

/** One endpoint of the provider: where it is, what it does, how its request and its answer look on the wire. */
export interface Endpoint<Request, Result> {
  readonly slug: EndpointSlug;
  readonly operation: Operation;
  /** Path below the base URL; every call is a POST of JSON. */
  readonly path: string;
  readonly effect: Effect;
  /** The fields beside `authentication` in `request`, exactly as documented. */
  encode(request: Request): object;
  /** Reads a successful `response`, in every dialect seen. Throws only `IletimerkeziError`. */
  decode(response: JsonObject): Result;
  /** Where a code other than 200 is an answer and no error: that answer. */
  decodeRefusal?(code: number): Result | undefined;
}
