import type { IletimerkeziClient, OrderSummary } from 'iletimerkezi-core';
import { type Span, subtract, union } from './spans.js';

type Provider = Pick<IletimerkeziClient, 'getReports'>;

/** How far the provider's clock may be from the database's. Reports carry whole seconds. */
export const CLOCK_SLACK_MS = 120_000;

/** How far from its place in the list an order may stand: ids and times are given by different moments of one call. */
const JITTER_MS = 2_000;

/** Gaps shorter than this are read with their neighbours: finding a page costs several calls, too. */
const SHORTEST_GAP_MS = 60_000;

/** Times are kept no longer than looks go on. */
const KEPT_MS = 3_600_000;

/**
 * How long after its time an order may appear in the list. `usual` is enough for an early look, which others follow;
 * `certain` for a late one, and for the one that decides that the provider does not have the order.
 */
export const LISTED_AFTER_MS = { usual: 5_000, certain: 60_000 } as const;

const FREE_CALLS = 5;
const PAUSE_PER_CALL_MS = 600;
const LONGEST_PAUSE_MS = 60_000;

/**
 * How long to pause after a `read` of so many calls, in milliseconds, so that looks gather for the next one. The provider
 * publishes no limit for get-reports and asks for fair use.
 */
export const pauseAfterListing = (calls: number): number =>
  Math.min(LONGEST_PAUSE_MS, Math.max(0, calls - FREE_CALLS) * PAUSE_PER_CALL_MS);

/** A span to be read, and how long after its time an order in it may appear in the list; see {@link LISTED_AFTER_MS}. */
interface WantedSpan extends Span {
  readonly listedAfterMs: number;
}

/** A stretch of the provider's time that was read, and the latest moment that had certainly passed there by then. */
interface Reading extends Span {
  readonly presentMs: number;
}

/** What one call returned. */
interface Page {
  readonly rows: readonly OrderSummary[];
  readonly isLast: boolean;
}

/** How the list is sorted, as far as the pages show it. `none` when they do not. */
type Direction = 'newest-first' | 'oldest-first' | 'none';

/**
 * The provider's list of orders, read in pages and kept, so that looks share what was read. Neither the size of a page
 * nor the order of the list is documented: both are taken from the pages. Where the list is sorted by time, only the
 * pages around the wanted time are read; otherwise all pages of the days.
 */
export class OrderListing {
  readonly #orders = new Map<string, OrderSummary>();
  #readings: Reading[] = [];
  #calls = 0;

  constructor(private readonly provider: Provider) {}

  /** Calls made since the last `read` began. */
  get calls(): number {
    return this.#calls;
  }

  /**
   * Returns the orders submitted in the spans, and those without a time.
   * @param now by the database's clock, as the spans are.
   * @throws IletimerkeziError when the provider cannot be asked now.
   */
  async read(wanted: readonly WantedSpan[], now: Date): Promise<readonly OrderSummary[]> {
    this.#calls = 0;
    this.#forgetBefore(now.getTime() - KEPT_MS, wanted);
    const missing = wanted.flatMap((span) => subtract([span], this.#known(span.listedAfterMs)));
    for (const span of union(missing, SHORTEST_GAP_MS)) await this.#readSpan(span, now);
    const spans = union(wanted, 0);
    return [...this.#orders.values()].filter(({ submitAt }) => {
      const at = submitAt?.getTime();
      return at === undefined || spans.some(({ from, to }) => from <= at && at <= to);
    });
  }

  /** The spans that were read late enough for every order in them to be listed. */
  #known(listedAfterMs: number): Span[] {
    return this.#readings.flatMap(({ from, to, presentMs }) => {
      const end = Math.min(to, presentMs - listedAfterMs);
      return end > from ? [{ from, to: end }] : [];
    });
  }

  async #readSpan(span: Span, now: Date): Promise<void> {
    const rows = await new Scan((page) => this.#fetch(span, now, page), span).run();
    for (const row of rows) this.#orders.set(row.orderId, row);
    const newest = Math.max(...rows.map(({ submitAt }) => submitAt?.getTime() ?? 0), 0);
    const presentMs = Math.max(newest, now.getTime() - CLOCK_SLACK_MS);
    this.#readings.push({ ...span, presentMs });
  }

  async #fetch({ from, to }: Span, now: Date, page: number) {
    this.#calls += 1;
    const start = new Date(from);
    const end = new Date(Math.max(from, Math.min(to, now.getTime())));
    const { orders, count } = await this.provider.getReports({ start, end, page });
    return { rows: orders, total: count };
  }

  #forgetBefore(limit: number, wanted: readonly Span[]): void {
    const oldest = Math.min(limit, ...wanted.map(({ from }) => from));
    this.#readings = this.#readings.filter(({ to }) => to >= oldest);
    for (const [id, { submitAt }] of this.#orders) {
      if (submitAt !== undefined && submitAt.getTime() < oldest) this.#orders.delete(id);
    }
  }
}

/** Finds and reads the pages of a list on which the orders of a span are. */
class Scan {
  readonly #pages = new Map<number, Page>();
  #fullSize: number | undefined;

  constructor(
    private readonly fetch: (
      page: number,
    ) => Promise<{ rows: readonly OrderSummary[]; total: number | undefined }>,
    private readonly span: Span,
  ) {}

  async run(): Promise<OrderSummary[]> {
    let page = await this.#firstPage();
    for (;;) {
      const { isLast } = await this.#page(page);
      const direction = this.#direction();
      // The pages contradict what the start was found by: nothing may be left out.
      if (direction === 'none' && page > 1 && !this.#pages.has(page - 1)) page = 0;
      else if (isLast || this.#isPast(page, direction)) break;
      page += 1;
    }
    return [...this.#pages.values()].flatMap(({ rows }) => rows);
  }

  /** Doubles the page number until it is not before the span, then bisects. */
  async #firstPage(): Promise<number> {
    let before = 0;
    let at = 1;
    while (await this.#isBefore(at)) {
      before = at;
      at *= 2;
    }
    while (at - before > 1) {
      const middle = Math.floor((before + at) / 2);
      if (await this.#isBefore(middle)) before = middle;
      else at = middle;
    }
    return at;
  }

  /** Whether every row of the page comes before the span in the list. */
  async #isBefore(page: number): Promise<boolean> {
    const { rows, isLast } = await this.#page(page);
    if (isLast) return false;
    const times = timesOf(rows);
    const direction = this.#direction();
    if (direction === 'newest-first') return Math.min(...times) > this.span.to + JITTER_MS;
    return direction === 'oldest-first' && Math.max(...times) < this.span.from - JITTER_MS;
  }

  /** Whether every row of the following pages comes after the span in the list. */
  #isPast(page: number, direction: Direction): boolean {
    const times = timesOf(this.#pages.get(page)?.rows ?? []);
    if (times.length === 0) return false;
    if (direction === 'newest-first') return Math.min(...times) < this.span.from - JITTER_MS;
    return direction === 'oldest-first' && Math.max(...times) > this.span.to + JITTER_MS;
  }

  /**
   * Reads a page once. The list ends at an empty page, at one shorter than a full one while no total promises more, and
   * at one that repeats the page before: what the provider does past the end is not documented.
   */
  async #page(number: number): Promise<Page> {
    const known = this.#pages.get(number);
    if (known) return known;
    const { rows, total } = await this.fetch(number);
    this.#fullSize ??= rows.length;
    const isShort = rows.length < this.#fullSize && !(total !== undefined && total > this.#fullSize * number);
    const repeats = [...this.#pages.values()].some(
      ({ rows: others }) => others.length > 0 && keysOf(others) === keysOf(rows),
    );
    const page = { rows, isLast: rows.length === 0 || isShort || repeats };
    this.#pages.set(number, page);
    return page;
  }

  /** A list without times, or with rows out of order on or between pages, is not sorted by time. */
  #direction(): Direction {
    const rows = [...this.#pages].toSorted(([a], [b]) => a - b).flatMap(([, page]) => page.rows);
    const times = timesOf(rows);
    const [first, last] = [times[0], times.at(-1)];
    if (first === undefined || last === undefined || times.length < rows.length) return 'none';
    const isSorted = (sign: 1 | -1): boolean =>
      times.every((time, index) => index === 0 || sign * (time - (times[index - 1] ?? time)) <= JITTER_MS);
    if (first > last && isSorted(1)) return 'newest-first';
    return first < last && isSorted(-1) ? 'oldest-first' : 'none';
  }
}

const timesOf = (rows: readonly OrderSummary[]): number[] =>
  rows.flatMap(({ submitAt }) => (submitAt === undefined ? [] : [submitAt.getTime()]));

const keysOf = (rows: readonly OrderSummary[]): string => rows.map(({ orderId }) => orderId).join('\n');
