import { type IletimerkeziClient, istanbulDay } from 'iletimerkezi-core';
import type { ListedOrder, ListingClaim, Reading } from '../storage/outbox/listing.repository.js';
import { creditOf } from './listing-pace.js';
import { OrderScan, type Progress } from './order-scan.js';
import { type Span, subtract, union } from './spans.js';

type Provider = Pick<IletimerkeziClient, 'getReports'>;

/** How far the provider's clock may be from the database's. Reports carry whole seconds. */
export const CLOCK_SLACK_MS = 120_000;

/** Gaps shorter than this are read with their neighbours: finding a page costs several calls, too. */
const SHORTEST_GAP_MS = 5_000;

/** Where what is not final yet has more pages than this, it is read when it is final, and not twice. */
const PAGES_READ_TWICE = 8;

/** Stores what was read; see `ListingRepository`. */
export interface ListingStore {
  save(
    claim: Pick<ListingClaim, 'account' | 'token'>,
    spans: readonly Span[],
    orders: readonly ListedOrder[],
    reading: Reading,
  ): Promise<boolean>;
  orders(account: string, spans: readonly Span[]): Promise<ListedOrder[]>;
}

/** What is known of the wanted spans. */
export interface Listed {
  readonly orders: readonly ListedOrder[];
  /** The provider's time up to which no listed order is missing, in milliseconds; infinite when all was read. */
  readonly readTo: number;
}

/** The claim was lost to another instance, or this one stops: the reading goes on elsewhere. */
export class ListingInterrupted extends Error {
  override readonly name = 'ListingInterrupted';
}

/** What one reading of the list needs. */
export interface ListingContext {
  readonly provider: Provider;
  readonly store: ListingStore;
  readonly claim: ListingClaim;
  /** How long after its time an order may appear in the list, in milliseconds. */
  readonly listedAfterMs: number;
  isStopping?(): boolean;
}

/**
 * One reading of the provider's list of orders, under a claim that only one instance has at a time.
 *
 * A span is final once every order in it has certainly been listed. Final spans are stored after each page, so the
 * cluster reads them once, and an instance that is killed loses one page. Younger ones are read for this look alone,
 * and under heavy traffic not at all: the look then waits until they are final.
 */
export class OrderListing {
  readonly #orders = new Map<string, ListedOrder>();
  /** Read in this reading, and not final or not yet known to be. */
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

  /** Calls that may still be made for other than new final pages; see `listing-pace.ts`. */
  get credit(): number {
    return this.#credit;
  }

  /** Calls made by this reading. */
  get calls(): number {
    return this.#calls;
  }

  /** Whether many pages were read, or left until they are final. */
  get isHeavy(): boolean {
    return this.#isHeavy || this.#calls > 2 * PAGES_READ_TWICE;
  }

  /**
   * Reads what of the spans is not known yet.
   * @param now by the database's clock, as the spans are.
   * @throws IletimerkeziError when the provider cannot be asked now.
   * @throws ListingInterrupted when another instance has the list by now, or this one stops.
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

  /** @returns the moment up to which the span was read; infinite when it was read as a whole. */
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

  /** The provider's filter takes whole days, so spans of the same days have their pages in common. */
  #scanOf(span: Span, now: Date): OrderScan {
    const start = new Date(span.from);
    const end = new Date(Math.max(span.from, Math.min(span.to, now.getTime())));
    const days = `${istanbulDay(start)} ${istanbulDay(end)}`;
    let scan = this.#scans.get(days);
    if (scan === undefined) {
      scan = new OrderScan(async (page) => {
        if (this.context.isStopping?.()) throw new ListingInterrupted('This instance stops.');
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
