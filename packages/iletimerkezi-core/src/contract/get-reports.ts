import { formatDate } from '../istanbul-time.js';
import type { Endpoint } from './endpoint.js';
import { decodeOrderSummary, type OrderSummary } from './get-report.js';
import { field, isObject, listField, readInteger } from './json.js';
import { malformedAnswer } from './malformed.js';

/** Which orders: whole days of Turkish time, both ends included; at most 10 days from the first to the last. */
export interface OrdersQuery {
  start: Date;
  end: Date;
  /** From 1. The page's size is the provider's. */
  page?: number;
}

/** One page of orders. */
export interface OrdersPage {
  orders: OrderSummary[];
  /**
   * As the wire has it. The documents disagree whether it counts this page or the whole range: do not page by it.
   * `client.orders()` does not.
   */
  count: number | undefined;
}

/** `POST /v1/get-reports/json`. Source: provider documentation, get-reports. */
export const getReports: Endpoint<OrdersQuery, OrdersPage> = {
  slug: 'get-reports',
  operation: 'orders',
  path: '/v1/get-reports/json',
  effect: 'read',

  encode({ start, end, page }) {
    return {
      filter: { start: formatDate(start), end: formatDate(end), ...(page !== undefined && { page }) },
    };
  },

  decode(response) {
    return {
      orders: listField(response, 'orders').map(decodeOrder),
      count: readInteger(field(response, 'count')),
    };
  },
};

function decodeOrder(order: unknown): OrderSummary {
  const summary = isObject(order) ? decodeOrderSummary(order) : undefined;
  if (summary === undefined) throw malformedAnswer('get-reports', 'an order has no id', 'not-applied');
  return summary;
}
