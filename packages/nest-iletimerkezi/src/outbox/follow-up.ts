import { nameOf } from '../common/thrown.js';
import { isCallError, type IletimerkeziClient, type OrderReport } from 'iletimerkezi-core';
import {
  dueDeliveries,
  type FinalStatus,
  type FollowUpRepository,
  type OrderToCheck,
} from '../storage/outbox/follow-up.repository.js';
import { dueLookUps, type ListingClaim } from '../storage/outbox/listing.repository.js';
import type { OutboxOptions } from '../options/outbox.options.js';
import { Worker } from '../worker/worker.js';
import { LOOK_UP_WORKER, type LookUpContext, OutcomeLookUps } from './outcome-look-ups.js';

const DELIVERY_POLL_WORKER = 'orders-delivery-poll';

const REPORTS_AT_ONCE = 4;
const ROWS = 1_000;

interface FollowUpSettings extends LookUpContext {
  readonly provider: Pick<IletimerkeziClient, 'getReports' | 'getReport' | 'reportRecipients'>;
  readonly options: Required<OutboxOptions>;
}

/** Creates the worker that looks up orders of unknown outcome in the provider's list. */
export function createLookUp(settings: FollowUpSettings): Worker<ListingClaim> {
  const { account, onError } = settings;
  const lookUps = new OutcomeLookUps(settings);
  return new Worker<ListingClaim>({
    name: LOOK_UP_WORKER,
    account,
    onError,
    due: { kind: LOOK_UP_WORKER, accounts: () => [account], find: dueLookUps },
    claim: async () => {
      const claim = await lookUps.take();
      return claim === undefined ? [] : [claim];
    },
    run: (claim, stopping) => lookUps.lookUp(claim, stopping),
    untilNext: () => lookUps.untilNext(),
  });
}

/** Creates the worker that polls the provider's reports of orders whose webhooks may have been lost. */
export function createDeliveryPoll(settings: FollowUpSettings): Worker<OrderToCheck> {
  const { account, onError, tables } = settings;
  const { followUps } = tables;
  const poll = new DeliveryPoll(settings);
  return new Worker<OrderToCheck>({
    name: DELIVERY_POLL_WORKER,
    account,
    onError,
    capacity: REPORTS_AT_ONCE,
    claimsAgain: true,
    due: {
      kind: DELIVERY_POLL_WORKER,
      accounts: () => [account],
      find: (accounts) => dueDeliveries(followUps.instance, accounts),
    },
    claim: (limit) => followUps.takeDeliveries(account, Math.min(limit, REPORTS_AT_ONCE)),
    run: (order) => poll.run(order),
    untilNext: () => followUps.untilNextPoll(account),
  });
}

class DeliveryPoll {
  readonly #provider: FollowUpSettings['provider'];
  readonly #followUps: FollowUpRepository;

  constructor(private readonly settings: FollowUpSettings) {
    this.#provider = settings.provider;
    this.#followUps = settings.tables.followUps;
  }

  async run(order: OrderToCheck): Promise<void> {
    try {
      await this.#poll(order);
    } catch (error) {
      await this.#failed(order, error);
    }
  }

  /**
   * Schedules the next poll. A failed call to the provider does not count as a poll. Other failures count, and the last
   * one settles the order.
   */
  async #failed(order: OrderToCheck, error: unknown): Promise<void> {
    const schedule = this.settings.options.pollAfterMs;
    if (isCallError(error)) {
      const inMs = schedule[Math.min(order.checks, schedule.length) - 1];
      return this.#followUps.checkAgain(order, inMs ?? 0, { uncounted: true });
    }
    this.settings.onError(error, DELIVERY_POLL_WORKER);
    const again = schedule[order.checks];
    if (again !== undefined) return this.#followUps.checkAgain(order, again);
    await this.#followUps.conclude({
      order,
      statuses: [],
      next: { settled: { evidence: { settled: 'report-unusable', failed: nameOf(error) } } },
    });
  }

  async #poll(order: OrderToCheck): Promise<void> {
    const { providerOrderId, checks } = order;
    if (providerOrderId === null) return;
    await this.#followUps.applyEarlyReports(order);
    const report = await this.#provider.getReport(providerOrderId, { page: 1, rowCount: ROWS });
    const isFinal = report.status === 'completed' || report.status === 'failed';
    const allFinal = report.waiting === 0 || (report.waiting === undefined && isFinal);
    const againInMs = this.settings.options.pollAfterMs[checks];
    const { price } = report;
    const statuses = await this.#statusesOf(order, report);
    if (isFinal && allFinal) {
      await this.#followUps.conclude({ order, statuses, next: { settled: { price } } });
    } else if (againInMs !== undefined) {
      await this.#followUps.conclude({ order, statuses, next: { againInMs } });
    } else {
      const evidence = { settled: 'recipients-waiting' } as const;
      await this.#followUps.conclude({ order, statuses, next: { settled: { price, evidence } } });
    }
  }

  /**
   * Returns the final statuses of the report. Applies the pages of a large one, except the last page, to limit memory use
   * for orders of up to 50,000 recipients.
   */
  async #statusesOf(order: OrderToCheck, first: OrderReport): Promise<FinalStatus[]> {
    const { providerOrderId, recipientCount } = order;
    if (providerOrderId === null) return [];
    if (recipientCount <= ROWS) return statusesOf(first.recipients);
    let page: FinalStatus[] = [];
    for await (const recipient of this.#provider.reportRecipients(providerOrderId)) {
      if (page.length >= ROWS) {
        await this.#followUps.conclude({ order, statuses: page });
        page = [];
      }
      page.push(...statusesOf([recipient]));
    }
    return page;
  }
}

const statusesOf = (recipients: OrderReport['recipients']): FinalStatus[] =>
  recipients.flatMap(({ number, status }) =>
    status === 'delivered' || status === 'undelivered' ? [{ number, status }] : [],
  );
