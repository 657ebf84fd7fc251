import { createHash } from 'node:crypto';
import { isCallError, type IletimerkeziClient } from 'iletimerkezi-core';
import type { FollowUpRepository, OrderToCheck, Twin } from '../storage/outbox/follow-up.repository.js';
import type { OrderEvidence } from '../storage/events/order-evidence.js';
import type { ListedOrder } from '../storage/outbox/listing.repository.js';
import { CLOCK_SLACK_MS, type OrderListing } from './order-listing.js';

type Provider = Pick<IletimerkeziClient, 'reportRecipients'>;

const NO_REPORT: ReadonlySet<string> = new Set(['order-not-due', 'order-not-found']);

/** Recipients of the provider's orders do not change, so they are read once; as digests, the latest ones. */
const DIGESTS_KEPT = 10_000;

/** An order is looked up once the list was read this far beyond its time, in milliseconds. */
const LEAST_LEAD_MS = 5_000;

/** What the provider's reports said about an order of unknown outcome. */
export type Finding =
  | {
      readonly found: 'match';
      readonly providerOrderId: string;
      readonly evidence: OrderEvidence;
      /** Held twins that are certain to be accepted, too, with their ids at the provider. */
      readonly heldTwins: readonly { readonly id: string; readonly providerOrderId: string }[];
    }
  | { readonly found: 'nothing' | 'several'; readonly evidence: OrderEvidence }
  /** The list was not read up to the order's time yet. */
  | { readonly found: 'unread' };

/** An order, ours or the provider's, and when it was sent. */
interface Place {
  readonly id: string;
  readonly at: number;
}

/**
 * Looks orders of unknown outcome up in get-reports and get-report: same sender, same count, the right time, and exactly
 * its recipients. One listing serves all orders that are looked up together.
 *
 * Reports carry no texts, so orders of our own that are alike in sender, time and recipients are twins: any of the
 * provider's orders could be any of theirs. Each of ours is at the provider at most once, so where as many of the
 * provider's orders fit as there are twins, all of them were accepted. They are then matched in the order of time, but
 * only if their texts are the same too, so that it makes no difference which is which. In any other case none is.
 */
export class Reconciler {
  readonly #digests = new Map<string, string>();

  constructor(
    private readonly provider: Provider,
    private readonly followUps: FollowUpRepository,
  ) {}

  /**
   * @param orders orders of one account, from one `takeDue`.
   * @param listing of that account.
   * @returns a finding for each order, by its id.
   * @throws IletimerkeziError when the provider cannot be asked now.
   * @throws ListingInterrupted when another instance has the list by now, or this one stops.
   */
  async lookUp(
    orders: readonly OrderToCheck[],
    listing: Pick<OrderListing, 'read'>,
  ): Promise<Map<string, Finding>> {
    const [first] = orders;
    if (first === undefined) return new Map();
    const { now } = first;
    const spans = orders.map((order) => ({
      from: sentAt(order) - CLOCK_SLACK_MS,
      to: sentAt(order) + CLOCK_SLACK_MS,
    }));
    const { orders: listed, readTo } = await listing.read(spans, now);

    const findings = new Map<string, Finding>();
    const alike = new Map<OrderToCheck, ListedOrder[]>();
    for (const order of orders) {
      if (sentAt(order) + LEAST_LEAD_MS > readTo) findings.set(order.id, { found: 'unread' });
      else
        alike.set(
          order,
          listed.filter((summary) => couldBe(summary, order)),
        );
    }
    const free = await this.#unclaimed(first.account, [...alike.values()].flat());
    for (const [order, candidates] of alike) {
      const looked = { ordersSeen: listed.length, alike: candidates.length, at: now.toISOString() };
      const digest = digestOf(await this.followUps.numbersOf(order.id));
      const matches: ListedOrder[] = [];
      for (const candidate of candidates) {
        if (free.has(candidate.orderId) && (await this.#recipientsOf(candidate.orderId)) === digest)
          matches.push(candidate);
      }
      findings.set(order.id, await this.#judge(order, matches, looked));
    }
    return findings;
  }

  async #judge(order: OrderToCheck, matches: readonly ListedOrder[], looked: object): Promise<Finding> {
    const [only] = matches;
    if (only === undefined) return { found: 'nothing', evidence: { lookedUp: looked } };
    const twins = await this.followUps.twinsOf(order);
    const evidence: OrderEvidence = { lookedUp: looked, reconciled: 'found-in-reports' };
    if (twins.length === 0 && matches.length === 1) {
      return { found: 'match', providerOrderId: only.orderId, evidence, heldTwins: [] };
    }
    const pairs = pairOff(order, twins, matches);
    const own = pairs.get(order.id);
    if (own !== undefined) {
      return {
        found: 'match',
        providerOrderId: own,
        evidence: { ...evidence, twins: matches.length },
        heldTwins: twins.flatMap(({ id, state }) => {
          const providerOrderId = state === 'held' ? pairs.get(id) : undefined;
          return providerOrderId === undefined ? [] : [{ id, providerOrderId }];
        }),
      };
    }
    return {
      found: 'several',
      evidence: { lookedUp: { ...looked, matches: matches.map(({ orderId }) => orderId) } },
    };
  }

  async #unclaimed(account: string, candidates: readonly ListedOrder[]): Promise<Set<string>> {
    const ids = new Set(candidates.map(({ orderId }) => orderId));
    return new Set(await this.followUps.unclaimed(account, [...ids]));
  }

  /** @returns undefined for an order without a report, such as a scheduled one: this look cannot decide it. */
  async #recipientsOf(orderId: string): Promise<string | undefined> {
    const known = this.#digests.get(orderId);
    if (known !== undefined) return known;
    const numbers: string[] = [];
    try {
      for await (const { number } of this.provider.reportRecipients(orderId)) numbers.push(number);
    } catch (error) {
      if (isCallError(error) && NO_REPORT.has(error.code)) return undefined;
      throw error;
    }
    const digest = digestOf(numbers);
    this.#digests.set(orderId, digest);
    for (const oldest of this.#digests.keys()) {
      if (this.#digests.size <= DIGESTS_KEPT) break;
      this.#digests.delete(oldest);
    }
    return digest;
  }
}

const sentAt = ({ submittingAt, now }: OrderToCheck): number => (submittingAt ?? now).getTime();

function couldBe(summary: ListedOrder, order: OrderToCheck): boolean {
  const at = summary.submitAt?.getTime();
  return (
    (summary.sender === undefined || summary.sender === order.sender) &&
    (summary.total === undefined || summary.total === order.recipientCount) &&
    (at === undefined || Math.abs(at - sentAt(order)) <= CLOCK_SLACK_MS)
  );
}

/** A digest of the numbers as a set. */
function digestOf(numbers: readonly string[]): string {
  const hash = createHash('sha256');
  for (const number of [...new Set(numbers)].toSorted()) hash.update(number).update(',');
  return hash.digest('base64');
}

/**
 * The provider's orders by the ids of ours; empty where that is not certain. All of the provider's orders have to fit
 * all of ours, and ours must not differ, so that another way to pair them off would say the same.
 */
function pairOff(
  order: OrderToCheck,
  twins: readonly Twin[],
  matches: readonly ListedOrder[],
): Map<string, string> {
  const ours = [
    { id: order.id, at: sentAt(order) },
    ...twins.map(({ id, submittingAt }) => ({ id, at: submittingAt.getTime() })),
  ];
  const theirs = matches.map(({ orderId, submitAt }) => ({
    id: orderId,
    at: submitAt?.getTime() ?? Number.NaN,
  }));
  const isCertain =
    theirs.length === ours.length &&
    twins.every(({ state, hasSameTexts }) => state !== 'submitting' && hasSameTexts) &&
    theirs.every((their) => ours.every((our) => Math.abs(their.at - our.at) <= CLOCK_SLACK_MS));
  if (!isCertain) return new Map();
  const sorted = theirs.toSorted(byTime);
  return new Map(
    ours.toSorted(byTime).flatMap(({ id }, index) => {
      const their = sorted[index];
      return their ? [[id, their.id] as const] : [];
    }),
  );
}

const byTime = (a: Place, b: Place): number => a.at - b.at || (a.id < b.id ? -1 : 1);
