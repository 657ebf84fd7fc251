import { isIletimerkeziError, type IletimerkeziClient, type OrderSummary } from 'iletimerkezi-core';
import type { FollowUpRepository, OrderToCheck } from '../storage/outbox/follow-up.repository.js';
import type { Evidence } from '../storage/outbox/orders.repository.js';

type Provider = Pick<IletimerkeziClient, 'orders' | 'reportRecipients'>;

/** How far the provider's clock may be from the database's. Reports carry whole seconds. */
const CLOCK_SLACK_MS = 120_000;

const NO_REPORT: ReadonlySet<string> = new Set(['order-not-due', 'order-not-found']);

/** What a look at the provider's reports said about an order of unknown outcome. */
export type Finding =
  | { readonly found: 'match'; readonly providerOrderId: string; readonly evidence: Evidence }
  | { readonly found: 'nothing'; readonly evidence: Evidence }
  | { readonly found: 'several'; readonly evidence: Evidence };

/**
 * Looks an order of unknown outcome up in get-reports and get-report: same sender, same count, the right time, and
 * exactly its recipients. Reports do not carry texts, so where two of our own orders are alike in all that, neither
 * is matched.
 *
 * @throws IletimerkeziError when the provider cannot be asked now.
 */
export async function lookUp(
  provider: Provider,
  followUps: FollowUpRepository,
  order: OrderToCheck,
): Promise<Finding> {
  const sent = order.submittingAt ?? new Date();
  const candidates: OrderSummary[] = [];
  let seen = 0;
  // By the database's clock, in which `sent` is: this process's may be days off.
  const latest = Math.max(sent.getTime(), Math.min(Date.now(), sent.getTime() + CLOCK_SLACK_MS));
  for await (const summary of provider.orders({
    from: new Date(sent.getTime() - CLOCK_SLACK_MS),
    to: new Date(latest),
  })) {
    seen += 1;
    if (couldBe(summary, order, sent)) candidates.push(summary);
  }
  const looked = { ordersSeen: seen, alike: candidates.length, at: new Date().toISOString() };
  const free = new Set(
    await followUps.unclaimed(
      order.account,
      candidates.map(({ orderId }) => orderId),
    ),
  );
  const matches: string[] = [];
  const numbers = new Set(await followUps.numbersOf(order.id));
  for (const { orderId } of candidates) {
    if (free.has(orderId) && (await hasExactly(provider, orderId, numbers))) matches.push(orderId);
  }
  const [only] = matches;
  if (only === undefined) return { found: 'nothing', evidence: { lookedUp: looked } };
  if (matches.length > 1 || (await followUps.hasTwin(order))) {
    return { found: 'several', evidence: { lookedUp: { ...looked, matches } } };
  }
  const evidence = {
    reconciled: 'found in the reports: sender, count, time and recipients',
    lookedUp: looked,
  };
  return { found: 'match', providerOrderId: only, evidence };
}

function couldBe(summary: OrderSummary, order: OrderToCheck, sent: Date): boolean {
  const at = summary.submitAt?.getTime();
  return (
    (summary.sender === undefined || summary.sender === order.sender) &&
    (summary.total === undefined || summary.total === order.recipientCount) &&
    (at === undefined || Math.abs(at - sent.getTime()) <= CLOCK_SLACK_MS)
  );
}

async function hasExactly(
  provider: Provider,
  orderId: string,
  numbers: ReadonlySet<string>,
): Promise<boolean> {
  let count = 0;
  try {
    for await (const { number } of provider.reportRecipients(orderId)) {
      if (!numbers.has(number)) return false;
      count += 1;
    }
  } catch (error) {
    // A scheduled order has no report yet: this look cannot decide it.
    if (isIletimerkeziError(error) && NO_REPORT.has(error.code)) return false;
    throw error;
  }
  return count === numbers.size;
}
