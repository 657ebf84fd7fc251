import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AccountContexts } from '../client/account-contexts.js';
import { accountUnknown, ConfigurationError } from '../common/configuration.error.js';
import { HandlerFinder } from '../events/handler-finder.js';
import { verifiedAccountOf } from '../phone-verification/verified-account.metadata.js';

/**
 * Finds the controllers of phone verification, and the methods with `@PhoneVerified`. Boot fails when one of them could only
 * refuse: its account does not exist or has no phone verification.
 */
@Injectable()
export class PhoneVerificationRoutes implements OnApplicationBootstrap {
  constructor(
    private readonly finder: HandlerFinder,
    private readonly accounts: AccountContexts,
  ) {}

  onApplicationBootstrap(): void {
    for (const { name, method, wrapper } of this.finder.methodsOfControllers()) {
      const account = verifiedAccountOf(method) ?? verifiedAccountOf(wrapper.metatype);
      if (account !== undefined) this.checkAccount(name, account);
    }
  }

  private checkAccount(where: string, account: string): void {
    if (!this.accounts.has(account)) throw accountUnknown(account, this.accounts.names, where);
    if (this.accounts.of(account).options.phoneVerification === undefined)
      throw new ConfigurationError('phone-verification-missing', { where, account });
  }
}
