import type { HostTransaction } from '../host-transaction.js';
import type { SpendRules } from '../../options/spend.options.js';
import { type Charge, mayUseReserve, SpendStatements } from './spend-statements.js';
import { SpendLimitError } from './spend-limit.error.js';

/** An order that was inserted in the transaction. */
interface CountedOrder {
  readonly id: string;
  readonly account: string;
  readonly kind: 'transactional' | 'commercial';
  readonly recipientCount: number;
}

/** Counts the credits of a campaign in the transaction that enqueues it. */
export class CampaignSpend {
  readonly #statements: SpendStatements;
  readonly #charges: (Charge & { readonly order: string })[] = [];

  constructor(
    tx: HostTransaction,
    private readonly rules: SpendRules,
  ) {
    this.#statements = new SpendStatements(tx, rules);
  }

  /**
   * Stores the credits of an order on it.
   * @param parts the parts of each of its texts.
   */
  async add({ id, account, kind, recipientCount }: CountedOrder, parts: readonly number[]): Promise<void> {
    // All orders of a campaign count for the day on which it was begun.
    const day = this.#charges[0]?.day;
    const marked = await this.#statements.mark({ order: id, parts, byPrice: this.rules.byPrice, day });
    this.#charges.push({ ...marked, order: id, account, mayUseReserve: mayUseReserve(kind, recipientCount) });
  }

  /**
   * Reserves the credits of all orders. Call it last: it locks the account's counters until the transaction ends.
   * @throws SpendLimitError when they exceed a cap, and cannot wait. The caller removes the campaign then.
   */
  async reserve(): Promise<void> {
    const [first] = this.#charges;
    if (first === undefined) return;
    const credits = this.#charges.reduce((sum, charge) => sum + charge.credits, 0);
    this.#statements.checkCampaign(credits);
    if (this.rules.beyond === 'wait') {
      for (const charge of this.#charges) this.#statements.checkSize(charge);
      for (const charge of this.#charges) await this.#reserveOrWait(charge);
      return;
    }
    const usesReserve = this.#charges.length === 1 && first.mayUseReserve;
    await this.#statements.reserve({ ...first, credits, mayUseReserve: usesReserve });
  }

  /**
   * Reserves the credits of a second order that has the content of a first one. Both may be billed.
   * @throws SpendLimitError when it exceeds a cap.
   */
  async reserveCopy(first: string, second: string): Promise<void> {
    const charge = await this.#statements.markCopy(first, second);
    if (charge === undefined) return;
    this.#statements.checkCampaign(charge.credits);
    await this.#statements.reserve(charge);
  }

  async #reserveOrWait(charge: Charge & { readonly order: string }): Promise<void> {
    try {
      await this.#statements.reserve(charge);
    } catch (error) {
      if (!(error instanceof SpendLimitError)) throw error;
      await this.#statements.wait(charge.order, error.retryAt);
    }
  }
}
