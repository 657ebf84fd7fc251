import type { MessageEvent } from '@nestjs/common';
import { interval, Observable } from 'rxjs';
import type { ReportConnection } from './report-request.js';

const HEARTBEAT_MS = 15_000;

/**
 * Adds a comment to server-sent events every 15 seconds, so that proxies keep the connection open. Completes with the events.
 * @param connection adds no comment while its buffer is full
 */
export function withHeartbeat(
  events$: Observable<MessageEvent>,
  connection?: Pick<ReportConnection, 'writableNeedDrain'>,
): Observable<MessageEvent> {
  return new Observable<MessageEvent>((client) => {
    const heartbeat = interval(HEARTBEAT_MS).subscribe(() => {
      if (!connection?.writableNeedDrain) client.next({ comment: 'heartbeat' });
    });
    const events = events$.subscribe(client);
    return () => {
      heartbeat.unsubscribe();
      events.unsubscribe();
    };
  });
}
