import type { MessageEvent } from '@nestjs/common';
import {
  auditTime,
  concat,
  defer,
  endWith,
  filter,
  interval,
  map,
  merge,
  of,
  takeUntil,
  type Observable,
} from 'rxjs';
import type { OrderBook } from './order-book.js';
import type { TrackedOrder } from './tracked-order.js';

/** Ten frames a second at most: below that a person sees no difference, above it a browser only works more. */
const FRAME_MS = 100;
const HEARTBEAT_MS = 15_000;

/** Event ids carry the run they belong to: after a restart a browser's last id must not be taken for a revision of ours. */
const RUN = Math.random().toString(36).slice(2, 8);

/**
 * The live report of one order: first a frame with all that changed since `lastEventId` (everything, when there is
 * none or it is from another run), then batches of changes. A frame holds the latest status of each changed
 * recipient, so a slow or returning reader misses nothing.
 */
export function orderEvents(
  book: OrderBook,
  order: TrackedOrder,
  lastEventId?: string,
): Observable<MessageEvent> {
  let seen = revisionIn(lastEventId);
  const frame = (): MessageEvent => {
    const event = { type: 'frame', id: `${RUN}-${order.revision}`, data: order.frameSince(seen) };
    seen = order.revision;
    return event;
  };
  return concat(
    defer(() => of(frame())),
    liveUntilClosed(
      book,
      book.changed$.pipe(
        filter((changed) => changed === order),
        auditTime(FRAME_MS),
        filter(() => order.revision > seen),
        map(frame),
      ),
    ),
  );
}

/** The list of orders as it changes: each event carries one order's current view. */
export function bookEvents(book: OrderBook): Observable<MessageEvent> {
  const dirty = new Set<TrackedOrder>();
  const take = (): MessageEvent => {
    const orders = [...dirty].map((order) => order.view());
    dirty.clear();
    return { type: 'orders', data: { orders } };
  };
  return concat(
    defer(() =>
      of({
        type: 'orders',
        data: {
          orders: book
            .list()
            .toReversed()
            .map((order) => order.view()),
        },
      }),
    ),
    liveUntilClosed(
      book,
      book.changed$.pipe(
        map((order) => dirty.add(order)),
        auditTime(FRAME_MS * 2),
        map(take),
      ),
    ),
  );
}

function liveUntilClosed(book: OrderBook, events: Observable<MessageEvent>): Observable<MessageEvent> {
  const closed = book.changed$.pipe(
    filter(() => false),
    endWith(null),
  );
  const heartbeat = interval(HEARTBEAT_MS).pipe(map((): MessageEvent => ({ comment: 'still here' })));
  return merge(events, heartbeat).pipe(takeUntil(closed));
}

function revisionIn(lastEventId: string | undefined): number {
  const [run, revision] = lastEventId?.split('-') ?? [];
  if (run !== RUN) return 0;
  const number = Number(revision);
  return Number.isSafeInteger(number) ? number : 0;
}
