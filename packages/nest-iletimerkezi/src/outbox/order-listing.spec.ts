import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { OrderSummary } from 'iletimerkezi-core';
import type { ListedOrder } from '../storage/outbox/listing.repository.js';
import { ListingInterrupted, type ListingStore, OrderListing } from './order-listing.js';
import type { Span } from './spans.js';

const NOON = Date.UTC(2026, 5, 1, 9);
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const orderAt = (at: number | undefined, index: number): OrderSummary => ({
  orderId: `p${index}`,
  status: 'completed',
  statusCode: 114,
  total: 1,
  delivered: 1,
  undelivered: 0,
  waiting: 0,
  submitAt: at === undefined ? undefined : new Date(at),
  sendAt: undefined,
  sender: 'SHOP',
});

const LISTED_AFTER_MS = 60_000;

/** Stores spans and orders for consecutive readings. */
class Store implements ListingStore {
  spans: readonly Span[] = [];
  isHeld = true;
  readonly #orders = new Map<string, ListedOrder>();

  async save(_: unknown, spans: readonly Span[], orders: readonly ListedOrder[]): Promise<boolean> {
    if (!this.isHeld) return false;
    this.spans = spans;
    for (const order of orders) this.#orders.set(order.orderId, order);
    return true;
  }

  async orders(): Promise<ListedOrder[]> {
    return [...this.#orders.values()];
  }
}

/** A list of these orders in the given sorting, with 30 orders per page. */
function listOf(orders: OrderSummary[], pastTheEnd: 'empty' | 'last page' | 'first page' = 'empty') {
  let calls = 0;
  const pageOf = (page: number) => orders.slice((page - 1) * 30, page * 30);
  const getReports = async ({ page = 1 }: { page?: number }) => {
    calls += 1;
    const last = Math.max(1, Math.ceil(orders.length / 30));
    const beyond = { empty: [], 'last page': pageOf(last), 'first page': pageOf(1) }[pastTheEnd];
    return { orders: page > last ? beyond : pageOf(page), count: undefined };
  };
  const store = new Store();
  const reading = (isStopping = () => false): OrderListing => {
    const claim = { account: 'a', token: 't', spans: store.spans, credit: 0 };
    return new OrderListing({
      provider: { getReports },
      store,
      claim,
      listedAfterMs: LISTED_AFTER_MS,
      isStopping,
    });
  };
  const read = async (wanted: readonly Span[], now: Date): Promise<readonly ListedOrder[]> =>
    (await reading().read(wanted, now)).orders;
  return { read, reading, store, calls: () => calls, orders };
}

const around = (at: number): Span => ({ from: at - 2 * MINUTE, to: at + 2 * MINUTE });

const idsOf = (orders: readonly ListedOrder[]): string[] => orders.map(({ orderId }) => orderId).toSorted();

/** Returns one order every ten seconds, newest first. The newest one is at noon. */
const newestFirst = (count: number): OrderSummary[] =>
  Array.from({ length: count }, (_, index) => orderAt(NOON - index * 10 * SECOND, index));

const inside = (orders: readonly OrderSummary[], at: number): string[] =>
  idsOf(orders.filter(({ submitAt }) => Math.abs((submitAt?.getTime() ?? 0) - at) <= 2 * MINUTE));

describe('the provider’s list of orders', () => {
  // guarantee: G-010
  it.each([
    ['newest first', newestFirst(3_000)],
    ['oldest first', newestFirst(3_000).toReversed()],
  ])('is read only around the requested time when it is sorted %s', async (_, orders) => {
    const { read, calls } = listOf(orders);
    const at = NOON - 4 * 60 * MINUTE;
    expect(idsOf(await read([around(at)], new Date(NOON + MINUTE)))).toEqual(inside(orders, at));
    // The search among 100 pages by doubling and bisecting, and the pages of four minutes.
    expect(calls()).toBeLessThanOrEqual(16);
  });

  it.each([
    ['is not sorted', (index: number) => NOON - ((index * 7919) % 300) * 10 * SECOND],
    ['has no times', () => undefined],
  ])('is read completely when it %s', async (_, timeOf) => {
    const orders = Array.from({ length: 300 }, (__, index) => orderAt(timeOf(index), index));
    const { read, calls } = listOf(orders);
    const found = idsOf(await read([around(NOON)], new Date(NOON + MINUTE)));
    const wanted = orders.filter(
      ({ submitAt }) => submitAt === undefined || NOON - submitAt.getTime() <= 2 * MINUTE,
    );
    expect(found).toEqual(idsOf(wanted));
    expect(calls()).toBe(11);
  });

  it.each(['empty', 'last page', 'first page'] as const)(
    'is read to its end when the provider returns this past the end: %s',
    async (pastTheEnd) => {
      const orders = newestFirst(90);
      const { read } = listOf(orders, pastTheEnd);
      const at = NOON - 14 * MINUTE;
      expect(idsOf(await read([around(at)], new Date(NOON)))).toEqual(inside(orders, at));
    },
  );

  it('is read once for overlapping spans, and final spans are not read again', async () => {
    const { read, calls, orders } = listOf(newestFirst(3_000));
    const at = NOON - 10 * MINUTE;
    await read([around(at), around(at + SECOND), around(at + MINUTE)], new Date(NOON));
    const first = calls();
    expect(first).toBeLessThanOrEqual(6);
    expect(idsOf(await read([around(at + SECOND)], new Date(NOON)))).toEqual(inside(orders, at + SECOND));
    expect(calls()).toBe(first);
  });

  it('is read again where new orders may have appeared', async () => {
    const orders = newestFirst(60);
    const { read, calls } = listOf(orders);
    await read([around(NOON)], new Date(NOON + SECOND));
    const first = calls();
    orders.unshift(orderAt(NOON + 3 * SECOND, 1_000));
    const found = idsOf(await read([around(NOON)], new Date(NOON + 10 * SECOND)));
    expect(found).toContain('p1000');
    expect(calls()).toBe(first + 1);
  });

  it('is read under heavy traffic only up to the final span', async () => {
    const orders = Array.from({ length: 12_000 }, (_, index) => {
      const at = NOON - index * 10;
      return orderAt(at - (at % SECOND), index);
    });
    const { reading, calls } = listOf(orders);
    const early = await reading().read([around(NOON - 2 * SECOND)], new Date(NOON));
    expect(early.readTo).toBe(NOON - LISTED_AFTER_MS);
    expect(idsOf(early.orders)).toEqual(
      idsOf(orders.filter(({ submitAt }) => +(submitAt ?? 0) <= early.readTo)),
    );
    const first = calls();
    // 200 pages are final, and the search for them takes some calls.
    expect(first).toBeLessThanOrEqual(225);
    await reading().read([around(NOON - 2 * SECOND)], new Date(NOON));
    expect(calls()).toBeLessThanOrEqual(first + 2);
  });

  it.each([
    ['another instance has the claim', { isHeld: false, isStopping: false }],
    ['this instance is stopping', { isHeld: true, isStopping: true }],
  ])('is not read further when %s', async (_, { isHeld, isStopping }) => {
    const { reading, store, calls } = listOf(newestFirst(3_000));
    store.isHeld = isHeld;
    const wanted = { from: NOON - 60 * MINUTE, to: NOON };
    await expect(reading(() => isStopping).read([wanted], new Date(NOON))).rejects.toThrow(
      ListingInterrupted,
    );
    expect(calls()).toBeLessThanOrEqual(3);
  });

  it('is read from the last stored page after a crash', async () => {
    const { reading, store, calls, orders } = listOf(newestFirst(3_000));
    const wanted = { from: NOON - 4 * 60 * MINUTE, to: NOON - 10 * MINUTE };
    let pages = 0;
    const interrupted = reading(() => (pages += 1) > 30);
    await expect(interrupted.read([wanted], new Date(NOON))).rejects.toThrow(ListingInterrupted);
    expect(store.spans).toHaveLength(1);
    const { orders: found } = await reading().read([wanted], new Date(NOON));
    const expected = orders.filter(({ submitAt }) => {
      const at = +(submitAt ?? 0);
      return wanted.from <= at && at <= wanted.to;
    });
    expect(idsOf(found)).toEqual(idsOf(expected));
    // 48 pages, and two searches for the first one.
    expect(calls()).toBeLessThanOrEqual(60);
  });

  it('returns every order of the spans with any sorting and gaps', async () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 20 * MINUTE }), { minLength: 1, maxLength: 400 });
    const sorting = fc.constantFrom<'newest' | 'oldest' | 'none'>('newest', 'oldest', 'none');
    await fc.assert(
      fc.asyncProperty(gaps, sorting, fc.nat(60), async (all, sorted, minutes) => {
        let at = NOON;
        const newest = all.map((gap, index) => orderAt((at -= gap), index));
        const shuffled = () =>
          newest.toSorted(
            (a, b) =>
              ((Number(a.orderId.slice(1)) * 7919) % 401) - ((Number(b.orderId.slice(1)) * 7919) % 401),
          );
        const orders = { newest, oldest: newest.toReversed(), none: shuffled() }[sorted];
        const { read } = listOf(orders);
        const wanted = [around(NOON - minutes * MINUTE), around(NOON - 3 * minutes * MINUTE)];
        const found = idsOf(await read(wanted, new Date(NOON)));
        const expected = orders.filter(({ submitAt }) =>
          wanted.some(({ from, to }) => {
            const time = submitAt?.getTime() ?? 0;
            return from <= time && time <= to;
          }),
        );
        expect(found).toEqual(idsOf(expected));
      }),
      { numRuns: 200 },
    );
  });
});
