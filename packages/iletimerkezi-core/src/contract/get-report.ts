import { parseDateTime } from '../istanbul-time.js';
import type { DeliveryStatus } from './delivery-status.js';
import type { Endpoint } from './endpoint.js';
import {
  field,
  isObject,
  listField,
  objectField,
  readInteger,
  readNumber,
  readRecipient,
  readText,
  type JsonObject,
} from './json.js';
import { malformedAnswer } from './malformed.js';

/**
 * The provider's status of an order: 113 (sending), 114 (completed), 115 (failed), and `unknown` for every other code. A
 * completed order may have undelivered messages.
 */
export type OrderStatus = 'sending' | 'completed' | 'failed' | 'unknown';

/** The common part of reports and lists of orders. Older responses lack counters and dates. */
export interface OrderSummary {
  orderId: string;
  status: OrderStatus;
  /** The provider's status code; undefined when it is not a number. */
  statusCode: number | undefined;
  total: number | undefined;
  delivered: number | undefined;
  undelivered: number | undefined;
  waiting: number | undefined;
  submitAt: Date | undefined;
  sendAt: Date | undefined;
  sender: string | undefined;
}

/** One recipient in a report. */
export interface ReportRecipient {
  /** E.164 for Turkish numbers; other numbers as the provider returns them. */
  number: string;
  status: DeliveryStatus;
  statusCode: number | undefined;
}

/** One page of an order's report. */
export interface OrderReport extends OrderSummary {
  /** Credits or lira, depending on the account; the response does not say which. */
  price: number | undefined;
  recipients: ReportRecipient[];
}

/** A page of a report: `page` from 1, `rowCount` from 1 to 1,000 (default 1,000). */
export interface ReportPage {
  page?: number;
  rowCount?: number;
}

/** `POST /v1/get-report/json`. Source: provider documentation, get-report. */
export const getReport: Endpoint<{ orderId: string } & ReportPage, OrderReport> = {
  slug: 'get-report',
  operation: 'report',
  path: '/v1/get-report/json',
  effect: 'read',

  encode({ orderId, page, rowCount }) {
    return {
      order: {
        id: orderId,
        ...(page !== undefined && { page }),
        ...(rowCount !== undefined && { rowCount }),
      },
    };
  },

  decode(response) {
    const order = objectField(response, 'order');
    const summary = order && decodeOrderSummary(order);
    if (order === undefined || summary === undefined) {
      throw malformedAnswer('get-report', 'it has no order with an id', 'not-applied');
    }
    return {
      ...summary,
      price: readNumber(field(order, 'price')),
      recipients: listField(order, 'message').map(decodeRow),
    };
  },
};

const ORDER_STATUS = new Map<number | undefined, OrderStatus>([
  [113, 'sending'],
  [114, 'completed'],
  [115, 'failed'],
]);

const MESSAGE_STATUS = new Map<number | undefined, DeliveryStatus>([
  [110, 'waiting'],
  [111, 'delivered'],
  [112, 'undelivered'],
]);

/** Decodes the common part of get-report and get-reports; undefined without an order id. */
export function decodeOrderSummary(order: JsonObject): OrderSummary | undefined {
  const orderId = readText(field(order, 'id'));
  if (orderId === undefined) return undefined;
  const statusCode = readInteger(field(order, 'status'));
  return {
    orderId,
    status: ORDER_STATUS.get(statusCode) ?? 'unknown',
    statusCode,
    total: readInteger(field(order, 'total')),
    delivered: readInteger(field(order, 'delivered')),
    undelivered: readInteger(field(order, 'undelivered')),
    waiting: readInteger(field(order, 'waiting')),
    submitAt: parseDateTime(readText(field(order, 'submitAt'))),
    sendAt: parseDateTime(readText(field(order, 'sendAt'))),
    sender: readText(field(order, 'sender')),
  };
}

/** Returns the delivery status of a message code. */
export function messageStatus(code: number | undefined): DeliveryStatus {
  return MESSAGE_STATUS.get(code) ?? 'unknown';
}

function decodeRow(row: unknown): ReportRecipient {
  const number = isObject(row) ? readRecipient(field(row, 'number')) : undefined;
  if (!isObject(row) || number === undefined) {
    // Without this row the report would be incomplete without notice.
    throw malformedAnswer('get-report', 'a recipient has no number', 'not-applied');
  }
  const statusCode = readInteger(field(row, 'status'));
  return { number, status: messageStatus(statusCode), statusCode };
}
