import { createHash } from 'node:crypto';
import { isCallError, type IletimerkeziClient } from 'iletimerkezi-core';
import type { FollowUpRepository, OrderToCheck, Twin } from '../storage/outbox/follow-up.repository.js';
import type { OrderEvidence } from '../storage/events/order-evidence.js';
import type { ListedOrder } from '../storage/outbox/listing.repository.js';
import { CLOCK_SLACK_MS, type OrderListing } from './order-listing.js';

type Provider = Pick<IletimerkeziClient, 'reportRecipients'>;

const NO_REPORT: ReadonlySet<string> = new Set(['order-not-due', 'order-not-found']);

/** Number of latest recipient digests kept. The recipients of a provider order do not change, so they are read once. */
const DIGESTS_KEPT = 10_000;

/** An order is looked up when the list was read at least this far beyond its time, in milliseconds. */
const LEAST_LEAD_MS = 5_000;

/** The result of looking up an order of unknown outcome in the provider's reports. */
export type Finding =
  | {
      readonly found: 'match';
      readonly providerOrderId: string;
      readonly evidence: OrderEvidence;
      /** Held twins that were certainly accepted too, with their provider order ids. */
      readonly heldTwins: readonly { readonly id: string; readonly providerOrderId: string }[];
    }
  | { readonly found: 'nothing' | 'several'; readonly evidence: OrderEvidence }
  /** The list has not been read up to the order's time. */
  | { readonly found: 'unread' };

/** An order of the outbox or of the provider, and the time at which it was sent. */
interface SentOrder {
  readonly id: string;
  readonly at: number;
}

/**
 * Looks up orders of unknown outcome in get-reports and get-report. A match has the same sender, the same count, a time within
 * the tolerance and exactly the same recipients. One reading of the list serves all orders that are looked up together.
 *
 * Reports contain no texts. Outbox orders with the same sender, time and recipients are therefore twins, which the reports
 * cannot distinguish. Each outbox order is at the provider at most once, so if the provider has as many matching orders as
 * there are twins, all of them were accepted. They are then matched by time, but only if their texts are the same too, so
 * that the assignment makes no difference. In any other case none is matched.
 */
export class Reconciler {
  readonly #digests = new Map<string, string>();

  constructor(
    private readonly provider: Provider,
    private readonly followUps: FollowUpRepository,
  ) {}

  /**
   * Looks up orders.
   * @param orders due orders of one account, from one `takeUnknown`.
   * @param listing the reading of that account's list.
   * @returns a finding for each order, by its id.
   * @throws IletimerkeziError when a call to the provider fails.
   * @throws ListingInterrupted when another instance has taken the claim, or this one stops.
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
    const candidates = new Map<OrderToCheck, ListedOrder[]>();
    for (const order of orders) {
      if (sentAt(order) + LEAST_LEAD_MS > readTo) findings.set(order.id, { found: 'unread' });
      else
        candidates.set(
          order,
          listed.filter((summary) => couldBe(summary, order)),
        );
    }
    const free = await this.#unclaimed(first.account, [...candidates.values()].flat());
    for (const [order, possible] of candidates) {
      const looked = { ordersSeen: listed.length, candidates: possible.length, at: now.toISOString() };
      const digest = digestOf(await this.followUps.numbersOf(order.id));
      const matches: ListedOrder[] = [];
      for (const candidate of possible) {
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
    const pairs = assign(order, twins, matches);
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

  /**
   * @returns the digest of the recipients; undefined for an order without a report, such as a scheduled one, which this
   * look-up cannot decide.
   */
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

/** Returns the digest of the numbers as a set. */
function digestOf(numbers: readonly string[]): string {
  const hash = createHash('sha256');
  for (const number of [...new Set(numbers)].toSorted()) hash.update(number).update(',');
  return hash.digest('base64');
}

/**
 * Returns the provider's orders by the ids of the outbox orders; empty when the assignment is not certain. Each provider order
 * must match each outbox order, and the outbox orders must have the same content, so that every assignment is equivalent.
 */
function assign(
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

const byTime = (a: SentOrder, b: SentOrder): number => a.at - b.at || (a.id < b.id ? -1 : 1);
