import { Injectable } from '@nestjs/common';
import {
  InputError,
  type CallOptions,
  type ConsentBatch,
  type ConsentQuery,
  type ConsentState,
} from 'iletimerkezi-core';
import { AccountContext } from '../accounts/account.context.js';

type WithOwnBrand<Input> = Omit<Input, 'brandCode'> & {
  /** Default: the option `brandCode`. */
  brandCode?: string;
};

/** Whose consent, for what. */
export type CheckConsentInput = WithOwnBrand<ConsentQuery>;

/** Consents to hand over, 1 to 5,000: all of them are taken or, if one is refused, none. */
export type RegisterConsentsInput = WithOwnBrand<ConsentBatch>;

/** Asks the İYS registry for consents and hands new ones over, through the provider. */
@Injectable()
export class ConsentsService {
  constructor(private readonly account: AccountContext) {}

  /**
   * The registry's newest record of a recipient. Do not keep the answer longer than an hour.
   * Source: provider documentation, iys-check.
   */
  async check(input: CheckConsentInput, options?: CallOptions): Promise<ConsentState> {
    const query = { ...input, brandCode: this.brandCode(input, 'iys-check') };
    return this.account.client.checkConsent(query, options);
  }

  /**
   * Hands consents over. Success means queued, not registered: look important ones up afterwards with `check()`.
   * Source: provider documentation, iys-register.
   * @throws InputError with every fault of every record, before anything leaves.
   */
  async register(input: RegisterConsentsInput, options?: CallOptions): Promise<void> {
    const batch = { ...input, brandCode: this.brandCode(input, 'iys-register') };
    return this.account.client.registerConsents(batch, options);
  }

  private brandCode(input: { brandCode?: string }, endpoint: 'iys-check' | 'iys-register'): string {
    const brandCode = input.brandCode ?? this.account.options.brandCode;
    if (brandCode !== undefined) return brandCode;
    const message = 'name a brand code, or set brandCode in the options of the module';
    const messageTr = 'bir marka kodu verin ya da modülün seçeneklerinde brandCode belirleyin';
    throw new InputError([{ path: 'brandCode', message, messageTr }], endpoint);
  }
}
