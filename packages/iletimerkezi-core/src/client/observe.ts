import type { Operation } from '../contract/endpoint.js';

/** One call of a client method. Contains no number, text, id or credential. */
export interface ObservedCall {
  readonly operation: Operation;
  /** Recipients of an order, or records of a batch; undefined for every other call. */
  readonly recipients: number | undefined;
  /** Attempts so far. 0 before the first one; it stays 0 when the input is refused. */
  readonly attempts: number;
}

/**
 * Observes a call from the check of its input to its last attempt. It must call `run` once and return its promise; what
 * it throws is thrown by the call. `run` rejects with an `IletimerkeziError`, whose `code` and `outcome` describe the
 * failure. The pages of an iterator are calls of their own.
 *
 * @example
 * const observe: Observe = async (call, run) => {
 *   const started = performance.now();
 *   try {
 *     return await run();
 *   } finally {
 *     log(call.operation, call.attempts, performance.now() - started);
 *   }
 * };
 */
export type Observe = <Result>(call: ObservedCall, run: () => Promise<Result>) => Promise<Result>;
