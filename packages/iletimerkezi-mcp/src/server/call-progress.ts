import type { ServerContext } from '@modelcontextprotocol/server';

/** Time between the reports of a call that waits. */
const EVERY_MS = 1_000;

/** The parts of a request that its progress needs. */
type ProgressRequest = Pick<ServerContext['mcpReq'], 'signal' | 'notify' | '_meta'>;

interface Reported {
  readonly startedAt: number;
  /** The last value. The values of a request increase. Source: MCP specification, progress. */
  last: number;
}

/** The SDK runs a call again with the same signal when its question was answered. The values still have to increase. */
const REPORTED = new WeakMap<AbortSignal, Reported>();

/**
 * Reports the progress of a call to a client that asked for it: the seconds that it takes, or counts of its own. Never both: the
 * seconds could exceed the counts, and a value that does not increase must not be sent.
 */
export class CallProgress {
  readonly #request: ProgressRequest;
  readonly #onError: (error: unknown) => void;
  readonly #reported: Reported;
  #message: string | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** @param message the text of the seconds. Without it, only {@link report} reports. */
  constructor(request: ProgressRequest, message: string | undefined, onError: (error: unknown) => void) {
    this.#request = request;
    this.#message = message;
    this.#onError = onError;
    this.#reported = REPORTED.get(request.signal) ?? { startedAt: performance.now(), last: -1 };
    REPORTED.set(request.signal, this.#reported);
    if (message === undefined || request._meta?.progressToken === undefined) return;
    this.#timer = setInterval(() => this.#reportTime(), EVERY_MS);
  }

  /** Sets the text of the next seconds. */
  describe(message: string): void {
    this.#message = message;
  }

  /** Reports a number out of a total, if it has increased. */
  report(done: number, total: number): void {
    this.#send(done, { total });
  }

  /** Ends the reports. Call it before the answer is sent. */
  stop(): void {
    clearInterval(this.#timer);
  }

  #reportTime(): void {
    const seconds = Math.floor((performance.now() - this.#reported.startedAt) / 1_000);
    this.#send(seconds, { message: this.#message });
  }

  #send(progress: number, more: { readonly total?: number; readonly message?: string }): void {
    const { signal, notify, _meta } = this.#request;
    const progressToken = _meta?.progressToken;
    if (progressToken === undefined || signal.aborted || progress <= this.#reported.last) return;
    this.#reported.last = progress;
    notify({ method: 'notifications/progress', params: { progressToken, progress, ...more } }).catch(
      this.#onError,
    );
  }
}
