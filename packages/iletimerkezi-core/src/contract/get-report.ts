import { parseDateTime } from '../istanbul-time.js';
import type { DeliveryStatus } from '../shared/delivery-status.js';
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

/** How far an order came: 113, 114, 115, or a code that is not listed. `completed` does not mean all delivered. */
export type OrderStatus = 'sending' | 'completed' | 'failed' | 'unknown';

/** What reports and lists of orders have in common. Counters and dates are absent in the provider's older answers. */
export interface OrderSummary {
  orderId: string;
  status: OrderStatus;
  /** The wire's code; undefined when it is no number. */
  statusCode: number | undefined;
  total: number | undefined;
  delivered: number | undefined;
  undelivered: number | undefined;
  waiting: number | undefined;
  submitAt: Date | undefined;
  sendAt: Date | undefined;
  sender: string | undefined;
}

/** One recipient's line of a report. */
export interface ReportRecipient {
  /** E.164 for Turkish numbers, whatever form the wire had. */
  number: string;
  status: DeliveryStatus;
  statusCode: number | undefined;
}

/** One page of an order's report. */
export interface OrderReport extends OrderSummary {
  /** Credits or lira, as the account is billed; the wire does not say which. */
  price: number | undefined;
  recipients: ReportRecipient[];
}

/** Which page of a report: from 1, up to 1,000 rows, which is also the default. */
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

/** Reads what get-report and get-reports share; undefined when there is no order id. */
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

/** The status a message code stands for. */
export function messageStatus(code: number | undefined): DeliveryStatus {
  return MESSAGE_STATUS.get(code) ?? 'unknown';
}

function decodeRow(row: unknown): ReportRecipient {
  const number = isObject(row) ? readRecipient(field(row, 'number')) : undefined;
  if (!isObject(row) || number === undefined) {
    // Leaving the row out would make a report that looks complete and is not.
    throw malformedAnswer('get-report', 'a recipient has no number', 'not-applied');
  }
  const statusCode = readInteger(field(row, 'status'));
  return { number, status: messageStatus(statusCode), statusCode };
}
