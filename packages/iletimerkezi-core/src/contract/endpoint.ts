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
 * The effect of a second identical call, which decides whether a call may be retried.
 * - `read`: changes nothing
 * - `idempotent`: the second call has no further effect
 * - `once`: the second call has an effect (a second message, a second record, an error that hides a success)
 */
export type Effect = 'read' | 'idempotent' | 'once';

/** One endpoint of the provider: path, effect, and the wire format of request and response. */
export interface Endpoint<Request, Result> {
  readonly slug: EndpointSlug;
  readonly operation: Operation;
  /** Path below the base URL. Every call is a POST with a JSON body. */
  readonly path: string;
  readonly effect: Effect;
  /** Returns the fields of `request` next to `authentication`, exactly as documented. */
  encode(request: Request): object;
  /** Decodes a successful `response`, in all observed variants. Throws only `IletimerkeziError`. */
  decode(response: JsonObject): Result;
  /** Returns the result for a code other than 200 that is not an error. */
  decodeRefusal?(code: number): Result | undefined;
}
