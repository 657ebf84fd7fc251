import { Injectable } from '@nestjs/common';
import type { Balance, CallOptions } from 'iletimerkezi-core';
import { AccountContext } from './account.context.js';
import { SenderNotApprovedError } from './sender-not-approved.error.js';

/** What the account has: credit and senders. */
@Injectable()
export class AccountService {
  constructor(private readonly account: AccountContext) {}

  /** What is left. Costs nothing, and so serves to test the credentials. */
  balance(options?: CallOptions): Promise<Balance> {
    return this.account.client.getBalance(options);
  }

  /** How the account is billed: in lira with the option `abroad`, else in credits. See `toBalance()`. */
  get billing(): 'credits' | 'lira' {
    return this.account.options.abroad === true ? 'lira' : 'credits';
  }

  /** The approved senders, letter for letter as orders must name them. */
  senders(options?: CallOptions): Promise<string[]> {
    return this.account.client.getSenders(options);
  }

  /**
   * Makes sure that a sender is approved, by default the account's `defaultSender`: for a check at boot or before a
   * campaign.
   * @throws SenderNotApprovedError with the approved senders, and one that differs only in case or spaces if there is.
   */
  async assertSender(sender = this.account.options.defaultSender, options?: CallOptions): Promise<void> {
    const approved = await this.senders(options);
    if (sender === undefined || !approved.includes(sender))
      throw new SenderNotApprovedError(sender, approved);
  }
}
