import { isCallError, type IletimerkeziClient, type OrderReport } from 'iletimerkezi-core';
import type {
  FinalStatus,
  FollowUpRepository,
  OrderToCheck,
} from '../storage/outbox/follow-up.repository.js';
import type { OutboxOptions } from '../options/outbox.options.js';
import { type FollowUpTables, OutcomeLooks } from './outcome-looks.js';
import { Waker } from '../worker/waker.js';

type Provider = Pick<IletimerkeziClient, 'getReports' | 'getReport' | 'reportRecipients'>;

/** Looks that other instances planned are not notified here, so the database is asked this often. */
const POLL_MS = 1_000;
const REPORTS_AT_ONCE = 4;
const ROWS = 1_000;

/** Follows orders that left: finds out about unknown ones, and asks for deliveries whose webhook was lost. */
export class FollowUp {
  readonly #lookUpWaker = new Waker();
  readonly #pollWaker = new Waker();
  readonly #looks: OutcomeLooks;
  readonly #followUps: FollowUpRepository;
  #stopping = false;
  #loops: Promise<unknown> | undefined;

  constructor(
    private readonly account: string,
    private readonly provider: Provider,
    { followUps, listings, orders, campaigns }: FollowUpTables,
    private readonly options: Required<OutboxOptions>,
    private readonly onError: (error: unknown) => void,
  ) {
    this.#followUps = followUps;
    this.#looks = new OutcomeLooks(
      account,
      provider,
      { followUps, listings, orders, campaigns },
      options,
      onError,
      () => this.#stopping,
    );
  }

  start(): void {
    this.#loops ??= Promise.all([this.#lookUpLoop(), this.#pollLoop()]);
  }

  /** A look may be due soon. */
  wake(): void {
    this.#lookUpWaker.wake();
    this.#pollWaker.wake();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.wake();
    await this.#loops;
  }

  async #lookUpLoop(): Promise<void> {
    while (!this.#stopping) {
      let wait = POLL_MS;
      try {
        await this.#looks.run();
        wait = Math.min(POLL_MS, Math.max(0, (await this.#looks.untilNext()) ?? POLL_MS));
      } catch (error) {
        this.onError(error);
      }
      await this.#lookUpWaker.sleep(wait);
    }
  }

  async #pollLoop(): Promise<void> {
    while (!this.#stopping) {
      let wait = POLL_MS;
      try {
        const due = await this.#followUps.takeDeliveries(this.account, REPORTS_AT_ONCE);
        const failed = await this.#each(due, (order) => this.#poll(order));
        if (due.length === REPORTS_AT_ONCE && !failed) continue;
        const next = await this.#followUps.untilNextPoll(this.account);
        wait = Math.min(POLL_MS, Math.max(0, next ?? POLL_MS));
      } catch (error) {
        this.onError(error);
      }
      await this.#pollWaker.sleep(wait);
    }
  }

  /** @returns whether a look failed, so that its order is still claimed. */
  async #each(due: readonly OrderToCheck[], look: (order: OrderToCheck) => Promise<void>): Promise<boolean> {
    const looks = await Promise.allSettled(
      due.map((order) => look(order).catch((error: unknown) => this.#failed(order, error))),
    );
    const failed = looks.filter((settled) => settled.status === 'rejected');
    for (const { reason } of failed) this.onError(reason);
    return failed.length > 0;
  }

  /** A failure of the provider's does not count as a poll; any other does, and after the last one the order is settled. */
  async #failed(order: OrderToCheck, error: unknown): Promise<void> {
    const schedule = this.options.pollAfterMs;
    if (isCallError(error)) {
      const inMs = schedule[Math.min(order.checks, schedule.length) - 1];
      return this.#followUps.checkAgain(order, inMs ?? 0, { uncounted: true });
    }
    this.onError(error);
    const again = schedule[order.checks];
    if (again !== undefined) return this.#followUps.checkAgain(order, again);
    await this.#followUps.settle(order, undefined, {
      settled: 'its report could not be taken over',
      failed: error instanceof Error ? error.name : typeof error,
    });
  }

  async #poll(order: OrderToCheck): Promise<void> {
    const { providerOrderId, checks } = order;
    if (providerOrderId === null) return;
    await this.#followUps.applyEarlyReports(order);
    const report = await this.provider.getReport(providerOrderId, { page: 1, rowCount: ROWS });
    const isFinal = report.status === 'completed' || report.status === 'failed';
    const allTold = report.waiting === 0 || (report.waiting === undefined && isFinal);
    await this.#takeOver(order, report);
    if (isFinal && allTold) {
      await this.#followUps.settle(order, report.price);
      return;
    }
    const again = this.options.pollAfterMs[checks];
    if (again !== undefined) return this.#followUps.checkAgain(order, again);
    await this.#followUps.settle(order, report.price, {
      settled: 'recipients without a final word stay waiting',
    });
  }

  /** Page by page, so that an order of 50,000 passes through memory in pieces. */
  async #takeOver({ id, providerOrderId, recipientCount }: OrderToCheck, first: OrderReport): Promise<void> {
    if (providerOrderId === null) return;
    if (recipientCount <= ROWS) return this.#followUps.takeOver(id, statusesOf(first.recipients));
    let page: FinalStatus[] = [];
    for await (const recipient of this.provider.reportRecipients(providerOrderId)) {
      page.push(...statusesOf([recipient]));
      if (page.length < ROWS) continue;
      await this.#followUps.takeOver(id, page);
      page = [];
    }
    await this.#followUps.takeOver(id, page);
  }
}

const statusesOf = (recipients: OrderReport['recipients']): FinalStatus[] =>
  recipients.flatMap(({ number, status }) =>
    status === 'delivered' || status === 'undelivered' ? [{ number, status }] : [],
  );
