import { REPORT_STATES } from 'iletimerkezi-core';
import { foldForSearch } from '../../i18n/fold.js';
import type { Format } from '../../i18n/format.js';
import { dayOf, type Day } from '../../parts/day.js';
import { sortFromText, sortToText } from '../../parts/sortText.js';
import { filtersFromQuery, filtersToQuery, NO_FILTERS } from '../FilterBar/filterValue.js';
import type { OrderRow, OrdersColumn, OrdersSortColumn, OrdersView } from './OrdersTable.types.js';

export const EVERY_ORDER: OrdersView = { filter: NO_FILTERS, sort: undefined };

/** The columns in their order in the table. */
export const ORDERS_COLUMNS: readonly OrdersColumn[] = [
  'text',
  'order',
  'time',
  'sender',
  'state',
  'delivery',
  'cost',
];

const SORT_COLUMNS: readonly OrdersSortColumn[] = ['time', 'sender', 'cost'];

/** Writes filters and sort as query parameters: those of `filtersToQuery`, and `sort`, with a minus sign if it descends. */
export function ordersViewToQuery({ filter, sort }: OrdersView): URLSearchParams {
  const query = filtersToQuery(filter);
  if (sort) query.set('sort', sortToText(sort));
  return query;
}

/** Reads filters and sort from query parameters. Unknown states and columns, and other parameters, are ignored. */
export function ordersViewFromQuery(query: URLSearchParams): OrdersView {
  const filter = filtersFromQuery(query, ['state', 'sender']);
  const states = filter.chosen['state']?.filter((state) => REPORT_STATES.some((known) => known === state));
  return {
    filter: states === undefined ? filter : { ...filter, chosen: { ...filter.chosen, state: states } },
    sort: sortFromText(query.get('sort') ?? '', SORT_COLUMNS),
  };
}

/** Returns the orders that match, sorted. Days are Türkiye's. */
export function matchingOrders(
  orders: readonly OrderRow[],
  { filter: { search, chosen, from, to }, sort }: OrdersView,
  compare: Format['compare'],
): readonly OrderRow[] {
  const words = foldForSearch(search).split(/\s+/).filter(Boolean);
  const isChosen = (name: string, value: string): boolean => {
    const values = chosen[name] ?? [];
    return values.length === 0 || values.includes(value);
  };
  const found = orders.filter((order) => {
    if (!isChosen('state', order.state) || !isChosen('sender', order.sender)) return false;
    if (from !== undefined || to !== undefined) {
      const day = dayOf(order.time);
      if ((from !== undefined && day < from) || (to !== undefined && day > to)) return false;
    }
    if (words.length === 0) return true;
    const text = foldForSearch(`${order.text ?? ''} ${order.sender} ${order.orderId}`);
    return words.every((word) => text.includes(word));
  });
  if (sort === undefined) return found;
  const sign = sort.direction === 'ascending' ? 1 : -1;
  const { column } = sort;
  return found.toSorted((a, b) => {
    if (column === 'sender') return sign * compare(a.sender, b.sender);
    if (column === 'time') return sign * (Number(a.time) - Number(b.time));
    // Orders without a cost are last in both directions.
    if (a.cost === undefined || b.cost === undefined) {
      return Number(a.cost === undefined) - Number(b.cost === undefined);
    }
    return sign * (a.cost - b.cost);
  });
}

/** Splits orders into runs of the same day, in their order. */
export function byDay(orders: readonly OrderRow[]): readonly { day: Day; orders: readonly OrderRow[] }[] {
  const groups: { day: Day; orders: OrderRow[] }[] = [];
  for (const order of orders) {
    const day = dayOf(order.time);
    const last = groups.at(-1);
    if (last?.day === day) last.orders.push(order);
    else groups.push({ day, orders: [order] });
  }
  return groups;
}

/** Ascending, descending, then the order of the host. Times and costs begin with the highest. */
export function nextOrdersSort({ sort }: OrdersView, column: OrdersSortColumn): OrdersView['sort'] {
  const first = column === 'sender' ? 'ascending' : 'descending';
  if (sort?.column !== column) return { column, direction: first };
  if (sort.direction !== first) return undefined;
  return { column, direction: first === 'ascending' ? 'descending' : 'ascending' };
}
