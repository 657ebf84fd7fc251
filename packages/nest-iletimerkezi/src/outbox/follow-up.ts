import { performance } from 'node:perf_hooks';
import { isIletimerkeziError, type IletimerkeziClient, type OrderReport } from 'iletimerkezi-core';
import type {
  FinalStatus,
  FollowUpRepository,
  LookKind,
  OrderToCheck,
} from '../storage/outbox/follow-up.repository.js';
import type { CampaignsRepository } from '../storage/outbox/campaigns.repository.js';
import type { OrdersRepository } from '../storage/outbox/orders.repository.js';
import { newId } from '../basics/ids.js';
import type { OutboxOptions } from './outbox.options.js';
import { pauseAfterListing } from './order-listing.js';
import { type Finding, Reconciler } from './reconciler.js';
import { Waker } from '../basics/waker.js';

type Provider = Pick<IletimerkeziClient, 'getReports' | 'getReport' | 'reportRecipients'>;

/** Looks that other instances planned are not notified here, so the database is asked this often. */
const POLL_MS = 1_000;
/** Orders of unknown outcome that one listing of the provider's serves. */
const LOOK_UPS_AT_ONCE = 200;
const REPORTS_AT_ONCE = 4;
const ROWS = 1_000;

/** Follows orders that left: finds out about unknown ones, and asks for deliveries whose webhook was lost. */
export class FollowUp {
  readonly #lookUpWaker = new Waker();
  readonly #pollWaker = new Waker();
  readonly #reconciler: Reconciler;
  #stopping = false;
  #loops: Promise<unknown> | undefined;

  constructor(
    private readonly account: string,
    private readonly provider: Provider,
    private readonly followUps: FollowUpRepository,
    private readonly orders: OrdersRepository,
    private readonly campaigns: CampaignsRepository,
    private readonly options: Required<OutboxOptions>,
    private readonly complain: (error: unknown) => void,
  ) {
    this.#reconciler = new Reconciler(provider, followUps);
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
        const due = await this.followUps.takeDue(this.account, LOOK_UPS_AT_ONCE, 'outcome');
        await this.#lookUp(due);
        const pause = pauseAfterListing(this.#reconciler.calls);
        if (due.length > 0 && pause > 0) await this.#rest(pause);
        if (due.length === LOOK_UPS_AT_ONCE) continue;
        wait = await this.#untilNextDue('outcome');
      } catch (error) {
        this.complain(error);
      }
      await this.#lookUpWaker.sleep(wait);
    }
  }

  async #pollLoop(): Promise<void> {
    while (!this.#stopping) {
      let wait = POLL_MS;
      try {
        const due = await this.followUps.takeDue(this.account, REPORTS_AT_ONCE, 'deliveries');
        const failed = await this.#each(due, (order) => this.#poll(order));
        if (due.length === REPORTS_AT_ONCE && !failed) continue;
        wait = await this.#untilNextDue('deliveries');
      } catch (error) {
        this.complain(error);
      }
      await this.#pollWaker.sleep(wait);
    }
  }

  /** Sleeps although looks may become due meanwhile; `stop` ends it. */
  async #rest(ms: number): Promise<void> {
    const end = performance.now() + ms;
    for (let left = ms; left > 0 && !this.#stopping; left = end - performance.now()) {
      await this.#lookUpWaker.sleep(left);
    }
  }

  async #untilNextDue(kind: LookKind): Promise<number> {
    const next = await this.followUps.untilNextDue(this.account, kind);
    return Math.min(POLL_MS, Math.max(0, next ?? POLL_MS));
  }

  /** @returns whether a look failed, so that its order is still claimed. */
  async #each(due: readonly OrderToCheck[], look: (order: OrderToCheck) => Promise<void>): Promise<boolean> {
    const looks = await Promise.allSettled(
      due.map((order) => look(order).catch((error: unknown) => this.#failed(order, error))),
    );
    const failed = looks.filter((settled) => settled.status === 'rejected');
    for (const { reason } of failed) this.complain(reason);
    return failed.length > 0;
  }

  async #failed(order: OrderToCheck, error: unknown): Promise<void> {
    const schedule = order.state === 'unknown' ? this.options.lookUpAfterMs : this.options.pollAfterMs;
    if (!isIletimerkeziError(error)) return this.#stumbled(order, schedule, error);
    const inMs = schedule[Math.min(order.checks, schedule.length) - 1];
    await this.followUps.checkAgain(order, inMs ?? 0, { uncounted: true });
  }

  /**
   * Not the provider's doing, so asking again may never help: it counts as a look, and after the last one the order
   * comes to an end all the same. While the database is away nothing can be written, and nothing is.
   */
  async #stumbled(order: OrderToCheck, schedule: readonly number[], error: unknown): Promise<void> {
    this.complain(error);
    const again = schedule[order.checks];
    if (again !== undefined) return this.followUps.checkAgain(order, again);
    const failed = error instanceof Error ? error.name : typeof error;
    if (order.state === 'unknown') {
      const evidence = { held: 'looking it up failed every time', failed };
      await this.orders.write('lookFoundNothing', order, { evidence });
    } else {
      await this.followUps.settle(order, undefined, {
        settled: 'its report could not be taken over',
        failed,
      });
    }
  }

  /** One listing serves them all; an order on which the look fails by itself does not hold up the others. */
  async #lookUp(due: readonly OrderToCheck[]): Promise<void> {
    if (due.length === 0) return;
    let look: (order: OrderToCheck) => Promise<void>;
    try {
      const findings = await this.#reconciler.lookUp(
        due,
        ({ checks }) => this.#nextLookUp(checks) === undefined,
      );
      look = async (order) => {
        const finding = findings.get(order.id);
        if (finding) await this.#settleOutcome(order, finding);
      };
    } catch (error) {
      look = () => Promise.reject(error);
    }
    for (const order of due) await this.#each([order], look);
  }

  #nextLookUp(checks: number): number | undefined {
    return this.options.lookUpAfterMs[checks];
  }

  async #settleOutcome(order: OrderToCheck, finding: Finding): Promise<void> {
    if (finding.found !== 'match') {
      const again = this.#nextLookUp(order.checks);
      if (again !== undefined) return this.followUps.checkAgain(order, again);
      return this.#decide(order, finding.evidence);
    }
    const { evidence, providerOrderId, heldTwins } = finding;
    const nextCheck = { inMs: this.options.pollAfterMs[0] ?? 0 };
    await this.orders.write('lookFound', order, { evidence, providerOrderId, nextCheck });
    for (const twin of heldTwins) {
      const found = { evidence, providerOrderId: twin.providerOrderId, nextCheck };
      await this.orders.move(twin.id, 'reconciled', found, ['held']);
    }
  }

  /** No evidence either way: the host's policy decides. */
  async #decide(order: OrderToCheck, evidence: object): Promise<void> {
    switch (this.options.onUnknown) {
      case 'hold':
        await this.orders.write('lookFoundNothing', order, {
          evidence: { ...evidence, held: 'no evidence either way' },
        });
        return;
      case 'assume-sent':
        await this.orders.write('lookFound', order, {
          evidence: { ...evidence, reconciled: 'assumed, by policy' },
        });
        return;
      case 'resend':
        await this.campaigns.resend(
          order.id,
          newId(),
          ['unknown'],
          { ...evidence, resent: 'by policy' },
          order.claim,
        );
    }
  }

  async #poll(order: OrderToCheck): Promise<void> {
    const { providerOrderId, checks } = order;
    if (providerOrderId === null) return;
    await this.followUps.applyEarlyReports(order);
    const report = await this.provider.getReport(providerOrderId, { page: 1, rowCount: ROWS });
    const isFinal = report.status === 'completed' || report.status === 'failed';
    const allTold = report.waiting === 0 || (report.waiting === undefined && isFinal);
    await this.#takeOver(order, report);
    if (isFinal && allTold) {
      await this.followUps.settle(order, report.price);
      return;
    }
    const again = this.options.pollAfterMs[checks];
    if (again !== undefined) return this.followUps.checkAgain(order, again);
    await this.followUps.settle(order, report.price, {
      settled: 'recipients without a final word stay waiting',
    });
  }

  /** Page by page, so that an order of 50,000 passes through memory in pieces. */
  async #takeOver({ id, providerOrderId, recipientCount }: OrderToCheck, first: OrderReport): Promise<void> {
    if (providerOrderId === null) return;
    if (recipientCount <= ROWS) return this.followUps.takeOver(id, statusesOf(first.recipients));
    let page: FinalStatus[] = [];
    for await (const recipient of this.provider.reportRecipients(providerOrderId)) {
      page.push(...statusesOf([recipient]));
      if (page.length < ROWS) continue;
      await this.followUps.takeOver(id, page);
      page = [];
    }
    await this.followUps.takeOver(id, page);
  }
}

const statusesOf = (recipients: OrderReport['recipients']): FinalStatus[] =>
  recipients.flatMap(({ number, status }) =>
    status === 'delivered' || status === 'undelivered' ? [{ number, status }] : [],
  );
