import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import type { MessageEvent } from '@nestjs/common';
import { Subject } from 'rxjs';
import { withHeartbeat } from './heartbeat.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

it('sends a comment every 15 seconds until the events end', () => {
  const events$ = new Subject<MessageEvent>();
  const sent: MessageEvent[] = [];
  let isOver = false;
  withHeartbeat(events$, { writableNeedDrain: false }).subscribe({
    next: (event) => sent.push(event),
    complete: () => (isOver = true),
  });

  jest.advanceTimersByTime(30_000);
  events$.next({ data: 'news' });
  expect(sent).toEqual([{ comment: 'heartbeat' }, { comment: 'heartbeat' }, { data: 'news' }]);

  events$.complete();
  jest.advanceTimersByTime(30_000);
  expect([isOver, sent.length]).toEqual([true, 3]);
});
