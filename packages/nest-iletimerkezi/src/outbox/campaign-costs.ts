import { countSegments, type OrderState, type SegmentCount, type SegmentOptions } from 'iletimerkezi-core';
import type { ContentsRepository, StoredOrder } from '../storage/outbox/contents.repository.js';

/** Where a cost comes from. `billed`: the provider's report. `estimated`: the parts of the texts. */
export type CostSource = 'billed' | 'estimated';

/** The cost of one order. */
export interface OrderCost {
  readonly order: string;
  readonly source: CostSource;
  /** In credits, or in lira where the provider bills so. */
  readonly cost: number;
}

/** The cost of a campaign. */
export interface CampaignCosts {
  /** The sum of the orders that the provider has billed. */
  readonly billed: number;
  /** The parts of the other orders, in credits. */
  readonly estimated: number;
  /** SMS per recipient: of the shortest and the longest text. Null after the erasure of the texts. */
  readonly parts: { readonly min: number; readonly max: number } | null;
  readonly orders: readonly OrderCost[];
}

/** The cost of one recipient of an order, by the parts of the text. The provider reports no price per recipient. */
export interface RecipientCost {
  /** In E.164. */
  readonly number: string;
  /** The parts of the text; null after its erasure. */
  readonly parts: number | null;
  /**
   * Credits by estimate: the parts, or 0 for recipients without a message and undelivered ones, whose credit is refunded.
   * Source: provider documentation, status 112. Null after the erasure of the text.
   */
  readonly credits: number | null;
}

/** States in which nothing was sent, so that nothing is billed. */
const UNSENT: ReadonlySet<OrderState> = new Set(['rejected', 'expired', 'cancelled', 'withheld', 'resent']);

/** The parts of the shortest and the longest text. */
class PartsRange {
  #min = Infinity;
  #max = 0;
  #isComplete = true;

  /** @param counts undefined when the texts were erased. */
  add(counts: readonly SegmentCount[] | undefined): void {
    this.#isComplete &&= counts !== undefined;
    for (const { parts } of counts ?? []) {
      this.#min = Math.min(this.#min, parts);
      this.#max = Math.max(this.#max, parts);
    }
  }

  get range(): CampaignCosts['parts'] {
    return this.#isComplete && this.#max > 0 ? { min: this.#min, max: this.#max } : null;
  }
}

/** Computes what campaigns cost. */
export class CostReader {
  constructor(
    private readonly contents: ContentsRepository,
    private readonly counting: SegmentOptions,
  ) {}

  /** @returns undefined when the campaign has no orders. */
  async campaign(id: string): Promise<CampaignCosts | undefined> {
    const stored = await this.contents.ordersOf(id);
    if (stored.length === 0) return undefined;
    const orders: OrderCost[] = [];
    const parts = new PartsRange();
    for (const { id: order } of stored) orders.push(await this.#order(id, order, parts));
    const sum = (source: CostSource) =>
      orders.reduce((total, order) => total + (order.source === source ? order.cost : 0), 0);
    return { billed: sum('billed'), estimated: sum('estimated'), parts: parts.range, orders };
  }

  /** @returns undefined when the campaign has no such order. */
  async recipients(campaign: string, order: string): Promise<RecipientCost[] | undefined> {
    const stored = await this.contents.order(campaign, order);
    return stored && this.#recipients(stored);
  }

  async #order(campaign: string, id: string, range: PartsRange): Promise<OrderCost> {
    const order = await this.contents.order(campaign, id);
    const counts = order?.texts?.map((text) => countSegments(text, this.counting));
    range.add(counts);
    if (order === undefined) return { order: id, source: 'estimated', cost: 0 };
    if (order.price !== null) return { order: id, source: 'billed', cost: order.price };
    if (UNSENT.has(order.state) || counts === undefined) return { order: id, source: 'estimated', cost: 0 };
    const billed = await this.contents.billedTexts(id);
    const cost = billed.reduce(
      (sum, { textIndex, recipients }) => sum + recipients * (counts[textIndex]?.partsMax ?? 0),
      0,
    );
    return { order: id, source: 'estimated', cost };
  }

  async #recipients({ id, state, texts }: StoredOrder): Promise<RecipientCost[]> {
    const parts = texts?.map((text) => countSegments(text, this.counting).partsMax);
    const recipients = await this.contents.recipients(id);
    return recipients.map(({ number, textIndex, status }) => {
      const own = parts?.[textIndex] ?? null;
      const isFree = UNSENT.has(state) || status === 'withheld' || status === 'undelivered';
      return { number, parts: own, credits: isFree ? 0 : own };
    });
  }
}
