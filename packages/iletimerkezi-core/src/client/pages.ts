import type { OrderSummary } from '../contract/get-report.js';
import { istanbulDay, startOfIstanbulDay } from '../istanbul-time.js';

/** One page as a list endpoint gave it. */
interface Page<Row> {
  rows: readonly Row[];
  /** How many rows there are in all, if the answer says so. It can only make us go on, never stop. */
  total: number | undefined;
}

interface PageOptions<Row> {
  /** Asks for one page, from 1. */
  fetchPage: (page: number) => Promise<Page<Row>>;
  /** Rows of a full page; undefined when the provider alone knows: then the first page's length is taken. */
  pageSize: number | undefined;
  /** What makes a row itself, to notice a page that comes twice. */
  keyOf: (row: Row) => string;
}

/**
 * All rows of a list, page after page. It ends at an empty page, at one shorter than a full one while no total promises
 * more, and at one that repeats the page before: what the provider does past the end is not documented, and a page
 * number it ignored must not keep us going for ever.
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

/** Days of one window: within the provider's limit in every way of counting ten days. */
const WINDOW_DAYS = 10;

interface OrdersOptions {
  from: Date;
  to: Date;
  fetchPage: (window: { start: Date; end: Date; page: number }) => Promise<Page<OrderSummary>>;
}

/**
 * All orders of a range, cut into windows the provider takes. Neighbouring windows share a day, since it is not
 * documented whether a window's last day belongs to it; what both have is given once.
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
