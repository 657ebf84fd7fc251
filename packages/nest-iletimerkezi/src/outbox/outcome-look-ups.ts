import { nameOf } from '../common/thrown.js';
import type { OrderEvidence } from '../storage/events/order-evidence.js';
import { isCallError, type IletimerkeziClient } from 'iletimerkezi-core';
import { newId } from '../common/ids.js';
import type { CampaignsRepository } from '../storage/outbox/campaigns.repository.js';
import type { FollowUpRepository, OrderToCheck } from '../storage/outbox/follow-up.repository.js';
import type { ListingClaim, ListingRepository } from '../storage/outbox/listing.repository.js';
import type { OrdersRepository } from '../storage/outbox/orders.repository.js';
import { SpendLimitError } from '../storage/spend/spend-limit.error.js';
import { listedAfterMs } from './listing-limits.js';
import { ListingInterrupted, OrderListing } from './order-listing.js';
import type { OutboxOptions } from '../options/outbox.options.js';
import { type Finding, Reconciler } from './reconciler.js';

type Provider = Pick<IletimerkeziClient, 'getReports' | 'reportRecipients'>;

/** The repositories that look-ups read and write. */
export interface FollowUpTables {
  readonly followUps: FollowUpRepository;
  readonly listings: ListingRepository;
  readonly orders: OrdersRepository;
  readonly campaigns: CampaignsRepository;
}

/** The dependencies of the look-ups of one account. */
export interface LookUpContext {
  readonly account: string;
  readonly provider: Provider;
  readonly tables: FollowUpTables;
  readonly options: Pick<Required<OutboxOptions>, 'lookUpAfterMs' | 'pollAfterMs' | 'onUnknown'>;
  readonly onError: (error: unknown, worker: string) => void;
}

/** The name of the worker that looks up orders of unknown outcome. */
export const LOOK_UP_WORKER = 'orders-look-up';

/** Maximum number of orders of unknown outcome that one reading of the provider's list serves. */
const LOOK_UPS_PER_READING = 1_000;

/** Time added to the delay of a look-up whose part of the list was not read yet, in milliseconds. */
const MARGIN_MS = 10_000;

/**
 * Looks up the orders of unknown outcome of one account. One instance at a time does this, for all orders that are due,
 * under the account's claim on the provider's list.
 */
export class OutcomeLookUps {
  readonly #reconciler: Reconciler;
  readonly #listedAfterMs: number;

  constructor(private readonly context: LookUpContext) {
    this.#reconciler = new Reconciler(context.provider, context.tables.followUps);
    this.#listedAfterMs = listedAfterMs(context.options.lookUpAfterMs);
  }

  /** Claims the account's list when a look-up is due, unless another instance has claimed it or the list is paused. */
  async take(): Promise<ListingClaim | undefined> {
    const { account, tables } = this.context;
    return tables.listings.take(account);
  }

  /** Looks up the orders that are due, and releases the claim. */
  async lookUp(claim: ListingClaim, stopping: AbortSignal): Promise<void> {
    const { account, provider, tables } = this.context;
    const { followUps, listings } = tables;
    const listing = new OrderListing({
      provider,
      store: listings,
      claim,
      listedAfterMs: this.#listedAfterMs,
      isStopping: () => stopping.aborted,
    });
    try {
      await this.#lookUp(await followUps.takeUnknown(account, LOOK_UPS_PER_READING), listing);
    } finally {
      await listings.release(claim, listing);
    }
  }

  /** Returns the milliseconds until `take` may succeed; undefined when no look-up is scheduled. */
  async untilNext(): Promise<number | undefined> {
    const { account, tables } = this.context;
    return tables.listings.untilNext(account);
  }

  /** Looks up each order. An error of one order does not block the others. */
  async #lookUp(due: readonly OrderToCheck[], listing: OrderListing): Promise<void> {
    let look: (order: OrderToCheck) => Promise<void>;
    try {
      const findings = await this.#reconciler.lookUp(due, listing);
      look = async (order) => {
        const finding = findings.get(order.id);
        if (finding) await this.#settle(order, finding);
      };
    } catch (error) {
      // The orders stay due for the next look-up by this instance or another.
      if (error instanceof ListingInterrupted) return;
      look = () => Promise.reject(error);
    }
    for (const order of due) {
      await look(order)
        .catch((error: unknown) => this.#failed(order, error))
        .catch((error: unknown) => this.context.onError(error, LOOK_UP_WORKER));
    }
  }

  /**
   * Schedules the next look-up. A failed call to the provider does not count as a look-up. Other failures may be permanent:
   * they count, and after the last one the order is held.
   */
  async #failed(order: OrderToCheck, error: unknown): Promise<void> {
    const { followUps, orders } = this.context.tables;
    const schedule = this.context.options.lookUpAfterMs;
    if (isCallError(error)) {
      return followUps.checkAgain(order, schedule[Math.min(order.checks, schedule.length) - 1] ?? 0, {
        uncounted: true,
      });
    }
    this.context.onError(error, LOOK_UP_WORKER);
    const again = schedule[order.checks];
    if (again !== undefined) return followUps.checkAgain(order, again);
    await orders.write('lookFoundNothing', order, {
      evidence: {
        held: 'lookup-failed',
        failed: nameOf(error),
      },
    });
  }

  async #settle(order: OrderToCheck, finding: Finding): Promise<void> {
    const { followUps, orders } = this.context.tables;
    switch (finding.found) {
      case 'unread':
        return this.#wait(order);
      case 'nothing':
      case 'several': {
        const again = this.context.options.lookUpAfterMs[order.checks];
        if (again !== undefined) return followUps.checkAgain(order, again);
        return this.#decide(order, finding.evidence);
      }
      case 'match': {
        const { evidence, providerOrderId, heldTwins } = finding;
        const nextCheck = { inMs: this.context.options.pollAfterMs[0] ?? 0 };
        await orders.write('lookFound', order, { evidence, providerOrderId, nextCheck });
        for (const twin of heldTwins) {
          const found = { evidence, providerOrderId: twin.providerOrderId, nextCheck };
          await orders.move(twin.id, 'reconciled', found, ['held']);
        }
      }
    }
  }

  /**
   * Schedules the next look-up of an order whose part of the list was not read yet. The last look-up waits for that
   * part.
   */
  async #wait(order: OrderToCheck): Promise<void> {
    const again = this.context.options.lookUpAfterMs[order.checks];
    const uncounted = again === undefined;
    const age = uncounted ? 0 : order.now.getTime() - (order.submittingAt ?? order.now).getTime();
    const inMs = Math.max(again ?? 0, this.#listedAfterMs + MARGIN_MS - age);
    await this.context.tables.followUps.checkAgain(order, inMs, { uncounted });
  }

  /** Applies the host's policy when there is no evidence. */
  async #decide(order: OrderToCheck, evidence: OrderEvidence): Promise<void> {
    switch (this.context.options.onUnknown) {
      case 'hold':
        await this.context.tables.orders.write('lookFoundNothing', order, {
          evidence: { ...evidence, held: 'no-evidence' },
        });
        return;
      case 'assume-sent':
        await this.context.tables.orders.write('lookFound', order, {
          evidence: { ...evidence, reconciled: 'assumed-by-policy' },
        });
        return;
      case 'resend':
        await this.#resend(order, evidence);
    }
  }

  /** Sends the order again. Holds it when the second order exceeds a spend limit: an operator may raise the cap. */
  async #resend(order: OrderToCheck, evidence: OrderEvidence): Promise<void> {
    const { campaigns, orders } = this.context.tables;
    const resent: OrderEvidence = { ...evidence, resent: 'resent-by-policy' };
    try {
      await campaigns.resend(order.id, newId(), ['unknown'], resent, order.claim);
    } catch (error) {
      if (!(error instanceof SpendLimitError)) throw error;
      const held: OrderEvidence = { ...evidence, held: 'spend-limit' };
      await orders.write('lookFoundNothing', order, { evidence: held });
    }
  }
}
