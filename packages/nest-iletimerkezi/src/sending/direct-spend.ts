import { isCallError, type AcceptedOrder, type ParsedOrder } from 'iletimerkezi-core';
import { RecipientsWithheldError } from '../consents/guard/withheld.js';
import type { SpendRules } from '../options/spend.options.js';
import { SpendLimitError } from '../storage/spend/spend-limit.error.js';
import type { SpendRepository } from '../storage/spend/spend.repository.js';

/**
 * Counts the credits of direct sends, by estimate: their bill is not polled. While the database is unreachable, sends fail,
 * so that no cap is exceeded.
 */
export class DirectSpend {
  constructor(
    private readonly repository: SpendRepository,
    private readonly rules: SpendRules,
  ) {}

  /**
   * Reserves the credits of an order, sends it, and gives them back if the order certainly did not leave. They stay reserved
   * when the process crashes in between.
   * @param recipients number of recipients that are left of a commercial order.
   * @throws SpendLimitError; what `send` throws.
   */
  async counted(
    order: ParsedOrder,
    recipients: number,
    send: () => Promise<AcceptedOrder>,
  ): Promise<AcceptedOrder> {
    const { kind } = order;
    const credits = this.#creditsOf(order, recipients);
    const charge = await this.repository.reserve(credits, { kind, recipients });
    let accepted: AcceptedOrder;
    try {
      accepted = await send();
    } catch (error) {
      // The credits stay reserved when the database cannot be reached now.
      if (hasNotLeft(error)) await this.repository.settle(charge, 0).catch(() => undefined);
      throw error;
    }
    // The order was accepted: a failure to count it must not look like a failed send.
    await this.repository.settle(charge, credits).catch(() => undefined);
    return accepted;
  }

  #creditsOf(order: ParsedOrder, recipients: number): number {
    if (!('messages' in order)) return this.rules.partsOf(order.text) * recipients;
    return order.messages.reduce(
      (sum, { text, recipients: own }) => sum + this.rules.partsOf(text) * own.length,
      0,
    );
  }
}

/** Returns whether an order certainly did not leave. */
export const hasNotLeft = (error: unknown): boolean =>
  error instanceof RecipientsWithheldError ||
  error instanceof SpendLimitError ||
  (isCallError(error) && error.outcome === 'not-applied');
