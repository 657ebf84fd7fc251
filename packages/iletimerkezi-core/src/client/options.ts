import type { Credentials } from '../contract/envelope.js';
import type { EndpointSlug } from '../contract/endpoint.js';
import type { CallErrorCode } from '../call-errors.js';
import type { Outcome } from '../errors.js';
import type { CharacterMode } from '../segments/types.js';
import type { Observe } from './observe.js';
import type { RetryPolicy } from './retry.js';
import type { Fetch, Timeouts } from './transport.js';

/** What the debug hook is told. No body, credential, number or text is ever in it. */
export type DebugEvent =
  | { type: 'request'; endpoint: EndpointSlug; attempt: number }
  | { type: 'response'; endpoint: EndpointSlug; attempt: number; httpStatus: number; elapsedMs: number }
  | {
      type: 'failure';
      endpoint: EndpointSlug;
      attempt: number;
      code: CallErrorCode;
      outcome: Outcome;
      elapsedMs: number;
      /** The pause before the next attempt; undefined when there is none. */
      retryInMs: number | undefined;
    };

export interface IletimerkeziClientOptions {
  /** Key and hash from the panel, or a function giving them, asked before every attempt: for rotation. */
  credentials: Credentials | (() => Credentials | Promise<Credentials>);
  /** Default `https://api.iletimerkezi.com`. */
  baseUrl?: string;
  timeouts?: Partial<Timeouts>;
  /** How failed calls are repeated where that is safe; `false` for never. */
  retry?: Partial<RetryPolicy> | false;
  /** The account's character mode, for the check of a text's length. Without it only what no mode could carry is refused. */
  characterMode?: CharacterMode;
  /** Whether the account's abroad mode is on, so that numbers of other countries are let through. Default false. */
  abroad?: boolean;
  /** Accept landlines for consents of the channel ARAMA. Default false: the provider documents mobile numbers only. */
  landlines?: boolean;
  /** In place of the platform's `fetch`. */
  fetch?: Fetch;
  /** Wraps every call, for tracing and metrics. */
  observe?: Observe;
  /** Receives an event for every attempt. What it throws is ignored. */
  debug?: (event: DebugEvent) => void;
}

/** What every call takes. */
export interface CallOptions {
  /** Ends the call. If the request may have left by then, the error's outcome is `unknown`. */
  signal?: AbortSignal;
  /**
   * Runs once per attempt when the connection is open and no byte of the request has been written: the place to persist
   * that the request is about to leave. When it resolves to `false` or throws, nothing leaves, and the call fails with
   * code `aborted`, outcome `not-applied` and the thrown error as `cause`. The call never ends while it is running.
   * On platforms without request streams, such as browsers, it runs before the connection is opened.
   */
  beforeSend?: () => boolean | Promise<boolean>;
}
