import { Observable, type OperatorFunction } from 'rxjs';

/** The part of a connection that shows whether its client reads: a socket, or a stream of HTTP/2. */
export interface ReportConnection {
  /** Whether the buffer of the connection is full, because the client reads more slowly than the server writes. */
  readonly writableNeedDrain: boolean;
  once(event: 'drain', listener: () => void): unknown;
  off(event: 'drain', listener: () => void): unknown;
  destroy(): unknown;
}

/** The request of a client that receives events: the one of Express or Fastify, as `@Req()` returns it. */
export interface ReportRequest {
  readonly headers: { readonly 'last-event-id'?: string | readonly string[] | undefined };
  readonly socket: ReportConnection;
  /** The client's stream of an HTTP/2 session, whose streams share one socket. */
  readonly stream?: ReportConnection;
  /** Node's request, on platforms that wrap it. */
  readonly raw?: Pick<ReportRequest, 'socket' | 'stream'>;
}

/** Returns the header `Last-Event-ID`, which browsers send when they reconnect. */
export function lastEventId({ headers }: ReportRequest): string | undefined {
  const id = headers['last-event-id'];
  return typeof id === 'string' ? id : undefined;
}

/** Returns the connection to the client. */
export function connectionOf(request: ReportRequest): ReportConnection {
  const { stream, socket } = request.raw ?? request;
  return stream ?? socket;
}

/**
 * Emits values while the connection accepts data. While its buffer is full, only the newest value is kept, and is emitted
 * when the client has read. Nest's stream queues what it cannot write, without a limit in Nest 11: without this, a client
 * that stops reading makes the process store every event.
 *
 * Destroys the connection when its buffer has been full for `stalledMs` milliseconds, or is full when the source
 * completes.
 */
export function whileReading<Value>(
  connection: ReportConnection,
  stalledMs: number,
): OperatorFunction<Value, Value> {
  return (values$) =>
    new Observable<Value>((client) => {
      let kept: { readonly value: Value } | undefined;
      let stalled: NodeJS.Timeout | undefined;
      const resume = (): void => {
        clearTimeout(stalled);
        stalled = undefined;
        const newest = kept;
        kept = undefined;
        if (newest) client.next(newest.value);
      };
      const subscription = values$.subscribe({
        next: (value) => {
          if (!connection.writableNeedDrain) {
            client.next(value);
            return;
          }
          kept = { value };
          if (stalled !== undefined) return;
          stalled = setTimeout(() => connection.destroy(), stalledMs);
          connection.once('drain', resume);
        },
        error: (error: unknown) => client.error(error),
        complete: () => {
          if (connection.writableNeedDrain) connection.destroy();
          client.complete();
        },
      });
      return () => {
        clearTimeout(stalled);
        connection.off('drain', resume);
        subscription.unsubscribe();
      };
    });
}
