import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  Injectable,
  type BeforeApplicationShutdown,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { SSE_METADATA } from '@nestjs/common/constants.js';
import { Reflector } from '@nestjs/core';
import {
  EMPTY,
  finalize,
  fromEvent,
  lastValueFrom,
  merge,
  Subject,
  take,
  takeUntil,
  type Observable,
} from 'rxjs';

/** Time for running requests after the stop, in milliseconds. */
const LONGEST_MS = 10_000;

/**
 * Waits for running requests before the application closes its connections and the database, and ends event streams. A request
 * also runs after its client has disconnected. Later requests are answered 503 by `return503OnClosing` of Nest.
 */
@Injectable()
export class RunningRequests implements NestInterceptor, BeforeApplicationShutdown {
  readonly #closing = new Subject<void>();
  readonly #running = new Set<Promise<unknown>>();

  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (this.reflector.get<boolean>(SSE_METADATA, context.getHandler()))
      return next.handle().pipe(takeUntil(this.#closing));
    const response = context.switchToHttp().getResponse<ServerResponse>();
    const handled = new Subject<never>();
    const closed = response.closed ? EMPTY : fromEvent(response, 'close').pipe(take(1));
    const running = lastValueFrom(merge(handled, closed), { defaultValue: undefined });
    this.#running.add(running);
    void running.finally(() => this.#running.delete(running));
    return next.handle().pipe(finalize(() => handled.complete()));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#closing.next();
    const late = new AbortController();
    await Promise.race([
      Promise.all(this.#running),
      sleep(LONGEST_MS, undefined, { signal: late.signal }).catch(() => undefined),
    ]);
    late.abort();
  }
}
