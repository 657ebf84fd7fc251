import { Injectable } from '@nestjs/common';
import { accountUnknown, ConfigurationError } from '../common/configuration.error.js';
import { DEFAULT_ACCOUNT } from '../options/iletimerkezi.options.js';
import type { AccountContext } from './account.context.js';
import type { IletimerkeziAccount } from '../module/account.js';

/** The accounts of this application by their names, for choosing one at run time. */
@Injectable()
export class IletimerkeziAccounts {
  private readonly accounts = new Map<string, { context: AccountContext; account: IletimerkeziAccount }>();

  /** Returns the names of all accounts: the default one first, the others sorted. */
  get names(): string[] {
    const names = [...this.accounts.keys()].toSorted();
    return names.includes(DEFAULT_ACCOUNT)
      ? [DEFAULT_ACCOUNT, ...names.filter((name) => name !== DEFAULT_ACCOUNT)]
      : names;
  }

  /** Whether an account of this name is configured. */
  has(name: string): boolean {
    return this.accounts.has(name);
  }

  /**
   * The account of this name, by default the default one.
   * @throws Error naming the accounts there are.
   */
  get(name: string = DEFAULT_ACCOUNT): IletimerkeziAccount {
    return this.entry(name).account;
  }

  /** @internal */
  contextOf(name: string): AccountContext {
    return this.entry(name).context;
  }

  /** @internal */
  contexts(): AccountContext[] {
    return [...this.accounts.values()].map(({ context }) => context);
  }

  /** @internal */
  attach(context: AccountContext, account: IletimerkeziAccount): void {
    if (this.accounts.has(context.name))
      throw new ConfigurationError('account-configured-twice', { account: context.name });
    this.accounts.set(context.name, { context, account });
  }

  private entry(name: string): { context: AccountContext; account: IletimerkeziAccount } {
    const entry = this.accounts.get(name);
    if (entry === undefined) throw accountUnknown(name, this.names);
    return entry;
  }
}
