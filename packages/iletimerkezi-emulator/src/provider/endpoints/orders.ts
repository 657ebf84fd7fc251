import { ACCEPTED, refuse, type Endpoint } from '../endpoint.js';
import { MESSAGE_STATUS, ORDER_STATUS } from '../codes.js';
import { bareNumber, formatNumber } from '../phone.js';
import { asInteger, field } from '../read.js';
import { fromUnits, type Account } from '../../state/account.js';
import { MessageState } from '../../state/message-table.js';
import { orderId, type Order } from '../../state/order.js';
import type { World } from '../../state/world.js';
import { DAY, formatTimestamp, parseDay } from '../../time/istanbul.js';

const ROWS = 1000;
const ORDERS_PER_PAGE = 30;
const LONGEST_SPAN = 10 * DAY;

/** Stops a scheduled order; 455 for any other, a second cancel included. */
export const cancelOrder: Endpoint = ({ world, carrier, account, request }) => {
  const order = world.orderOf(account, field(field(request, 'order'), 'id'));
  if (!order) return refuse(455, 'the account has no order with this id');
  if (order.phase !== 'scheduled')
    return refuse(455, `the order is ${order.phase}; only a scheduled one can be cancelled`);
  carrier.cancel(order, account);
  return { ...ACCEPTED, orderId: orderId(order.index) };
};

/** One order with its recipients, a page of at most 1,000. */
export const getReport: Endpoint = ({ world, account, request }) => {
  const { quirks } = world.settings;
  const input = field(request, 'order');
  const order = world.orderOf(account, field(input, 'id'));
  if (!order) return refuse(455, 'the account has no order with this id');
  if (order.phase === 'scheduled') return refuse(456, 'the order is scheduled and not due yet');
  if (order.phase === 'cancelled' && quirks.cancelledReport === '455') {
    return refuse(455, 'the order was cancelled (quirk cancelledReport)');
  }
  const page = asInteger(field(input, 'page')) ?? 1;
  if (!(page >= 1)) return refuse(464, 'order.page is not a whole number from 1');
  const asked = asInteger(field(input, 'rowCount')) ?? ROWS;
  if (!(asked >= 1)) return refuse(400, 'order.rowCount is not a whole number from 1');
  const message = rowsOf(world, order, page, Math.min(asked, ROWS));
  const id = orderId(order.index);
  const status = coded(orderStatus(order), quirks.reportStatusType);
  const head = { id: quirks.reportOrderIdType === 'number' ? id : String(id), status };
  return {
    code: 200,
    orderId: id,
    result: {
      order:
        quirks.reportFields === 'minimal'
          ? { ...head, message }
          : { ...head, ...summary(order), price: price(world, order, account), message },
    },
  };
};

/** The orders submitted in a range of days, newest first, thirty a page. */
export const getReports: Endpoint = ({ world, account, request }) => {
  const { quirks } = world.settings;
  const filter = field(request, 'filter');
  const [start, end] = [field(filter, 'start'), field(filter, 'end')];
  const from = typeof start === 'string' ? parseDay(start) : undefined;
  const to = typeof end === 'string' ? parseDay(end) : undefined;
  if (from === undefined || to === undefined)
    return refuse(458, 'filter.start or filter.end is not YYYY-MM-DD');
  if (to < from) return refuse(458, 'filter.end is before filter.start');
  const span = quirks.reportsSpan === 'inclusive' ? to - from + DAY : to - from;
  if (span > LONGEST_SPAN) return refuse(458, 'the range is longer than 10 days (quirk reportsSpan)');
  const page = asInteger(field(filter, 'page')) ?? 1;
  if (!(page >= 1)) return refuse(464, 'filter.page is not a whole number from 1');
  const inRange = (world.ordersOf.get(account.key) ?? [])
    .map((index) => world.orders[index])
    .filter((order) => order !== undefined)
    .filter((order) => order.submitAt >= from && order.submitAt < to + DAY)
    .toReversed();
  const orders = inRange.slice((page - 1) * ORDERS_PER_PAGE, page * ORDERS_PER_PAGE).map((order) => ({
    id: orderId(order.index),
    status: orderStatus(order),
    ...summary(order),
  }));
  return {
    code: 200,
    result: { count: quirks.reportsCount === 'total' ? inRange.length : orders.length, orders },
  };
};

function summary(order: Order) {
  const stopped = order.phase === 'cancelled';
  return {
    total: order.total,
    delivered: order.delivered,
    undelivered: stopped ? order.total : order.undelivered,
    waiting: stopped ? 0 : order.total - order.delivered - order.undelivered,
    submitAt: formatTimestamp(order.submitAt),
    sendAt: formatTimestamp(order.sendAt),
    sender: order.sender,
  };
}

function orderStatus(order: Order): number {
  switch (order.phase) {
    case 'completed':
      return ORDER_STATUS.completed;
    case 'cancelled':
      return ORDER_STATUS.failed;
    case 'scheduled':
    case 'sending':
      return ORDER_STATUS.sending;
  }
}

function rowsOf(world: World, order: Order, page: number, rowCount: number) {
  const { messages, settings } = world;
  const bare = settings.quirks.reportNumbers === 'bare';
  const from = order.first + (page - 1) * rowCount;
  const to = Math.min(order.first + order.total, from + rowCount);
  const rows: { number: string | number; status: number | string }[] = [];
  for (let row = from; row < to; row++) {
    const number = messages.number(row);
    rows.push({
      number: bare ? bareNumber(number) : formatNumber(number),
      status: coded(messageStatus(messages.state(row)), settings.quirks.reportStatusType),
    });
  }
  return rows;
}

function messageStatus(state: MessageState): number {
  if (state === MessageState.Delivered) return MESSAGE_STATUS.delivered;
  const ended = state === MessageState.Undelivered || state === MessageState.Cancelled;
  return ended ? MESSAGE_STATUS.undelivered : MESSAGE_STATUS.waiting;
}

/** Returns the cost of the order so far, in the account's unit. */
function price(world: World, order: Order, account: Account): number | string {
  const amount = fromUnits(account.billing, order.charged);
  return world.settings.quirks.priceFormat === 'comma-string' ? String(amount).replace('.', ',') : amount;
}

function coded(status: number, type: 'number' | 'string'): number | string {
  return type === 'string' ? String(status) : status;
}
