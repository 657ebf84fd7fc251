import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ProviderError, type CallErrorCode, type OrderSummary } from 'iletimerkezi-core';
import { EnqueueBatches } from '../storage/outbox/enqueue-batches.js';
import { FollowUpRepository, type OrderToCheck } from '../storage/outbox/follow-up.repository.js';
import { ListingRepository } from '../storage/outbox/listing.repository.js';
import { MigratedDatabase } from '../test-support/database.js';
import {
  forceState,
  forgetListings,
  leaveUnknown,
  passNextCheck,
  storeSettledOrder,
} from '../test-support/outbox-tables.js';
import { prepareOrder } from './enqueue.js';
import { listingLimits } from './listing-limits.js';
import { OrderListing } from './order-listing.js';
import { OUTBOX_DEFAULTS } from '../options/outbox.options.js';
import { type Finding, Reconciler } from './reconciler.js';

const SLACK_MS = 120_000;
const INSTANCE = '00000000-0000-7000-8000-000000000000';

let database: MigratedDatabase;
let followUps: FollowUpRepository;
let listings: ListingRepository;
beforeAll(async () => {
  database = await MigratedDatabase.open();
  followUps = new FollowUpRepository(database.kysely, INSTANCE);
  listings = new ListingRepository(database.kysely, INSTANCE, listingLimits(OUTBOX_DEFAULTS.lookUpAfterMs));
});
afterAll(() => database.close());

let accounts = 0;
const [ONE, TWO, OTHER] = ['+905390000001', '+905390000002', '+905390000003'] as const;

/** Creates an order of unknown outcome that was sent `agoMs` milliseconds ago. */
async function unknownOrder(
  agoMs = 600_000,
  account = `account ${(accounts += 1)}`,
  text = 'Kodunuz 1',
): Promise<OrderToCheck> {
  const message = { kind: 'transactional', text, recipients: [ONE, TWO] } as const;
  const known = { name: account, defaultSender: 'SHOP', characterMode: 'unicode' as const };
  const campaign = await prepareOrder(known, message, {})(new EnqueueBatches(database.kysely));
  const [left] = await leaveUnknown(database.kysely, { campaign }, new Date(Date.now() - agoMs));
  const due = await followUps.takeUnknown(account, 10);
  const found = due.find(({ id }) => id === left);
  if (!found) throw new Error('no order is due');
  return found;
}

/** An order in the reports with the minimum of fields. */
const UNTOLD: Omit<OrderSummary, 'orderId'> = {
  status: 'completed',
  statusCode: 114,
  total: undefined,
  delivered: undefined,
  undelivered: undefined,
  waiting: undefined,
  submitAt: undefined,
  sendAt: undefined,
  sender: undefined,
};

type Entry = [summary: Partial<OrderSummary>, recipients: readonly string[] | CallErrorCode];

/** Creates a provider with these orders in its reports. */
function providerWith(...entries: Entry[]) {
  const asked: { start: Date; end: Date }[] = [];
  return {
    asked,
    provider: {
      async getReports({ start, end, page = 1 }: { start: Date; end: Date; page?: number }) {
        asked.push({ start, end });
        const orders: OrderSummary[] = entries.map(([summary], index) => ({
          ...UNTOLD,
          orderId: `p${index}`,
          ...summary,
        }));
        return { orders: page === 1 ? orders : [], count: undefined };
      },
      async *reportRecipients(orderId: string) {
        const recipients = entries[Number(orderId.slice(1))]?.[1] ?? [];
        if (typeof recipients === 'string') {
          throw new ProviderError({ code: recipients, endpoint: 'get-report' });
        }
        for (const number of recipients) yield { number, status: 'delivered' as const, statusCode: 111 };
      },
    },
  };
}

type Provider = ReturnType<typeof providerWith>['provider'];

async function lookUp(provider: Provider, order: OrderToCheck): Promise<Finding | undefined> {
  return (await lookUpAll(provider, [order])).get(order.id);
}

/** Looks up due orders of one account. */
async function lookUpAll(provider: Provider, orders: readonly OrderToCheck[]): Promise<Map<string, Finding>> {
  await forgetListings(database.kysely);
  const claim = await listings.take(orders[0]?.account ?? '');
  if (!claim) throw new Error('no look is due');
  const listing = new OrderListing({ provider, store: listings, claim, listedAfterMs: 60_000 });
  return new Reconciler(provider, followUps).lookUp(orders, listing);
}

const found = async (order: OrderToCheck, ...entries: Entry[]) =>
  lookUp(providerWith(...entries).provider, order);

const MATCH = [ONE, TWO];

describe('the look-up of an order of unknown outcome', () => {
  it('finds it by sender, count, time and recipients, and records the evidence', async () => {
    const order = await unknownOrder();
    const submitAt = order.submittingAt ?? undefined;
    expect(
      await found(order, [{ sender: 'OTHER' }, MATCH], [{ sender: 'SHOP', total: 2, submitAt }, MATCH]),
    ).toEqual({
      found: 'match',
      providerOrderId: 'p1',
      evidence: {
        reconciled: 'found-in-reports',
        lookedUp: { ordersSeen: 2, candidates: 1, at: expect.stringMatching(/^\d{4}-.*Z$/) },
      },
      heldTwins: [],
    });
  });

  it.each<[string, Partial<OrderSummary>]>([
    ['another sender', { sender: 'OTHER' }],
    ['another count', { total: 3 }],
  ])('ignores an order with %s', async (_, summary) => {
    expect(await found(await unknownOrder(), [summary, MATCH])).toMatchObject({
      found: 'nothing',
      evidence: { lookedUp: { ordersSeen: 1, candidates: 0 } },
    });
  });

  it.each([
    [-SLACK_MS - 1, 'nothing'],
    [-SLACK_MS, 'match'],
    [SLACK_MS, 'match'],
    [SLACK_MS + 1, 'nothing'],
  ])('with a difference of %i ms between the times of both orders finds %s', async (afterMs, what) => {
    const order = await unknownOrder();
    const submitAt = new Date((order.submittingAt?.getTime() ?? 0) + afterMs);
    expect((await found(order, [{ submitAt }, MATCH]))?.found).toBe(what);
  });

  it.each([
    ['has one more', [ONE, TWO, OTHER]],
    ['has another', [ONE, OTHER]],
    ['has one less', [ONE]],
    ['has none', []],
  ])('ignores an order that %s of the recipients', async (_, recipients) => {
    expect(await found(await unknownOrder(), [{}, recipients])).toMatchObject({
      found: 'nothing',
      evidence: { lookedUp: { ordersSeen: 1, candidates: 1 } },
    });
  });

  it.each(['order-not-due', 'order-not-found'] as const)(
    'ignores an order without a report: %s',
    async (code) => {
      expect(await found(await unknownOrder(), [{}, code], [{}, MATCH])).toMatchObject({
        found: 'match',
        providerOrderId: 'p1',
      });
    },
  );

  it('fails when the call to the provider fails', async () => {
    await expect(found(await unknownOrder(), [{}, 'unauthorized'])).rejects.toMatchObject({
      code: 'unauthorized',
    });
  });

  it('rejects with an error that is not a provider response', async () => {
    const { provider } = providerWith([{}, MATCH]);
    const broken = {
      ...provider,
      reportRecipients: () => {
        throw new RangeError('ours');
      },
    };
    await expect(lookUp(broken, await unknownOrder())).rejects.toThrow(RangeError);
  });

  it('ignores a provider order that is assigned to another order', async () => {
    const order = await unknownOrder();
    await storeSettledOrder(database.kysely, order.account, 'p0');
    expect((await found(order, [{}, MATCH]))?.found).toBe('nothing');
    expect(await found(order, [{}, MATCH], [{}, MATCH])).toMatchObject({ providerOrderId: 'p1' });
  });

  it('finds several when two provider orders match', async () => {
    expect(await found(await unknownOrder(), [{}, MATCH], [{}, MATCH])).toEqual({
      found: 'several',
      evidence: {
        lookedUp: { ordersSeen: 2, candidates: 2, at: expect.any(String), matches: ['p0', 'p1'] },
      },
    });
  });

  it('finds several when two outbox orders match', async () => {
    const { account } = await unknownOrder();
    const second = await unknownOrder(590_000, account);
    expect(await found(second, [{}, MATCH])).toMatchObject({
      found: 'several',
      evidence: { lookedUp: { matches: ['p0'] } },
    });
  });

  it('requests the days around its time of sending', async () => {
    const order = await unknownOrder();
    const sent = order.submittingAt?.getTime() ?? 0;
    const { asked, provider } = providerWith();
    await lookUp(provider, order);
    expect(asked).toEqual([{ start: new Date(sent - SLACK_MS), end: new Date(sent + SLACK_MS) }]);
  });

  it('requests no time in the future', async () => {
    const order = await unknownOrder(0);
    const { asked, provider } = providerWith();
    await lookUp(provider, order);
    expect(asked[0]?.end).toEqual(order.now);
  });

  it('treats an order without a time of sending as sent now', async () => {
    const order = { ...(await unknownOrder()), submittingAt: null };
    const { asked, provider } = providerWith();
    await lookUp(provider, order);
    expect(asked[0]?.start).toEqual(new Date(order.now.getTime() - SLACK_MS));
  });
});

describe('twins: outbox orders with the same sender, time and recipients', () => {
  /** Creates orders of one account at intervals of one second. */
  async function twins(count: number, text?: (index: number) => string): Promise<OrderToCheck[]> {
    const account = `twins ${(accounts += 1)}`;
    for (let index = 0; index < count; index += 1)
      await unknownOrder(600_000 - index * 1_000, account, text?.(index));
    await passNextCheck(database.kysely, { account });
    const due = await followUps.takeUnknown(account, count);
    return due.toSorted((a, b) => (a.submittingAt?.getTime() ?? 0) - (b.submittingAt?.getTime() ?? 0));
  }

  /** Returns orders at the provider, newest first, from the time at which this one was sent. */
  const listed = (order: OrderToCheck | undefined, count: number): Entry[] =>
    Array.from({ length: count }, (_, index) => [
      { submitAt: new Date((order?.submittingAt?.getTime() ?? 0) + (count - index) * 1_000) },
      MATCH,
    ]);

  const findings = async (orders: readonly OrderToCheck[], ...entries: Entry[]) => {
    const all = await lookUpAll(providerWith(...entries).provider, orders);
    return orders.map(({ id }) => {
      const finding = all.get(id);
      return finding?.found === 'match' ? finding.providerOrderId : finding?.found;
    });
  };

  // guarantee: G-011
  it('are all matched by time when the provider has the same number', async () => {
    const orders = await twins(3);
    expect(await findings(orders, ...listed(orders[0], 3))).toEqual(['p2', 'p1', 'p0']);
  });

  // guarantee: G-011
  it.each([1, 2, 4])('are not matched when there are three and the provider has %i', async (count) => {
    const orders = await twins(3);
    expect(await findings(orders, ...listed(orders[0], count))).toEqual(['several', 'several', 'several']);
  });

  it('are not matched when their texts differ, because reports contain no texts', async () => {
    const orders = await twins(2, (index) => `Kodunuz ${index}`);
    expect(await findings(orders, ...listed(orders[0], 2))).toEqual(['several', 'several']);
  });

  it('are not matched while one of them is being sent', async () => {
    const [first, second] = await twins(2);
    if (!first || !second) throw new Error('no order is due');
    await forceState(database.kysely, { order: second.id }, 'submitting');
    expect(await findings([first], ...listed(first, 2))).toEqual(['several']);
  });

  it('are matched with the order that is looked up when they are held', async () => {
    const [first, second] = await twins(2);
    if (!first || !second) throw new Error('no order is due');
    await forceState(database.kysely, { order: second.id }, 'held');
    const { provider } = providerWith(...listed(first, 2));
    expect(await lookUp(provider, first)).toMatchObject({
      providerOrderId: 'p1',
      heldTwins: [{ id: second.id, providerOrderId: 'p0' }],
    });
  });
});
