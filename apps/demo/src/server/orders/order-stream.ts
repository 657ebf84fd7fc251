import type { MessageEvent } from '@nestjs/common';
import {
  auditTime,
  concat,
  defer,
  endWith,
  exhaustMap,
  filter,
  finalize,
  ignoreElements,
  interval,
  map,
  merge,
  startWith,
  switchMap,
  takeUntil,
  type Observable,
} from 'rxjs';
import type { OrderDetail, OrderView, ProviderOrder } from '../../shared/api/orders.js';
import type { LiveOrders, WatchedOrder } from './live-orders.js';

/** At most ten frames per second. More are not visible and cost rendering time. */
const FRAME_MS = 100;
/** The interval for lists. */
const LIST_MS = 400;
/** The polling interval for changes without an event, such as reports that the outbox polled. */
const LOOK_MS = 2_000;
const HEARTBEAT_MS = 15_000;

/** Cursors contain the id of the server run, so that a cursor from before a restart is not used as a revision. */
const RUN = Math.random().toString(36).slice(2, 8);

/** The cursor of a client of the live report. */
export function cursorOf({ recipients }: WatchedOrder): string {
  return `${RUN}-${recipients.revision}`;
}

export interface OrderSource {
  /** The current campaign and the subscribed order. */
  readonly read: () => Promise<{ detail: OrderDetail; order: ProviderOrder }>;
  readonly live: LiveOrders;
}

/**
 * Streams the live report of an order: first a frame with all changes since `after` (everything if it is missing or
 * from another run), then batches of changes. A frame contains the latest status of each changed recipient, so a
 * slow or reconnecting client misses nothing.
 */
export function orderEvents({ read, live }: OrderSource, after?: string): Observable<MessageEvent> {
  return defer(async () => {
    const { detail, order } = await read();
    return live.watch(detail, order);
  }).pipe(
    switchMap((watched) => {
      const cursor = { seen: revisionIn(after), shown: '' };
      const mine = live.changed$.pipe(auditTime(FRAME_MS));
      return withHeartbeat(
        live,
        merge(mine, interval(LOOK_MS)).pipe(
          startWith(undefined),
          exhaustMap(() => frameOf(watched, read, cursor)),
          filter((event) => event !== undefined),
        ),
      ).pipe(finalize(() => watched.leave()));
    }),
  );
}

async function frameOf(
  watched: WatchedOrder,
  read: OrderSource['read'],
  cursor: { seen: number; shown: string },
): Promise<MessageEvent | undefined> {
  const { detail, order } = await read();
  await watched.catchUp(order);
  const { recipients } = watched;
  const shown = contentOf(detail);
  if (cursor.shown === shown && recipients.revision === cursor.seen) return undefined;
  const changes = recipients.changesSince(cursor.seen);
  cursor.seen = recipients.revision;
  cursor.shown = shown;
  return { type: 'frame', id: cursorOf(watched), data: { order: detail, changes } };
}

/** Compares two views without their revision. */
const contentOf = (order: OrderView): string => JSON.stringify({ ...order, revision: 0 });

/** Streams the list of orders: first the newest orders, then each one that changes. */
export function listEvents(live: LiveOrders, list: () => Promise<OrderView[]>): Observable<MessageEvent> {
  const shown = new Map<string, string>();
  const changed = async (): Promise<MessageEvent> => {
    const orders = (await list()).filter((order) => {
      const text = contentOf(order);
      const isNew = shown.get(order.id) !== text;
      shown.set(order.id, text);
      return isNew;
    });
    return { type: 'orders', data: { orders } };
  };
  const later = merge(live.changed$.pipe(auditTime(LIST_MS)), interval(LOOK_MS)).pipe(
    exhaustMap(changed),
    filter(({ data }) => typeof data === 'object' && 'orders' in data && isFilled(data.orders)),
  );
  return withHeartbeat(live, concat(defer(changed), later));
}

const isFilled = (list: unknown) => Array.isArray(list) && list.length > 0;

function withHeartbeat(live: LiveOrders, events: Observable<MessageEvent>): Observable<MessageEvent> {
  const closed = live.changed$.pipe(ignoreElements(), endWith(null));
  const heartbeat = interval(HEARTBEAT_MS).pipe(map((): MessageEvent => ({ comment: 'still here' })));
  return merge(events, heartbeat).pipe(takeUntil(closed));
}

function revisionIn(cursor: string | undefined): number {
  const [run, revision] = cursor?.split('-') ?? [];
  if (run !== RUN) return 0;
  const number = Number(revision);
  return Number.isSafeInteger(number) ? number : 0;
}
