import type { MessageEvent } from '@nestjs/common';
import { interval, Observable } from 'rxjs';

const HEARTBEAT_MS = 15_000;

/** Adds a comment to server-sent events every 15 seconds, so that proxies keep the connection open. Completes with the events. */
export function withHeartbeat(events$: Observable<MessageEvent>): Observable<MessageEvent> {
  return new Observable<MessageEvent>((client) => {
    const heartbeat = interval(HEARTBEAT_MS).subscribe(() => client.next({ comment: 'heartbeat' }));
    const events = events$.subscribe(client);
    return () => {
      heartbeat.unsubscribe();
      events.unsubscribe();
    };
  });
}
