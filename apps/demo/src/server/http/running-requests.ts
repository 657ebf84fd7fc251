import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';

/** The longest wait for running requests, in milliseconds. */
const LONGEST_MS = 10_000;

/**
 * Waits for running requests before the application closes its connections and the database, and ends event streams. Later
 * requests are answered 503 by `return503OnClosing` of Nest. It is a middleware: behind an interceptor, an event stream that is
 * refused would be answered with 200 and an event.
 */
@Injectable()
export class RunningRequests implements BeforeApplicationShutdown {
  readonly #running = new Set<ServerResponse>();

  readonly follow = (_request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    this.#running.add(response);
    response.once('close', () => this.#running.delete(response));
    next();
  };

  async beforeApplicationShutdown(): Promise<void> {
    const answered = [...this.#running].map((response) => once(response, 'close'));
    for (const response of this.#running) if (isEventStream(response)) response.end();
    const late = new AbortController();
    await Promise.race([
      Promise.all(answered),
      sleep(LONGEST_MS, undefined, { signal: late.signal }).catch(() => undefined),
    ]);
    late.abort();
  }
}

const isEventStream = (response: ServerResponse): boolean =>
  String(response.getHeader('content-type')).startsWith('text/event-stream');
