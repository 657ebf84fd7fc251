import { afterEach, describe, expect, it } from '@jest/globals';

import { istanbulDay, parseDate, startOfIstanbulDay } from '../istanbul-time.js';
import { answer, startServer, type ProviderServer } from '../test-support/provider-server.js';
import { IletimerkeziClient } from './iletimerkezi-client.js';

let server: ProviderServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** A provider whose answers depend on the request's fields alone. */
async function client(reply: (request: never) => object): Promise<IletimerkeziClient> {
  server = await startServer(({ body }, response) => {
    answer(response, 200, reply(JSON.parse(body).request as never));
  });
  return new IletimerkeziClient({ credentials: { key: 'K', hash: 'H' }, baseUrl: server.url });
}

async function collect<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

const requests = (): number => server?.received.length ?? 0;
const numbers = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `+90530${1e6 + index}`);
const slice = <Row>(rows: Row[], page: number, size: number): Row[] =>
  rows.slice((page - 1) * size, page * size);

interface ReportRequest {
  order: { page: number; rowCount: number };
}

describe('a report’s recipients', () => {
  const report = (all: string[], head: object, size = 1000) =>
    client(({ order }: ReportRequest) => ({
      order: {
        id: 1,
        status: 114,
        ...head,
        message: slice(all, order.page, size).map((number) => ({ number, status: 111 })),
      },
    }));

  it.each([
    [0, 1],
    [999, 1],
    [1000, 2],
    [2500, 3],
  ])('are all returned: %p of them in %p requests', async (count, calls) => {
    const api = await report(numbers(count), {});
    const got = await collect(api.reportRecipients('1'));
    expect(got.map(({ number }) => number)).toEqual(numbers(count));
    expect(requests()).toBe(calls);
  });

  it('are all returned when the server returns smaller pages and a total', async () => {
    const api = await report(numbers(450), { total: '450' }, 200);
    expect(await collect(api.reportRecipients('1'))).toHaveLength(450);
  });

  it('end when the server repeats its last page', async () => {
    const api = await client(() => ({
      order: { id: 1, total: 9_999, message: numbers(1000).map((number) => ({ number, status: 110 })) },
    }));
    expect(await collect(api.reportRecipients('1'))).toHaveLength(1000);
    expect(requests()).toBe(2);
  });
});

describe('the blacklist', () => {
  it('is returned completely, filtered by the time of blocking', async () => {
    const filters: unknown[] = [];
    const all = numbers(1500);
    const api = await client(
      ({ blacklist }: { blacklist: { page: string; rowCount: string; filter: object } }) => {
        filters.push(blacklist.filter);
        return {
          blacklist: {
            count: '1500',
            number: slice(all, Number(blacklist.page), Number(blacklist.rowCount)),
          },
        };
      },
    );
    const start = parseDate('2026-04-01');
    expect(await collect(api.blacklist({ start }))).toEqual(all);
    expect(filters).toEqual([{ start: '2026-04-01 00:00:00' }, { start: '2026-04-01 00:00:00' }]);
  });
});

interface OrdersRequest {
  filter: { start: string; end: string; page?: number };
}

describe('the orders of a range', () => {
  const day = (text: string): number => istanbulDay(parseDate(text) ?? new Date(Number.NaN));
  const from = new Date('2026-03-30T22:00:00Z'); // 31 March in Istanbul
  const to = new Date('2026-05-02T20:59:59Z');
  const days = Array.from({ length: 33 }, (_, index) => day('2026-03-31') + index);
  /** Three orders a day, with a busy day of 65. */
  const orders = days.flatMap((at, index) =>
    Array.from({ length: index === 9 ? 65 : 3 }, (_, nth) => ({ at, id: at * 100 + nth })),
  );

  /** A provider that counts windows, pages and rows in one of the ways its documents can be read. */
  function provider({ inclusive = true, size = 30, total = false }) {
    return client(({ filter }: OrdersRequest) => {
      const [start, end] = [day(filter.start), day(filter.end)];
      expect(end - start).toBeLessThanOrEqual(9);
      const found = orders.filter(
        ({ at }) => at >= start && (inclusive ? at <= end : at < end || end === days.at(-1)),
      );
      const rows = slice(found, filter.page ?? 1, size);
      return {
        count: total ? found.length : rows.length,
        orders: rows.map(({ at, id }) => ({ id, status: 114, submitAt: `${filter.start} 00:00:00`, at })),
      };
    });
  }

  it.each([
    ['the last day belongs to a window', {}],
    ['the last day does not belong to a window', { inclusive: false }],
    ['count is the total', { total: true }],
    ['pages are smaller than the kits of the provider suppose', { size: 7 }],
  ])('are returned once each when %s', async (_name, reading) => {
    const api = await provider(reading);
    const ids = (await collect(api.orders({ from, to }))).map(({ orderId }) => Number(orderId));
    expect(ids.toSorted((a, b) => a - b)).toEqual(orders.map(({ id }) => id));
  });

  it('of one day are one window', async () => {
    const api = await provider({});
    const today = startOfIstanbulDay(days[0] ?? 0);
    expect(await collect(api.orders({ from: today, to: today }))).toHaveLength(3);
    const windows = (server?.received ?? []).map(({ body }) => JSON.parse(body).request.filter);
    expect(windows).toEqual([
      { start: '2026-03-31', end: '2026-03-31', page: 1 },
      { start: '2026-03-31', end: '2026-03-31', page: 2 },
    ]);
  });

  it('fetch the next window only on demand', async () => {
    const api = await provider({});
    for await (const order of api.orders({ from, to })) {
      expect(order.orderId).toBe(String(orders[0]?.id));
      break;
    }
    expect(requests()).toBe(1);
  });

  it('are refused for a range that ends before it begins', async () => {
    const api = await provider({});
    await expect(api.orders({ from: to, to: from }).next()).rejects.toMatchObject({ code: 'invalid-input' });
  });
});
