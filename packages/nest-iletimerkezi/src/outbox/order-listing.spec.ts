import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { OrderSummary } from 'iletimerkezi-core';
import { LISTED_AFTER_MS, OrderListing, pauseAfterListing } from './order-listing.js';

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

/** A list of these orders, as sorted as they are, thirty a page. */
function listOf(orders: OrderSummary[], pastTheEnd: 'empty' | 'last page' | 'first page' = 'empty') {
  let calls = 0;
  const pageOf = (page: number) => orders.slice((page - 1) * 30, page * 30);
  const getReports = async ({ page = 1 }: { page?: number }) => {
    calls += 1;
    const last = Math.max(1, Math.ceil(orders.length / 30));
    const beyond = { empty: [], 'last page': pageOf(last), 'first page': pageOf(1) }[pastTheEnd];
    return { orders: page > last ? beyond : pageOf(page), count: undefined };
  };
  return { listing: new OrderListing({ getReports }), calls: () => calls, orders };
}

const around = (at: number, listedAfterMs: number = LISTED_AFTER_MS.usual) => ({
  from: at - 2 * MINUTE,
  to: at + 2 * MINUTE,
  listedAfterMs,
});

/** Reports carry whole seconds. */
const wholeSecond = (at: number): number => at - (at % SECOND);

const idsOf = (orders: readonly OrderSummary[]): string[] => orders.map(({ orderId }) => orderId).toSorted();

/** One order every ten seconds for so many orders, newest first, the last of them at noon. */
const newestFirst = (count: number): OrderSummary[] =>
  Array.from({ length: count }, (_, index) => orderAt(NOON - index * 10 * SECOND, index));

const inside = (orders: readonly OrderSummary[], at: number): string[] =>
  idsOf(orders.filter(({ submitAt }) => Math.abs((submitAt?.getTime() ?? 0) - at) <= 2 * MINUTE));

describe('the provider’s list of orders', () => {
  it.each([
    ['newest first', newestFirst(3_000)],
    ['oldest first', newestFirst(3_000).toReversed()],
  ])('is read around the wanted time only, where it is sorted %s', async (_, orders) => {
    const { listing, calls } = listOf(orders);
    const at = NOON - 4 * 60 * MINUTE;
    expect(idsOf(await listing.read([around(at)], new Date(NOON + MINUTE)))).toEqual(inside(orders, at));
    // Doubling and bisecting among 100 pages, and the pages of four minutes.
    expect(calls()).toBeLessThanOrEqual(16);
  });

  it.each([
    ['is not sorted', (index: number) => NOON - ((index * 7919) % 300) * 10 * SECOND],
    ['tells no times', () => undefined],
  ])('is read as a whole where it %s', async (_, timeOf) => {
    const orders = Array.from({ length: 300 }, (__, index) => orderAt(timeOf(index), index));
    const { listing, calls } = listOf(orders);
    const found = idsOf(await listing.read([around(NOON)], new Date(NOON + MINUTE)));
    const wanted = orders.filter(
      ({ submitAt }) => submitAt === undefined || NOON - submitAt.getTime() <= 2 * MINUTE,
    );
    expect(found).toEqual(idsOf(wanted));
    expect(calls()).toBe(11);
  });

  it.each(['empty', 'last page', 'first page'] as const)(
    'is read to its end where pages past it are: %s',
    async (pastTheEnd) => {
      const orders = newestFirst(90);
      const { listing } = listOf(orders, pastTheEnd);
      const at = NOON - 14 * MINUTE;
      expect(idsOf(await listing.read([around(at)], new Date(NOON)))).toEqual(inside(orders, at));
    },
  );

  it('is read once for all spans that overlap, and not again for what was read late enough', async () => {
    const { listing, calls, orders } = listOf(newestFirst(3_000));
    const at = NOON - 10 * MINUTE;
    await listing.read([around(at), around(at + SECOND), around(at + MINUTE)], new Date(NOON));
    const first = calls();
    expect(first).toBeLessThanOrEqual(6);
    const again = await listing.read([around(at + SECOND, LISTED_AFTER_MS.certain)], new Date(NOON));
    expect(idsOf(again)).toEqual(inside(orders, at + SECOND));
    expect(calls()).toBe(first);
  });

  it('is read again where orders may have appeared since', async () => {
    const orders = newestFirst(60);
    const { listing, calls } = listOf(orders);
    await listing.read([around(NOON)], new Date(NOON + SECOND));
    const first = calls();
    orders.unshift(orderAt(NOON + 3 * SECOND, 1_000));
    const found = idsOf(await listing.read([around(NOON)], new Date(NOON + 10 * SECOND)));
    expect(found).toContain('p1000');
    expect(calls()).toBe(first + 1);
  });

  it('is read in at most 500 calls for 200 looks spread over 10,000 orders within two minutes', async () => {
    const orders: OrderSummary[] = [];
    const { listing, calls } = listOf(orders);
    let due: number[] = [];
    let [found, restsUntil] = [0, 0];
    const look = async (now: number): Promise<void> => {
      const ready = due.filter((at) => at + 2 * SECOND <= now);
      if (ready.length === 0 || now < restsUntil) return;
      const listed = await listing.read(
        ready.map((at) => around(at)),
        new Date(now),
      );
      restsUntil = now + pauseAfterListing(listing.calls);
      const times = new Set(listed.map(({ submitAt }) => submitAt?.getTime()));
      found += ready.filter((at) => times.has(wholeSecond(at))).length;
      due = due.filter((at) => !ready.includes(at));
    };
    for (let index = 0; index < 10_000; index += 1) {
      const at = NOON + index * 12;
      orders.unshift(orderAt(wholeSecond(at), index));
      if (index % 50 === 0) due.push(at);
      await look(at);
    }
    for (let second = 120; due.length > 0; second += 1) await look(NOON + second * SECOND);
    expect(found).toBe(200);
    expect(calls()).toBeLessThanOrEqual(500);
  });

  it('gives every order of the spans, whatever its sorting and its gaps', async () => {
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
        const { listing } = listOf(orders);
        const wanted = [around(NOON - minutes * MINUTE), around(NOON - 3 * minutes * MINUTE)];
        const found = idsOf(await listing.read(wanted, new Date(NOON)));
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
