import { Injectable } from '@nestjs/common';
import { accountUnknown, ConfigurationError } from '../common/configuration.error.js';
import { DEFAULT_ACCOUNT } from '../options/iletimerkezi.options.js';
import type { AccountContext } from './account.context.js';

/** Registry of the application's account contexts, by name. */
@Injectable()
export class AccountContexts {
  private readonly contexts = new Map<string, AccountContext>();

  /** Returns the names of all accounts: the default one first, the others sorted. */
  get names(): string[] {
    const names = [...this.contexts.keys()].toSorted();
    return names.includes(DEFAULT_ACCOUNT)
      ? [DEFAULT_ACCOUNT, ...names.filter((name) => name !== DEFAULT_ACCOUNT)]
      : names;
  }

  has(name: string): boolean {
    return this.contexts.has(name);
  }

  /** @throws ConfigurationError `account-unknown`, which lists the accounts. */
  of(name: string): AccountContext {
    const context = this.contexts.get(name);
    if (context === undefined) throw accountUnknown(name, this.names);
    return context;
  }

  all(): AccountContext[] {
    return [...this.contexts.values()];
  }

  /** @throws ConfigurationError `account-configured-twice`. */
  add(context: AccountContext): void {
    if (this.contexts.has(context.name))
      throw new ConfigurationError('account-configured-twice', { account: context.name });
    this.contexts.set(context.name, context);
  }
}
