import { DELIVERY_STATUSES, type DeliveryStatus, type ReportRow } from './reportRow.js';

/** A column that rows can be sorted by. */
export type SortColumn = 'number' | 'status' | 'updatedAt' | 'credits';

export interface Sort {
  column: SortColumn;
  direction: 'ascending' | 'descending';
}

export interface Filter {
  status: DeliveryStatus | 'all';
  /** Digits to search for. Blanks, a leading 0 and +90 are ignored. */
  number: string;
}

/** Numeric keys of all rows, so that sorting and filtering do not compare strings. */
export interface RowIndex {
  rows: readonly ReportRow[];
  numbers: Float64Array;
  statuses: Uint8Array;
  times: Float64Array;
  /** Number of rows per position in `DELIVERY_STATUSES`. */
  counts: readonly number[];
  /**
   * Changes when a position gets another number. While it is equal, rows only changed states or were appended, and a
   * view of older rows is valid for newer ones.
   */
  generation: number;
}

const STATUS_RANK = new Map<string, number>(DELIVERY_STATUSES.map((status, rank) => [status, rank]));
const UNKNOWN_RANK = DELIVERY_STATUSES.indexOf('unknown');

/** Returns the rank of a state; the rank of `unknown` for an unlisted one. */
export const rankOf = (status: string): number => STATUS_RANK.get(status) ?? UNKNOWN_RANK;

/**
 * Builds the keys. Rows that are identical to the previous ones keep their keys, so that an update costs only the
 * changed rows.
 */
export function indexRows(rows: readonly ReportRow[], previous?: RowIndex): RowIndex {
  const size = rows.length;
  const known = previous?.rows ?? [];
  const kept = Math.min(known.length, size);
  const numbers = new Float64Array(size);
  const statuses = new Uint8Array(size);
  const times = new Float64Array(size);
  const counts = previous ? [...previous.counts] : DELIVERY_STATUSES.map(() => 0);
  const count = (rank: number | undefined, by: 1 | -1): void => {
    const place = rank ?? UNKNOWN_RANK;
    counts[place] = (counts[place] ?? 0) + by;
  };
  if (previous !== undefined) {
    numbers.set(previous.numbers.subarray(0, kept));
    statuses.set(previous.statuses.subarray(0, kept));
    times.set(previous.times.subarray(0, kept));
  }
  let continues = size >= known.length;
  for (let place = 0; place < size; place += 1) {
    const row = rows[place];
    const before = place < kept ? known[place] : undefined;
    if (row === before || row === undefined) continue;
    if (before === undefined || before.number !== row.number) {
      numbers[place] = numberKey(row.number);
      continues &&= before === undefined;
    }
    if (before !== undefined) count(statuses[place], -1);
    statuses[place] = rankOf(row.status);
    times[place] = row.updatedAt ?? Number.NaN;
    count(statuses[place], 1);
  }
  for (let place = size; place < known.length; place += 1) count(previous?.statuses[place], -1);
  const generation = previous === undefined ? 0 : previous.generation + (continues ? 0 : 1);
  return { rows, numbers, statuses, times, counts, generation };
}

function numberKey(number: string): number {
  let key = 0;
  for (let index = 0; index < number.length; index += 1) {
    const digit = number.charCodeAt(index) - 48;
    if (digit >= 0 && digit <= 9) key = key * 10 + digit;
  }
  return key;
}

/** Returns the digits of a search: "0530 12" and "+90 530 12" both search for "53012". */
export function searchDigits(text: string): string {
  return text.replaceAll(/\D/g, '').replace(/^(?:0090|90(?=5)|0)/, '');
}

/** Returns the positions of the rows that pass the filter, sorted; without a sort, in their order. */
export function viewOf(index: RowIndex, filter: Filter, sort: Sort | undefined): Uint32Array {
  const places = filtered(index, filter);
  if (sort === undefined) return places;
  return sorted(places, keysOf(index, sort.column), sort.direction === 'ascending' ? 1 : -1);
}

function keysOf(index: RowIndex, column: SortColumn): Float64Array | Uint8Array {
  switch (column) {
    case 'number':
      return index.numbers;
    case 'status':
      return index.statuses;
    case 'updatedAt':
      return index.times;
    case 'credits':
      return Float64Array.from(index.rows, ({ credits }) => credits ?? Number.NaN);
  }
}

function filtered({ rows, statuses }: RowIndex, filter: Filter): Uint32Array {
  const rank = filter.status === 'all' ? -1 : rankOf(filter.status);
  const digits = searchDigits(filter.number);
  const places = new Uint32Array(rows.length);
  let size = 0;
  for (let place = 0; place < rows.length; place += 1) {
    if (rank !== -1 && statuses[place] !== rank) continue;
    if (digits !== '' && !(rows[place]?.number.includes(digits) ?? false)) continue;
    places[size] = place;
    size += 1;
  }
  return places.subarray(0, size);
}

/** Stable. Rows without a key, such as a time, come last in both directions. */
function sorted(places: Uint32Array, keys: Float64Array | Uint8Array, sign: 1 | -1): Uint32Array {
  return places.sort((a, b) => {
    const left = keys[a] ?? 0;
    const right = keys[b] ?? 0;
    if (left === right) return a - b;
    if (Number.isNaN(left)) return Number.isNaN(right) ? a - b : 1;
    if (Number.isNaN(right)) return -1;
    return left < right ? -sign : sign;
  });
}

/** Counts the rows of a new view that a held view lacks. */
export function countMissing(held: Uint32Array, fresh: Uint32Array, rowCount: number): number {
  const shown = new Uint8Array(rowCount);
  for (const place of held) shown[place] = 1;
  let missing = 0;
  for (const place of fresh) if (shown[place] === 0) missing += 1;
  return missing;
}
