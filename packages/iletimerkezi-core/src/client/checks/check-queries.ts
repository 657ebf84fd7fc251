import type { BlacklistQuery } from '../../contract/blacklist.js';
import type { ReportPage } from '../../contract/get-report.js';
import type { OrdersQuery } from '../../contract/get-reports.js';
import { istanbulDay } from '../../istanbul-time.js';
import { isMoment } from '../../moment.js';
import { parsePhone, type E164, type PhoneOptions } from '../../phone/index.js';
import { type Checked, Faults } from '../../faults.js';

/** Maximum number of rows of a page of a report or of the blacklist. Source: provider documentation, get-report and get-blacklist. */
export const MAX_ROWS = 1_000;

/** The provider's order ids have about ten digits. It documents both text and number. */
const LONGEST_ID = 64;

/** Maximum number of days between the first and the last day of a get-reports query. Source: provider documentation, get-reports. */
const MAX_RANGE_DAYS = 10;

/** Checks an order id and a page. */
export function checkOrderPage(
  orderId: string,
  page: ReportPage = {},
): Checked<{ orderId: string } & ReportPage> {
  const faults = new Faults();
  const id = checkId(orderId, faults);
  checkPaging(page, faults);
  return faults.settle(() => ({ orderId: id, ...picked(page) }));
}

/** Checks the range and the page of a get-reports call. */
export function checkOrdersQuery(query: OrdersQuery): Checked<OrdersQuery> {
  const faults = new Faults();
  checkPaging({ page: query.page }, faults);
  if (checkRange(query.start, query.end, 'start', 'end', faults)) {
    const days = istanbulDay(query.end) - istanbulDay(query.start);
    if (days > MAX_RANGE_DAYS) {
      faults.add('end', 'range-too-long', { max: MAX_RANGE_DAYS, days });
    }
  }
  return faults.settle(() => query);
}

/** Checks a range of any length. */
export function checkOrdersRange(range: { from: Date; to: Date }): Checked<{ from: Date; to: Date }> {
  const faults = new Faults();
  checkRange(range.from, range.to, 'from', 'to', faults);
  return faults.settle(() => range);
}

/** Checks the filter and the page of a get-blacklist call. */
export function checkBlacklistQuery(query: BlacklistQuery): Checked<BlacklistQuery> {
  const faults = new Faults();
  checkPaging(query, faults);
  const { start, end } = query;
  if (start !== undefined && end !== undefined) checkRange(start, end, 'start', 'end', faults);
  else if (start !== undefined) faults.moment('start', start);
  else if (end !== undefined) faults.moment('end', end);
  return faults.settle(() => query);
}

/** Checks a number for the blacklist and returns it in E.164. */
export function checkNumber(number: string, options: PhoneOptions): Checked<{ number: E164 }> {
  const parsed = parsePhone(number, options);
  if (parsed.ok) return { ok: true, value: { number: parsed.value } };
  const faults = new Faults();
  faults.add('number', `number-${parsed.reason}`);
  return { ok: false, faults: faults.list };
}

function checkId(orderId: unknown, faults: Faults): string {
  const id = typeof orderId === 'string' || typeof orderId === 'number' ? String(orderId).trim() : '';
  if (id === '') faults.add('orderId', 'order-id-required');
  else {
    faults.plainText('orderId', id, LONGEST_ID);
  }
  return id;
}

function checkPaging({ page, rowCount }: ReportPage, faults: Faults): void {
  if (page !== undefined && !(Number.isSafeInteger(page) && page >= 1)) {
    faults.add('page', 'not-positive');
  }
  if (rowCount !== undefined && !(Number.isSafeInteger(rowCount) && rowCount >= 1 && rowCount <= MAX_ROWS)) {
    faults.add('rowCount', 'not-in-range', { min: 1, max: MAX_ROWS });
  }
}

function checkRange(start: unknown, end: unknown, first: string, last: string, faults: Faults): boolean {
  faults.moment(first, start);
  faults.moment(last, end);
  if (!isMoment(start) || !isMoment(end)) return false;
  if (start <= end) return true;
  faults.add(last, 'range-reversed', { first, last });
  return false;
}

function picked({ page, rowCount }: ReportPage): ReportPage {
  return { ...(page !== undefined && { page }), ...(rowCount !== undefined && { rowCount }) };
}
