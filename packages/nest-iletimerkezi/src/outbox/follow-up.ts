import { setTimeout as sleep } from 'node:timers/promises';
import { bulkhead } from 'cockatiel';
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

/** Calls to the provider that are in flight at once. */
const REPORTS_AT_ONCE = 4;

/** Orders that are claimed with one statement. */
const POLLS_AT_ONCE = 50;

/** Delay before a claim, in milliseconds. Polls that become due within this time are claimed with one statement. */
const CLAIM_DELAY_MS = 50;

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
    capacity: POLLS_AT_ONCE,
    claimsAgain: true,
    due: {
      kind: DELIVERY_POLL_WORKER,
      accounts: () => [account],
      find: (accounts) => dueDeliveries(followUps.instance, accounts),
    },
    claim: async (limit) => {
      await sleep(CLAIM_DELAY_MS);
      return followUps.takeDeliveries(account, limit);
    },
    run: (order, stopping) => poll.run(order, stopping),
    untilNext: () => followUps.untilNextPoll(account),
  });
}

interface PolledReport {
  readonly report: OrderReport;
  readonly statuses: readonly FinalStatus[];
}

class DeliveryPoll {
  readonly #calls = bulkhead(REPORTS_AT_ONCE, Infinity);
  readonly #provider: FollowUpSettings['provider'];
  readonly #followUps: FollowUpRepository;

  constructor(private readonly settings: FollowUpSettings) {
    this.#provider = settings.provider;
    this.#followUps = settings.tables.followUps;
  }

  /** Polls the report of an order. Releases an order whose turn has not come when `stopping` is aborted. */
  async run(order: OrderToCheck, stopping: AbortSignal): Promise<void> {
    const { providerOrderId } = order;
    if (providerOrderId === null) return;
    try {
      const report = await this.#calls.execute(async () =>
        stopping.aborted ? undefined : this.#reportOf(order, providerOrderId),
      );
      if (report === undefined) {
        await this.#followUps.conclude({ order, statuses: [], next: { againInMs: 0, uncounted: true } });
      } else await this.#conclude(order, report);
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

  async #reportOf(order: OrderToCheck, providerOrderId: string): Promise<PolledReport> {
    await this.#followUps.applyEarlyReports(order);
    const report = await this.#provider.getReport(providerOrderId, { page: 1, rowCount: ROWS });
    return { report, statuses: await this.#statusesOf(order, report) };
  }

  async #conclude(order: OrderToCheck, { report, statuses }: PolledReport): Promise<void> {
    const isFinal = report.status === 'completed' || report.status === 'failed';
    const allFinal = report.waiting === 0 || (report.waiting === undefined && isFinal);
    const againInMs = this.settings.options.pollAfterMs[order.checks];
    const { price } = report;
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
