import { formatDate } from '../istanbul-time.js';
import type { Endpoint } from './endpoint.js';
import { decodeOrderSummary, type OrderSummary } from './get-report.js';
import { field, isObject, listField, readInteger } from './json.js';
import { malformedAnswer } from './malformed.js';

/** A range of days in Turkish time, both included, at most 10 days apart, and a page. */
export interface OrdersQuery {
  start: Date;
  end: Date;
  /** From 1. The provider chooses the page size. */
  page?: number;
}

/** One page of orders. */
export interface OrdersPage {
  orders: OrderSummary[];
  /**
   * The count as the provider reports it. Its documentation is contradictory: the count of this page or of the range. Do
   * not use it for paging; `client.orders()` does not.
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
