import { isCallError, type IletimerkeziClient } from 'iletimerkezi-core';
import type { CampaignsRepository, ScheduledOrder } from '../storage/outbox/campaigns.repository.js';

/**
 * Time after its submission at which the provider accepts the same message again, with a minute for the difference of clocks.
 * Source: provider documentation, code 451: ten minutes.
 */
const REPETITION_MS = 11 * 60_000;

/** Cancels orders that the provider holds for their `sendAt`, and submits them again. */
export class ScheduledOrders {
  constructor(
    private readonly campaigns: CampaignsRepository,
    private readonly account: string,
    private readonly provider: Pick<IletimerkeziClient, 'cancelOrder' | 'getReport'>,
  ) {}

  /** Returns the orders of a campaign that the provider holds, in the sequence in which they were sent. */
  of(campaign: string): Promise<ScheduledOrder[]> {
    return this.campaigns.scheduled(this.account, campaign);
  }

  /** Returns the time from which the provider accepts an order again. */
  repeatableAt({ submittedAt }: ScheduledOrder): Date {
    return new Date(submittedAt.getTime() + REPETITION_MS);
  }

  /**
   * Cancels orders. May be repeated after a lost answer.
   * @param sendAtOf the time for which an order is submitted again, once the provider accepts it.
   * @returns the number of recipients of the orders that the provider had not begun to send.
   * @throws IletimerkeziError when that is not known of an order. Earlier orders are cancelled.
   */
  async withdraw(
    orders: readonly ScheduledOrder[],
    sendAtOf?: (order: ScheduledOrder) => Date,
  ): Promise<number> {
    let recipients = 0;
    for (const order of orders) {
      const again = sendAtOf && { sendAt: sendAtOf(order), notBefore: this.repeatableAt(order) };
      const isWithdrawn =
        (await this.#cancel(order.providerOrderId)) && (await this.campaigns.withdrawn(order, again));
      if (isWithdrawn) recipients += order.recipients;
    }
    return recipients;
  }

  /** @returns whether the order certainly is not sent; false when the provider has begun to send it. */
  async #cancel(providerOrderId: string): Promise<boolean> {
    try {
      await this.provider.cancelOrder(providerOrderId);
      return true;
    } catch (error) {
      // 455 on cancelling: unknown, in progress, finished or already cancelled. Source: provider documentation, code 455.
      if (codeOf(error) !== 'order-not-found') throw error;
      return this.#isCancelled(providerOrderId);
    }
  }

  /** The report of a cancelled order has the status 115, or does not exist. Source: provider documentation, cancel-order. */
  async #isCancelled(providerOrderId: string): Promise<boolean> {
    try {
      const { status } = await this.provider.getReport(providerOrderId, { page: 1, rowCount: 1 });
      return status === 'failed';
    } catch (error) {
      if (codeOf(error) === 'order-not-found') return true;
      if (codeOf(error) === 'order-not-due') return false;
      throw error;
    }
  }
}

const codeOf = (error: unknown): string | undefined => (isCallError(error) ? error.code : undefined);
