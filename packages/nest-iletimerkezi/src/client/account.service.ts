import { Injectable } from '@nestjs/common';
import type { Balance, CallOptions } from 'iletimerkezi-core';
import { AccountContext } from './account.context.js';
import type { Spend, SpendRepository } from '../storage/spend/spend.repository.js';
import { SenderNotApprovedError } from './sender-not-approved.error.js';

/** Reads an account's balance and approved senders. */
@Injectable()
export class AccountService {
  constructor(
    private readonly account: AccountContext,
    private readonly spending?: SpendRepository,
  ) {}

  /** Returns the balance. The call is free, so it can also be used to test the credentials. */
  balance(options?: CallOptions): Promise<Balance> {
    return this.account.client.getBalance(options);
  }

  /**
   * Returns what the account has spent today and this month in message credits, and its caps. Makes no network call.
   * Undefined without the option `limits.spend`.
   */
  async spend(): Promise<Spend | undefined> {
    return this.spending?.read();
  }

  /** Billing unit of the account: lira with the option `abroad`, otherwise credits. See `toBalance()`. */
  get billing(): 'credits' | 'lira' {
    return this.account.options.abroad === true ? 'lira' : 'credits';
  }

  /** Sender of messages without `sender`: the option `defaultSender`. */
  get defaultSender(): string | undefined {
    return this.account.options.defaultSender;
  }

  /** Returns the approved senders, spelled as orders must name them. */
  senders(options?: CallOptions): Promise<string[]> {
    return this.account.client.getSenders(options);
  }

  /**
   * Asserts that a sender is approved, by default the account's `defaultSender`. Call it at boot or before a campaign.
   * @throws SenderNotApprovedError with the approved senders. Its message suggests one that differs only in case or
   * spaces, if there is one.
   */
  async assertSender(sender = this.account.options.defaultSender, options?: CallOptions): Promise<void> {
    const approved = await this.senders(options);
    if (sender === undefined || !approved.includes(sender))
      throw new SenderNotApprovedError(sender, approved);
  }
}
