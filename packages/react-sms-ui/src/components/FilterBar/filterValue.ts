import { readDay, type Day } from '../../parts/day.js';

/** What a FilterBar restricts to. Plain data: it can be stored, compared as JSON and written to a URL. */
export interface FilterValue {
  /** The text of the search; empty for none. */
  readonly search: string;
  /** The chosen values of each filter. A filter without values does not restrict. */
  readonly chosen: Readonly<Record<string, readonly string[]>>;
  /** The first day, as `YYYY-MM-DD` in Türkiye. */
  readonly from?: Day;
  /** The last day, as `YYYY-MM-DD` in Türkiye. */
  readonly to?: Day;
}

/** The value that restricts nothing. */
export const NO_FILTERS: FilterValue = { search: '', chosen: {} };

/** Returns whether a value restricts anything. */
export function hasFilters({ search, chosen, from, to }: FilterValue): boolean {
  return (
    search !== '' ||
    from !== undefined ||
    to !== undefined ||
    Object.values(chosen).some((values) => values.length > 0)
  );
}

/**
 * Writes a value as query parameters: `q`, `from`, `to`, and one parameter per chosen value. What does not restrict is left out.
 * The names of filters must not be `q`, `from` or `to`.
 */
export function filtersToQuery({ search, chosen, from, to }: FilterValue): URLSearchParams {
  const query = new URLSearchParams();
  if (search !== '') query.set('q', search);
  for (const [name, values] of Object.entries(chosen)) {
    for (const value of values) query.append(name, value);
  }
  if (from !== undefined) query.set('from', from);
  if (to !== undefined) query.set('to', to);
  return query;
}

/** Reads a value from query parameters. Other parameters, and days that do not exist, are ignored. @param names of the filters */
export function filtersFromQuery(query: URLSearchParams, names: readonly string[]): FilterValue {
  const given = names.map((name) => [name, [...new Set(query.getAll(name))]] as const);
  const from = readDay(query.get('from') ?? '');
  const to = readDay(query.get('to') ?? '');
  return {
    search: query.get('q') ?? '',
    chosen: Object.fromEntries(given.filter(([, values]) => values.length > 0)),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}
