import { type IletimerkeziClient, istanbulDay } from 'iletimerkezi-core';
import type { ListedOrder, ListingClaim, Reading } from '../storage/outbox/listing.repository.js';
import { creditOf } from './listing-limits.js';
import { OrderScan, type Progress } from './order-scan.js';
import { type Span, subtract, union } from './spans.js';

type Provider = Pick<IletimerkeziClient, 'getReports'>;

/**
 * Maximum difference between the provider's clock and the database's, in milliseconds. Reports have a precision of one
 * second.
 */
export const CLOCK_SLACK_MS = 120_000;

/** Gaps shorter than this are read with the adjacent spans, because searching for a page takes several calls. */
const SHORTEST_GAP_MS = 5_000;

/** Maximum number of pages that are read before they are final. More pages are read once, when they are final. */
const PAGES_READ_TWICE = 8;

/** Stores the orders that were read. Implemented by `ListingRepository`. */
export interface ListingStore {
  save(
    claim: Pick<ListingClaim, 'account' | 'token'>,
    spans: readonly Span[],
    orders: readonly ListedOrder[],
    reading: Reading,
  ): Promise<boolean>;
  orders(account: string, spans: readonly Span[]): Promise<ListedOrder[]>;
}

/** The listed orders of the requested spans. */
export interface Listed {
  readonly orders: readonly ListedOrder[];
  /** Time by the provider's clock up to which the list is complete, in milliseconds; infinite when all spans were read. */
  readonly readTo: number;
}

/** Another instance has taken the claim, or this one stops. Another instance continues the reading. */
export class ListingInterrupted extends Error {
  override readonly name = 'ListingInterrupted';
}

/** The dependencies of one reading of the list. */
export interface ListingContext {
  readonly provider: Provider;
  readonly store: ListingStore;
  readonly claim: ListingClaim;
  /** Time within which a sent order appears in the list, in milliseconds. */
  readonly listedAfterMs: number;
  isStopping?(): boolean;
}

/**
 * Reads the provider's list of orders once, under a claim that one instance holds at a time.
 *
 * A span is final when every order in it has certainly been listed. Final spans are stored after each page, so all instances
 * together read them once, and a killed instance loses one page. Later spans are read for this look-up only. Under heavy
 * traffic they are not read, and the look-up waits until they are final.
 */
export class OrderListing {
  readonly #orders = new Map<string, ListedOrder>();
  /** Orders of this reading that are not in a final span yet. */
  #young: ListedOrder[] = [];
  #final: Span[];
  #credit: number;
  readonly #scans = new Map<string, OrderScan>();
  #isHeavy = false;
  #calls = 0;

  constructor(private readonly context: ListingContext) {
    const { claim } = context;
    this.#final = [...claim.spans];
    this.#credit = claim.credit;
  }

  /** Remaining credit for calls that return no new final page. See `listing-limits.ts`. */
  get credit(): number {
    return this.#credit;
  }

  /** Calls made by this reading. */
  get calls(): number {
    return this.#calls;
  }

  /** Whether many pages were read or postponed until they are final. */
  get isHeavy(): boolean {
    return this.#isHeavy || this.#calls > 2 * PAGES_READ_TWICE;
  }

  /**
   * Reads the parts of the spans that are not stored yet.
   * @param now current time by the database's clock, which the spans use too.
   * @throws IletimerkeziError when the call to the provider fails.
   * @throws ListingInterrupted when another instance has taken the claim, or this one stops.
   */
  async read(wanted: readonly Span[], now: Date): Promise<Listed> {
    let readTo = Number.POSITIVE_INFINITY;
    const missing = union(subtract(wanted, this.#final), SHORTEST_GAP_MS);
    for (const span of missing.toReversed()) readTo = Math.min(readTo, await this.#readSpan(span, now));
    const spans = union(wanted, 0);
    for (const order of await this.context.store.orders(this.context.claim.account, spans))
      this.#orders.set(order.orderId, order);
    const orders = [...this.#orders.values()].filter(({ submitAt }) => {
      const at = submitAt?.getTime();
      return at === undefined || (at <= readTo && spans.some(({ from, to }) => from <= at && at <= to));
    });
    return { orders, readTo };
  }

  /** @returns the time up to which the span was read; infinite when it was read completely. */
  async #readSpan(span: Span, now: Date): Promise<number> {
    const scan = this.#scanOf(span, now);
    let finalTo = now.getTime() - CLOCK_SLACK_MS - this.context.listedAfterMs;
    let { to } = span;
    if (to > finalTo) {
      await scan.readFirstPage();
      finalTo = Math.max(finalTo, (scan.newest ?? 0) - this.context.listedAfterMs);
      const since = Math.max(span.from, finalTo);
      if (to > finalTo && (await scan.isDeeperThan(PAGES_READ_TWICE, since))) {
        to = finalTo;
        this.#isHeavy = true;
      }
    }
    if (to > span.from) {
      await scan.run({ from: span.from, to }, (progress) => this.#keep(progress, finalTo, scan.pageSize));
    }
    return to < span.to ? to : Number.POSITIVE_INFINITY;
  }

  /** Returns the scan of the span's days. The provider filters by day, so spans of the same days share their pages. */
  #scanOf(span: Span, now: Date): OrderScan {
    const start = new Date(span.from);
    const end = new Date(Math.max(span.from, Math.min(span.to, now.getTime())));
    const days = `${istanbulDay(start)} ${istanbulDay(end)}`;
    let scan = this.#scans.get(days);
    if (scan === undefined) {
      scan = new OrderScan(async (page) => {
        if (this.context.isStopping?.()) throw new ListingInterrupted('This instance is stopping.');
        this.#calls += 1;
        this.#credit -= 1;
        const { orders, count } = await this.context.provider.getReports({ start, end, page });
        return { rows: orders, total: count };
      });
      this.#scans.set(days, scan);
    }
    return scan;
  }

  async #keep({ rows, covered }: Progress, finalTo: number, pageSize: number): Promise<void> {
    const all: readonly ListedOrder[] = rows;
    for (const row of all) this.#orders.set(row.orderId, row);
    const final = { from: covered.from, to: Math.min(covered.to, finalTo) };
    const added = final.to > final.from ? subtract([final], this.#final) : [];
    const isAdded = ({ submitAt }: ListedOrder): boolean =>
      submitAt === undefined || added.some(({ from, to }) => from <= +submitAt && +submitAt <= to);
    const young = [...this.#young, ...all];
    this.#young = young.filter((row) => !isAdded(row));
    this.#credit += creditOf((young.length - this.#young.length) / pageSize);
    this.#final = union([...this.#final, ...added], 0);
    const kept = all
      .filter(({ submitAt }) => submitAt === undefined || +submitAt <= finalTo)
      .map(({ orderId, submitAt, sender, total }) => ({ orderId, submitAt, sender, total }));
    if (!(await this.context.store.save(this.context.claim, this.#final, kept, this)))
      throw new ListingInterrupted('Another instance reads the list of this account.');
  }
}
