import { sortFromText, sortToText } from '../../parts/sortText.js';
import { DELIVERY_STATUSES } from '../../report/reportRow.js';
import type { SortColumn } from '../../report/rowIndex.js';
import type { ReportView } from './ReportTable.types.js';

const SORT_COLUMNS: readonly SortColumn[] = ['number', 'status', 'updatedAt', 'credits'];

/**
 * Writes filter and sort as the query parameters `status`, `number` and `sort`, which has a minus sign if it descends. What is not
 * filtered or sorted has none.
 */
export function reportViewToQuery({ filter, sort }: ReportView): URLSearchParams {
  const query = new URLSearchParams();
  if (filter.status !== 'all') query.set('status', filter.status);
  if (filter.number !== '') query.set('number', filter.number);
  if (sort) query.set('sort', sortToText(sort));
  return query;
}

/** Reads filter and sort from query parameters. Unknown states and columns, and other parameters, are ignored. */
export function reportViewFromQuery(query: URLSearchParams): ReportView {
  const status = DELIVERY_STATUSES.find((known) => known === query.get('status')) ?? 'all';
  return {
    filter: { status, number: query.get('number') ?? '' },
    sort: sortFromText(query.get('sort') ?? '', SORT_COLUMNS),
  };
}
