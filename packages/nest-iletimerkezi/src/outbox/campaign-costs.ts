import type { OrderState } from 'iletimerkezi-core';
import type { ContentsRepository, OrderPlan } from '../storage/outbox/contents.repository.js';
import type { TextParts, TextPartsCounter } from './text-parts.js';

/** Where a cost comes from. `billed`: the provider's report. `estimated`: the parts of the texts. */
export type CostSource = 'billed' | 'estimated';

/** The cost of one order. */
export interface OrderCost {
  readonly order: string;
  readonly source: CostSource;
  /** In credits, or in lira where the provider bills so. */
  readonly cost: number;
}

/** The sums of the cost of a campaign. */
export interface CostSums {
  /** The sum of the orders that the provider has billed. */
  readonly billed: number;
  /** The parts of the other orders, in credits. */
  readonly estimated: number;
}

/** The cost of a campaign. */
export interface CampaignCosts extends CostSums {
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
  /**
   * Billed credits: `credits`, if those of all recipients make up the provider's bill of the order. Null before the bill, and if
   * the sums differ, as on accounts that are billed in lira.
   */
  readonly billed: number | null;
}

/** States in which nothing was sent, so that nothing is billed. */
const UNSENT: ReadonlySet<OrderState> = new Set(['rejected', 'expired', 'cancelled', 'withheld', 'resent']);

const sum = (figures: readonly number[]): number => figures.reduce((total, figure) => total + figure, 0);

/** Computes what campaigns cost. */
export class CostReader {
  constructor(
    private readonly contents: ContentsRepository,
    private readonly counter: TextPartsCounter,
  ) {}

  /** @returns undefined when the campaign has no orders. */
  async campaign(id: string): Promise<CampaignCosts | undefined> {
    const orders = await this.contents.ordersOf(id);
    if (orders.length === 0) return undefined;
    const parts: (TextParts | undefined)[] = [];
    for (const order of orders) parts.push(await this.counter.of(order));
    return { ...(await this.#sums(orders)), parts: rangeOf(parts) };
  }

  /** Returns the sums, for which no text of a billed order is read. @returns undefined when the campaign has no orders. */
  async sums(id: string): Promise<CostSums | undefined> {
    const orders = await this.contents.ordersOf(id);
    if (orders.length === 0) return undefined;
    const { billed, estimated } = await this.#sums(orders);
    return { billed, estimated };
  }

  /** @returns undefined when the campaign has no such order. */
  async recipients(campaign: string, id: string): Promise<RecipientCost[] | undefined> {
    const order = (await this.contents.ordersOf(campaign)).find((one) => one.id === id);
    if (order === undefined) return undefined;
    const parts = await this.counter.of(order);
    const recipients = await this.contents.recipients(id);
    const estimates = recipients.map(({ number, textIndex, status }) => {
      const own = parts?.most[textIndex] ?? null;
      const isFree = UNSENT.has(order.state) || status === 'withheld' || status === 'undelivered';
      return { number, parts: own, credits: isFree ? 0 : own };
    });
    const isBill = sum(estimates.map(({ credits }) => credits ?? Number.NaN)) === order.price;
    return estimates.map((estimate) => ({ ...estimate, billed: isBill ? estimate.credits : null }));
  }

  async #sums(stored: readonly OrderPlan[]): Promise<Omit<CampaignCosts, 'parts'>> {
    const orders: OrderCost[] = [];
    for (const order of stored) orders.push(await this.#order(order));
    const of = (wanted: CostSource) =>
      sum(orders.filter(({ source }) => source === wanted).map(({ cost }) => cost));
    return { billed: of('billed'), estimated: of('estimated'), orders };
  }

  async #order(order: OrderPlan): Promise<OrderCost> {
    const { id, price, state } = order;
    if (price !== null) return { order: id, source: 'billed', cost: price };
    const parts = UNSENT.has(state) ? undefined : await this.counter.of(order);
    const cost = parts ? await this.contents.billedParts(id, parts.most) : 0;
    return { order: id, source: 'estimated', cost };
  }
}

/** @returns null when texts were erased. */
function rangeOf(orders: readonly (TextParts | undefined)[]): CampaignCosts['parts'] {
  const known = orders.filter((parts) => parts !== undefined);
  if (known.length < orders.length) return null;
  return {
    min: Math.min(...known.map(({ min }) => min)),
    max: Math.max(...known.map(({ max }) => max)),
  };
}
