import type { Credentials } from '../contract/envelope.js';
import type { EndpointSlug } from '../contract/endpoint.js';
import type { CallErrorCode } from '../call-errors.js';
import type { Outcome } from '../errors.js';
import type { CharacterMode } from '../segments/types.js';
import type { Observe } from './observe.js';
import type { RetryPolicy } from './retry.js';
import type { Fetch, Timeouts } from './transport.js';

/** An event of the debug hook. Contains no body, credential, number or text. */
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
      /** The pause before the next attempt; undefined when this attempt is the last. */
      retryInMs: number | undefined;
    };

export interface IletimerkeziClientOptions {
  /** Key and hash from the panel, or a function that returns them, called before every attempt to support rotation. */
  credentials: Credentials | (() => Credentials | Promise<Credentials>);
  /** Default `https://api.iletimerkezi.com`. */
  baseUrl?: string;
  timeouts?: Partial<Timeouts>;
  /** The retry policy for calls that are safe to retry; `false` disables retries. */
  retry?: Partial<RetryPolicy> | false;
  /** The account's character mode, for checking the length of texts. Without it, only texts that are too long in every mode are refused. */
  characterMode?: CharacterMode;
  /** Accept numbers of other countries. Requires the account's abroad mode. Default false. */
  abroad?: boolean;
  /** Accept landlines for consents of the channel ARAMA. Default false: the provider documents mobile numbers only. */
  landlines?: boolean;
  /** Replaces the platform's `fetch`. */
  fetch?: Fetch;
  /** Wraps every call, for tracing and metrics. */
  observe?: Observe;
  /** Receives an event for every attempt. What it throws is ignored. */
  debug?: (event: DebugEvent) => void;
}

/** Options of every call. */
export interface CallOptions {
  /** Aborts the call. If the request may have been sent by then, the error's outcome is `unknown`. */
  signal?: AbortSignal;
  /**
   * Runs once per attempt when the connection is open and no byte of the request has been written: the place to persist
   * that the request is about to be sent. When it resolves to `false` or throws, nothing is sent, and the call fails with
   * code `aborted`, outcome `not-applied` and the thrown error as `cause`. The call never ends while it is running.
   * On platforms without request streams, such as browsers, it runs before the connection is opened.
   */
  beforeSend?: () => boolean | Promise<boolean>;
}
