import type { OrderSummary } from 'iletimerkezi-core';
import type { Span } from './spans.js';

/**
 * Maximum difference between an order's time and its position in the list, in milliseconds. Reports have a precision of one
 * second, and the provider assigns ids and times at different moments of a call.
 */
export const JITTER_MS = 1_000;

/** Pages that are read to detect the sorting of a list when its first page does not show it. */
const DEEPER_PAGES = [8, 64];

/** Maximum number of unneeded pages that are read instead of spending more calls on the search for the first page. */
const CLOSE_ENOUGH = 3;

/** Number of probes that are placed by density before the search doubles or bisects. */
const GUESSES = 6;

/** The result of one call. */
export interface FetchedPage {
  readonly rows: readonly OrderSummary[];
  readonly total: number | undefined;
}

interface Page {
  readonly rows: readonly OrderSummary[];
  /** Whether the list ends with this page. */
  readonly isLast: boolean;
  /** Number of the call that returned the page. */
  readonly call: number;
}

/** The sorting of the list that its pages show; `none` when they show none. */
export type Direction = 'newest-first' | 'oldest-first' | 'none';

/** The rows of the pages read so far, and the span for which they are complete. */
export interface Progress {
  readonly rows: readonly OrderSummary[];
  readonly covered: Span;
}

/**
 * Finds and reads the pages of a list that contain the orders of a span. The page size and the sorting of the list are not
 * documented; both are detected from the pages. New orders may move other orders to later pages during the scan, so a page
 * counts only when it was read after the previous page.
 */
export class OrderScan {
  readonly #pages = new Map<number, Page>();
  #calls = 0;
  #fullSize: number | undefined;

  constructor(private readonly fetch: (page: number) => Promise<FetchedPage>) {}

  get pageSize(): number {
    return Math.max(1, this.#fullSize ?? 1);
  }

  /** The latest time on the pages read so far. */
  get newest(): number | undefined {
    const times = [...this.#pages.values()].flatMap(({ rows }) => timesOf(rows));
    return times.length === 0 ? undefined : times.reduce((a, b) => Math.max(a, b));
  }

  async readFirstPage(): Promise<void> {
    await this.#page(1);
  }

  /** Returns whether a list that is sorted newest first needs more than this number of pages to reach this time. */
  async isDeeperThan(pages: number, moment: number): Promise<boolean> {
    const isNewer = ({ rows, isLast }: Page): boolean =>
      !isLast && timesOf(rows).every((time) => time > moment + JITTER_MS);
    if (!isNewer(await this.#page(1)) || !this.#hasTimes()) return false;
    const isDeep = isNewer(await this.#page(pages));
    return isDeep && this.#direction() === 'newest-first';
  }

  /** Reads the pages of the span, and calls `onProgress` after each page. */
  async run(span: Span, onProgress: (progress: Progress) => Promise<void>): Promise<void> {
    let first = await this.#firstPage(span);
    let [page, oldest, newest] = [first, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    const rows: OrderSummary[] = [];
    for (;;) {
      const read = await this.#pageAfter(page);
      const direction = this.#direction();
      // The pages contradict the sorting with which the first page was found: read all pages.
      if (direction === 'none' && first > 1) {
        first = page = 1;
        continue;
      }
      const times = timesOf(read.rows);
      oldest = Math.min(oldest, ...times);
      newest = Math.max(newest, ...times);
      rows.push(...read.rows);
      const isOver = read.isLast || isPast(times, span, direction);
      // Repeated rows may mean the end of the list or moved rows, so the end is not certain.
      const reachesEnd = read.isLast && !(direction === 'newest-first' && this.#repeats(page));
      if (direction === 'none') {
        if (isOver) await onProgress({ rows, covered: span });
      } else {
        await onProgress({
          rows: rows.splice(0),
          covered:
            direction === 'newest-first'
              ? { from: reachesEnd ? Math.min(span.from, oldest) : oldest + JITTER_MS, to: span.to }
              : { from: span.from, to: isOver ? span.to : newest - JITTER_MS },
        });
      }
      if (isOver) return;
      page += 1;
    }
  }

  /** Returns the number of a page before which the list has no row of the span. */
  async #firstPage(span: Span): Promise<number> {
    let before = 0;
    let at: number | undefined;
    for (let probe = 1, probes = 1; ; probes += 1) {
      if (await this.#isBefore(probe, span)) before = probe;
      else at = probe;
      if (at !== undefined && at - before <= CLOSE_ENOUGH) return before + 1;
      const known = [...this.#pages.keys()].filter(
        (page) => page > before && (at === undefined || page < at),
      );
      probe = known.length > 0 ? Math.min(...known) : this.#guess(before, at, span, probes <= GUESSES);
    }
  }

  #guess(before: number, at: number | undefined, { to }: Span, byDensity: boolean): number {
    if (!byDensity || this.#direction() !== 'newest-first')
      return at === undefined ? before * 2 : Math.floor((before + at) / 2);
    const edge = oldestOf(this.#pages.get(before));
    const [near, far, pages] =
      at === undefined
        ? [this.newest ?? edge, edge, before]
        : [edge, oldestOf(this.#pages.get(at)), at - before];
    const pagesPerMs = pages / Math.max(1, near - far);
    const guess = before + Math.round((edge - to) * pagesPerMs);
    const latest = at === undefined ? before * 16 : at - 1;
    return Math.max(before + 1, Math.min(latest, guess));
  }

  /** Returns whether every row of the page precedes the span in the list. */
  async #isBefore(number: number, span: Span): Promise<boolean> {
    let page = await this.#page(number);
    if (page.isLast) return false;
    for (const deeper of DEEPER_PAGES) {
      if (!this.#isOneMoment()) break;
      if ((await this.#page(deeper)).isLast) break;
    }
    page = await this.#page(number);
    const times = timesOf(page.rows);
    const direction = this.#direction();
    if (direction === 'newest-first') return Math.min(...times) > span.to + JITTER_MS;
    return direction === 'oldest-first' && Math.max(...times) < span.from - JITTER_MS;
  }

  /** Returns a page that was read after the previous page. */
  async #pageAfter(number: number): Promise<Page> {
    const known = this.#pages.get(number);
    const before = this.#pages.get(number - 1);
    if (known && (before === undefined || before.call < known.call)) return known;
    this.#pages.delete(number);
    return this.#page(number);
  }

  /**
   * Reads a page once. The list ends at an empty page, at a page shorter than a full one unless the total requires more rows,
   * and at a page that repeats another one. The provider does not document its response past the end.
   */
  async #page(number: number): Promise<Page> {
    const known = this.#pages.get(number);
    if (known) return known;
    const { rows, total } = await this.fetch(number);
    this.#calls += 1;
    this.#fullSize ??= rows.length;
    const isShort = rows.length < this.#fullSize && !(total !== undefined && total > this.#fullSize * number);
    const repeats = [...this.#pages.values()].some(
      ({ rows: others }) => others.length > 0 && keysOf(others) === keysOf(rows),
    );
    const page = { rows, isLast: rows.length === 0 || isShort || repeats, call: this.#calls };
    this.#pages.set(number, page);
    return page;
  }

  #repeats(number: number): boolean {
    const { rows = [] } = this.#pages.get(number) ?? {};
    const keys = keysOf(rows);
    return (
      rows.length > 0 &&
      [...this.#pages].some(([other, page]) => other !== number && keysOf(page.rows) === keys)
    );
  }

  /** Returns whether the pages read so far have times, but all within the tolerance, so that they show no sorting. */
  #isOneMoment(): boolean {
    const times = [...this.#pages.values()].flatMap(({ rows }) => timesOf(rows));
    return (
      this.#hasTimes() && Math.max(...times) - Math.min(...times) <= JITTER_MS && this.#direction() === 'none'
    );
  }

  #hasTimes(): boolean {
    return [...this.#pages.values()].every(({ rows }) =>
      rows.every(({ submitAt }) => submitAt !== undefined),
    );
  }

  /**
   * Detects the sorting from the rows within pages and from the first rows of the pages. A list without times or with
   * unsorted rows has none. Later pages may overlap earlier ones because of new orders.
   */
  #direction(): Direction {
    if (!this.#hasTimes()) return 'none';
    const pages = [...this.#pages].toSorted(([a], [b]) => a - b).map(([, { rows }]) => timesOf(rows));
    const firsts = pages.flatMap((times) => times.slice(0, 1));
    const isSorted = (sign: 1 | -1): boolean =>
      pages.every((times) =>
        times.every((time, index) => index === 0 || sign * (time - (times[index - 1] ?? time)) <= JITTER_MS),
      );
    const [first, last] = [firsts[0], firsts.at(-1)];
    if (first === undefined || last === undefined) return 'none';
    const change = pages.reduce((sum, times) => sum + ((times.at(-1) ?? 0) - (times[0] ?? 0)), 0);
    // Compare across pages only when rows within pages show no trend, because pages are read at different times.
    const trend = change === 0 ? last - first : change;
    if (trend < 0 && isSorted(1)) return 'newest-first';
    return trend > 0 && isSorted(-1) ? 'oldest-first' : 'none';
  }
}

function isPast(times: readonly number[], span: Span, direction: Direction): boolean {
  if (times.length === 0) return false;
  if (direction === 'newest-first') return Math.min(...times) < span.from - JITTER_MS;
  return direction === 'oldest-first' && Math.max(...times) > span.to + JITTER_MS;
}

const timesOf = (rows: readonly OrderSummary[]): number[] =>
  rows.flatMap(({ submitAt }) => (submitAt === undefined ? [] : [submitAt.getTime()]));

const oldestOf = (page: Page | undefined): number => Math.min(...timesOf(page?.rows ?? []));

const keysOf = (rows: readonly OrderSummary[]): string => rows.map(({ orderId }) => orderId).join('\n');
