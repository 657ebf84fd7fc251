import { Injectable } from '@nestjs/common';
import { AccountContexts } from '../client/account-contexts.js';
import type { AccountContext } from '../client/account.context.js';
import { accountUnknown } from '../common/configuration.error.js';
import { DEFAULT_ACCOUNT } from '../options/iletimerkezi.options.js';
import type { IletimerkeziAccount } from './account.js';

/** Returns the application's accounts by name, for selection at run time. */
@Injectable()
export class IletimerkeziAccounts {
  private readonly accounts = new Map<string, IletimerkeziAccount>();

  constructor(private readonly contexts: AccountContexts) {}

  /** Returns the names of all accounts: the default one first, the others sorted. */
  get names(): string[] {
    return this.contexts.names;
  }

  /** Returns whether an account of this name is configured. */
  has(name: string): boolean {
    return this.contexts.has(name);
  }

  /**
   * Returns the account of this name, or the default account.
   * @throws ConfigurationError `account-unknown`, which lists the accounts.
   */
  get(name: string = DEFAULT_ACCOUNT): IletimerkeziAccount {
    const account = this.accounts.get(name);
    if (account === undefined) throw accountUnknown(name, this.names);
    return account;
  }

  /** @internal */
  add(context: AccountContext, account: IletimerkeziAccount): void {
    this.contexts.add(context);
    this.accounts.set(context.name, account);
  }
}
