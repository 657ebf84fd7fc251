import { isIletimerkeziError, type IletimerkeziClient, type OrderReport } from 'iletimerkezi-core';
import type {
  FinalStatus,
  FollowUpRepository,
  OrderToCheck,
} from '../storage/outbox/follow-up.repository.js';
import type { CampaignsRepository } from '../storage/outbox/campaigns.repository.js';
import type { OrdersRepository } from '../storage/outbox/orders.repository.js';
import { newId } from '../basics/ids.js';
import type { OutboxOptions } from './outbox.options.js';
import { lookUp } from './reconciler.js';
import { Waker } from '../basics/waker.js';

type Provider = Pick<IletimerkeziClient, 'orders' | 'getReport' | 'reportRecipients'>;

/** Looks that other instances planned are not told here, so there is one without being called. */
const LOOK_MS = 1_000;
const AT_ONCE = 4;
const ROWS = 1_000;

/** Looks after orders that left: finds out about unknown ones, and asks for deliveries whose webhook was lost. */
export class FollowUp {
  readonly #waker = new Waker();
  #stopping = false;
  #loop: Promise<void> | undefined;

  constructor(
    private readonly account: string,
    private readonly provider: Provider,
    private readonly followUps: FollowUpRepository,
    private readonly orders: OrdersRepository,
    private readonly campaigns: CampaignsRepository,
    private readonly options: Required<OutboxOptions>,
    private readonly complain: (error: unknown) => void,
  ) {}

  start(): void {
    this.#loop ??= this.#run();
  }

  /** An order has just come by a look that may be soon. */
  wake(): void {
    this.#waker.wake();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#waker.wake();
    await this.#loop;
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      let wait = LOOK_MS;
      try {
        const due = await this.followUps.takeDue(this.account, AT_ONCE);
        const looks = await Promise.allSettled(due.map((order) => this.#check(order)));
        const failed = looks.filter((look) => look.status === 'rejected');
        for (const { reason } of failed) this.complain(reason);
        if (due.length === AT_ONCE && failed.length === 0) continue;
        wait = Math.min(wait, Math.max(0, (await this.followUps.untilNextDue(this.account)) ?? wait));
      } catch (error) {
        this.complain(error);
      }
      await this.#waker.sleep(wait);
    }
  }

  async #check(order: OrderToCheck): Promise<void> {
    const schedule = order.state === 'unknown' ? this.options.lookUpAfterMs : this.options.pollAfterMs;
    try {
      if (order.state === 'unknown') await this.#reconcile(order);
      else await this.#poll(order);
    } catch (error) {
      if (!isIletimerkeziError(error)) return this.#stumbled(order, schedule, error);
      const inMs = schedule[Math.min(order.checks, schedule.length) - 1];
      await this.followUps.checkAgain(order.id, inMs ?? 0, { uncounted: true });
    }
  }

  /**
   * Not the provider's doing, so asking again may never help: it counts as a look, and after the last one the order
   * comes to an end all the same. While the database is away nothing can be written, and nothing is.
   */
  async #stumbled(order: OrderToCheck, schedule: readonly number[], error: unknown): Promise<void> {
    this.complain(error);
    const again = schedule[order.checks];
    if (again !== undefined) return this.followUps.checkAgain(order.id, again);
    const failed = error instanceof Error ? error.name : typeof error;
    if (order.state === 'unknown') {
      const evidence = { held: 'looking it up failed every time', failed };
      await this.orders.move(order.id, 'held', { evidence }, ['unknown']);
    } else {
      await this.followUps.settle(order.id, undefined, {
        settled: 'its report could not be taken over',
        failed,
      });
    }
  }

  async #reconcile(order: OrderToCheck): Promise<void> {
    const finding = await lookUp(this.provider, this.followUps, order);
    const { evidence } = finding;
    if (finding.found === 'match') {
      const { providerOrderId } = finding;
      const nextCheck = { inMs: this.options.pollAfterMs[0] ?? 0 };
      await this.orders.move(order.id, 'reconciled', { evidence, providerOrderId, nextCheck }, ['unknown']);
      return;
    }
    const again = this.options.lookUpAfterMs[order.checks];
    if (again !== undefined) return this.followUps.checkAgain(order.id, again);
    await this.#decide(order, evidence);
  }

  /** The provider's reports said nothing that would do; the host's policy decides. */
  async #decide({ id }: OrderToCheck, evidence: object): Promise<void> {
    switch (this.options.onUnknown) {
      case 'hold':
        await this.orders.move(id, 'held', { evidence: { ...evidence, held: 'no evidence either way' } }, [
          'unknown',
        ]);
        return;
      case 'assume-sent':
        await this.orders.move(
          id,
          'reconciled',
          { evidence: { ...evidence, reconciled: 'assumed, by policy' } },
          ['unknown'],
        );
        return;
      case 'resend':
        await this.campaigns.resend(id, newId(), ['unknown'], { ...evidence, resent: 'by policy' });
    }
  }

  async #poll(order: OrderToCheck): Promise<void> {
    const { id, providerOrderId, checks } = order;
    if (providerOrderId === null) return;
    await this.followUps.applyEarlyReports(order);
    const report = await this.provider.getReport(providerOrderId, { page: 1, rowCount: ROWS });
    const isFinal = report.status === 'completed' || report.status === 'failed';
    const allTold = report.waiting === 0 || (report.waiting === undefined && isFinal);
    await this.#takeOver(order, report);
    if (isFinal && allTold) {
      await this.followUps.settle(id, report.price);
      return;
    }
    const again = this.options.pollAfterMs[checks];
    if (again !== undefined) return this.followUps.checkAgain(id, again);
    await this.followUps.settle(id, report.price, {
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
