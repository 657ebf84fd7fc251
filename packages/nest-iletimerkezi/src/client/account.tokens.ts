import { Inject, type Type } from '@nestjs/common';
import { DEFAULT_ACCOUNT } from '../options/iletimerkezi.options.js';

/**
 * Returns the injection token of an account's service: the class itself for the default account.
 * Tests override providers with it: `overrideProvider(getIletimerkeziToken('marketing', SmsService))`.
 */
export function getIletimerkeziToken<Provider extends object>(
  account: string,
  provider: Type<Provider>,
): Type<Provider> | string {
  return account === DEFAULT_ACCOUNT ? provider : `iletimerkezi account "${account}" ${provider.name}`;
}

/**
 * Injects a service of a named account. Services of the default account need no decorator.
 *
 * @example
 * constructor(\@InjectIletimerkezi('marketing', SmsService) private readonly sms: SmsService) {}
 */
export function InjectIletimerkezi<Provider extends object>(
  account: string,
  provider: Type<Provider>,
): ParameterDecorator & PropertyDecorator {
  return Inject(getIletimerkeziToken(account, provider));
}
