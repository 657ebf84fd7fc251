import { isCallError, type IletimerkeziClient } from 'iletimerkezi-core';
import { newId } from '../common/ids.js';
import type { CampaignsRepository } from '../storage/outbox/campaigns.repository.js';
import type { FollowUpRepository, OrderToCheck } from '../storage/outbox/follow-up.repository.js';
import type { ListingRepository } from '../storage/outbox/listing.repository.js';
import type { OrdersRepository } from '../storage/outbox/orders.repository.js';
import { listedAfterMs } from './listing-pace.js';
import { ListingInterrupted, OrderListing } from './order-listing.js';
import type { OutboxOptions } from '../options/outbox.options.js';
import { type Finding, Reconciler } from './reconciler.js';

type Provider = Pick<IletimerkeziClient, 'getReports' | 'reportRecipients'>;

/** What looks read and write. */
export interface FollowUpTables {
  readonly followUps: FollowUpRepository;
  readonly listings: ListingRepository;
  readonly orders: OrdersRepository;
  readonly campaigns: CampaignsRepository;
}

/** Orders of unknown outcome that one listing of the provider's serves. */
const LOOKS_AT_ONCE = 1_000;

/** A look that came before its part of the list was read is planned so long after the moment it can be. */
const MARGIN_MS = 10_000;

/**
 * Finds out about the orders of unknown outcome of one account. One instance at a time does it, under the account's
 * listing claim, for all orders that are due.
 */
export class OutcomeLooks {
  readonly #reconciler: Reconciler;
  readonly #listedAfterMs: number;

  constructor(
    private readonly account: string,
    private readonly provider: Provider,
    private readonly tables: FollowUpTables,
    private readonly options: Pick<Required<OutboxOptions>, 'lookUpAfterMs' | 'pollAfterMs' | 'onUnknown'>,
    private readonly onError: (error: unknown) => void,
    private readonly isStopping: () => boolean = () => false,
  ) {
    this.#reconciler = new Reconciler(provider, tables.followUps);
    this.#listedAfterMs = listedAfterMs(options.lookUpAfterMs);
  }

  /** Looks up what is due, unless another instance does or the list rests. */
  async run(): Promise<void> {
    const { followUps, listings } = this.tables;
    const claim = await listings.take(this.account);
    if (claim === undefined) return;
    const listing = new OrderListing(this.provider, listings, claim, this.#listedAfterMs, this.isStopping);
    try {
      await this.#lookUp(await followUps.takeUnknown(this.account, LOOKS_AT_ONCE), listing);
    } finally {
      await listings.release(claim, listing);
    }
  }

  /** Milliseconds until `run` may find something to do; undefined when nothing is planned. */
  async untilNext(): Promise<number | undefined> {
    return this.tables.listings.untilNext(this.account);
  }

  /** An order on which the look fails by itself does not hold up the others. */
  async #lookUp(due: readonly OrderToCheck[], listing: OrderListing): Promise<void> {
    let look: (order: OrderToCheck) => Promise<void>;
    try {
      const findings = await this.#reconciler.lookUp(due, listing);
      look = async (order) => {
        const finding = findings.get(order.id);
        if (finding) await this.#settle(order, finding);
      };
    } catch (error) {
      // The orders stay due, for the next look of this instance or another.
      if (error instanceof ListingInterrupted) return;
      look = () => Promise.reject(error);
    }
    for (const order of due) {
      await look(order)
        .catch((error: unknown) => this.#failed(order, error))
        .catch(this.onError);
    }
  }

  /**
   * A failure of the provider's does not count as a look. With any other, asking again may never help: it counts, and
   * after the last one the order is held all the same.
   */
  async #failed(order: OrderToCheck, error: unknown): Promise<void> {
    const { followUps, orders } = this.tables;
    const schedule = this.options.lookUpAfterMs;
    if (isCallError(error)) {
      return followUps.checkAgain(order, schedule[Math.min(order.checks, schedule.length) - 1] ?? 0, {
        uncounted: true,
      });
    }
    this.onError(error);
    const again = schedule[order.checks];
    if (again !== undefined) return followUps.checkAgain(order, again);
    await orders.write('lookFoundNothing', order, {
      evidence: {
        held: 'looking it up failed every time',
        failed: error instanceof Error ? error.name : typeof error,
      },
    });
  }

  async #settle(order: OrderToCheck, finding: Finding): Promise<void> {
    const { followUps, orders } = this.tables;
    switch (finding.found) {
      case 'unread':
        return this.#wait(order);
      case 'nothing':
      case 'several': {
        const again = this.options.lookUpAfterMs[order.checks];
        if (again !== undefined) return followUps.checkAgain(order, again);
        return this.#decide(order, finding.evidence);
      }
      case 'match': {
        const { evidence, providerOrderId, heldTwins } = finding;
        const nextCheck = { inMs: this.options.pollAfterMs[0] ?? 0 };
        await orders.write('lookFound', order, { evidence, providerOrderId, nextCheck });
        for (const twin of heldTwins) {
          const found = { evidence, providerOrderId: twin.providerOrderId, nextCheck };
          await orders.move(twin.id, 'reconciled', found, ['held']);
        }
      }
    }
  }

  /** The part of the list where the order would be was not read yet. The last look waits until it was. */
  async #wait(order: OrderToCheck): Promise<void> {
    const again = this.options.lookUpAfterMs[order.checks];
    const uncounted = again === undefined;
    const age = uncounted ? 0 : order.now.getTime() - (order.submittingAt ?? order.now).getTime();
    const inMs = Math.max(again ?? 0, this.#listedAfterMs + MARGIN_MS - age);
    await this.tables.followUps.checkAgain(order, inMs, { uncounted });
  }

  /** No evidence either way: the host's policy decides. */
  async #decide(order: OrderToCheck, evidence: object): Promise<void> {
    switch (this.options.onUnknown) {
      case 'hold':
        await this.tables.orders.write('lookFoundNothing', order, {
          evidence: { ...evidence, held: 'no evidence either way' },
        });
        return;
      case 'assume-sent':
        await this.tables.orders.write('lookFound', order, {
          evidence: { ...evidence, reconciled: 'assumed, by policy' },
        });
        return;
      case 'resend':
        await this.tables.campaigns.resend(
          order.id,
          newId(),
          ['unknown'],
          { ...evidence, resent: 'by policy' },
          order.claim,
        );
    }
  }
}
