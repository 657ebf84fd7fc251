import type { OrderSummary } from '../contract/get-report.js';
import { istanbulDay, startOfIstanbulDay } from '../istanbul-time.js';

/** One page of a list endpoint. */
interface Page<Row> {
  rows: readonly Row[];
  /** The total number of rows, if the response has it. It can continue the iteration, but never end it. */
  total: number | undefined;
}

interface PageOptions<Row> {
  /** Fetches one page, from 1. */
  fetchPage: (page: number) => Promise<Page<Row>>;
  /** Rows of a full page; undefined when the provider chooses it: the length of the first page is used then. */
  pageSize: number | undefined;
  /** Returns the identity of a row, to detect a repeated page. */
  keyOf: (row: Row) => string;
}

/**
 * Iterates over all rows of a list. Ends at an empty page, at a page that is not full unless the total is higher, and at a
 * page that repeats the previous one: the provider does not document what it returns after the last page, and ignoring the
 * page number must not cause an endless loop.
 */
export async function* rowsOf<Row>({ fetchPage, pageSize, keyOf }: PageOptions<Row>): AsyncGenerator<Row> {
  let size = pageSize;
  let before = '';
  let seen = 0;
  for (let page = 1; ; page += 1) {
    const { rows, total } = await fetchPage(page);
    const keys = rows.map(keyOf).join('\n');
    if (rows.length === 0 || keys === before) return;
    yield* rows;
    seen += rows.length;
    size ??= rows.length;
    before = keys;
    if (rows.length < size && !(total !== undefined && total > seen)) return;
  }
}

/** Days of one window: within the provider's limit of ten days, whether or not the last day counts. */
const WINDOW_DAYS = 10;

interface OrdersOptions {
  from: Date;
  to: Date;
  fetchPage: (window: { start: Date; end: Date; page: number }) => Promise<Page<OrderSummary>>;
}

/**
 * Iterates over all orders of a range in windows that the provider accepts. Neighbouring windows overlap by a day, because
 * it is not documented whether a window includes its last day. Orders of the overlap are yielded once.
 */
export async function* ordersOf({ from, to, fetchPage }: OrdersOptions): AsyncGenerator<OrderSummary> {
  const last = istanbulDay(to);
  let known = new Set<string>();
  for (let day = istanbulDay(from); ;) {
    const end = Math.min(day + WINDOW_DAYS - 1, last);
    const window = { start: startOfIstanbulDay(day), end: startOfIstanbulDay(end) };
    const found = new Set<string>();
    const rows = rowsOf({
      fetchPage: (page) => fetchPage({ ...window, page }),
      pageSize: undefined,
      keyOf: (order) => order.orderId,
    });
    for await (const order of rows) {
      const repeated = known.has(order.orderId) || found.has(order.orderId);
      found.add(order.orderId);
      if (!repeated) yield order;
    }
    if (end === last) return;
    known = found;
    day = end;
  }
}
