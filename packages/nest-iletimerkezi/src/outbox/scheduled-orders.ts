import { isCallError, type IletimerkeziClient } from 'iletimerkezi-core';

/** Cancels orders that the provider holds for their `sendAt`. */
export class ScheduledOrders {
  constructor(private readonly provider: Pick<IletimerkeziClient, 'cancelOrder' | 'getReport'>) {}

  /**
   * Cancels an order. May be repeated after a lost answer.
   * @returns whether it certainly is not sent; false when the provider has begun to send it.
   * @throws IletimerkeziError when that is not known.
   */
  async withdraw(providerOrderId: string): Promise<boolean> {
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
