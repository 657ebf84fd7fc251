import { DELIVERY_STATUSES, type DeliveryStatus, type ReportRow } from './reportRow.js';

/** A column that rows can be sorted by. */
export type SortColumn = 'number' | 'status' | 'updatedAt';

export interface Sort {
  column: SortColumn;
  direction: 'ascending' | 'descending';
}

export interface Filter {
  status: DeliveryStatus | 'all';
  /** Digits to look for; blanks, and a leading 0 or +90, do not matter. */
  number: string;
}

/** Numeric keys of all rows, so that sorting and filtering never touch a string twice. */
export interface RowIndex {
  rows: readonly ReportRow[];
  numbers: Float64Array;
  statuses: Uint8Array;
  times: Float64Array;
  /** Rows by their place in `DELIVERY_STATUSES`. */
  counts: readonly number[];
}

const STATUS_RANK = new Map<string, number>(DELIVERY_STATUSES.map((status, rank) => [status, rank]));
const UNKNOWN_RANK = DELIVERY_STATUSES.indexOf('unknown');

/** The rank of a state; one that nobody listed counts as unknown. */
export const rankOf = (status: string): number => STATUS_RANK.get(status) ?? UNKNOWN_RANK;

/** Builds the keys; rows that are the same objects as before keep theirs. */
export function indexRows(rows: readonly ReportRow[], previous?: RowIndex): RowIndex {
  const size = rows.length;
  const kept = previous === undefined ? 0 : Math.min(previous.rows.length, size);
  const numbers = new Float64Array(size);
  const statuses = new Uint8Array(size);
  const times = new Float64Array(size);
  if (previous !== undefined) {
    numbers.set(previous.numbers.subarray(0, kept));
    statuses.set(previous.statuses.subarray(0, kept));
    times.set(previous.times.subarray(0, kept));
  }
  const counts = DELIVERY_STATUSES.map(() => 0);
  for (let place = 0; place < size; place += 1) {
    const row = rows[place];
    if (row === undefined) continue;
    if (place >= kept || row !== previous?.rows[place]) {
      if (place >= kept || row.number !== previous?.rows[place]?.number)
        numbers[place] = numberKey(row.number);
      statuses[place] = rankOf(row.status);
      times[place] = row.updatedAt ?? Number.NaN;
    }
    const rank = statuses[place] ?? UNKNOWN_RANK;
    counts[rank] = (counts[rank] ?? 0) + 1;
  }
  return { rows, numbers, statuses, times, counts };
}

function numberKey(number: string): number {
  let key = 0;
  for (let index = 0; index < number.length; index += 1) {
    const digit = number.charCodeAt(index) - 48;
    if (digit >= 0 && digit <= 9) key = key * 10 + digit;
  }
  return key;
}

/** The digits that a search for a number means: "0530 12" and "+90 530 12" both look for "53012". */
export function searchDigits(text: string): string {
  return text.replaceAll(/\D/g, '').replace(/^(?:0090|90(?=5)|0)/, '');
}

/** Places of the rows that pass the filter, in the order asked for; without a sort, in their own. */
export function viewOf(index: RowIndex, filter: Filter, sort: Sort | undefined): Uint32Array {
  const places = filtered(index, filter);
  if (sort === undefined) return places;
  const keys =
    sort.column === 'number' ? index.numbers : sort.column === 'status' ? index.statuses : index.times;
  return sorted(places, keys, sort.direction === 'ascending' ? 1 : -1);
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

/** Stable, and rows without a key (no time yet) come last in both directions. */
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

/**
 * Whether rows only gained states or successors since `previous`: every known place still holds the
 * same number. Then a view over the old rows stays good for the new ones.
 */
export function continues(rows: readonly ReportRow[], previous: readonly ReportRow[]): boolean {
  if (rows.length < previous.length) return false;
  for (let place = 0; place < previous.length; place += 1) {
    const before = previous[place];
    const after = rows[place];
    if (before !== after && before?.number !== after?.number) return false;
  }
  return true;
}

/** How many rows a fresh view has that a held one does not show. */
export function countMissing(held: Uint32Array, fresh: Uint32Array, rowCount: number): number {
  const shown = new Uint8Array(rowCount);
  for (const place of held) shown[place] = 1;
  let missing = 0;
  for (const place of fresh) if (shown[place] === 0) missing += 1;
  return missing;
}
