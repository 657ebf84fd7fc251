import { Inject, type Type } from '@nestjs/common';
import type { IletimerkeziClient } from 'iletimerkezi-core';
import type { AccountService } from './account.service.js';
import type { BlacklistService } from './blacklist.service.js';
import type { ConsentsService } from '../consents/consents.service.js';
import { DEFAULT_ACCOUNT } from '../options/iletimerkezi.options.js';
import type { OutboxService } from '../outbox/outbox.service.js';
import type { ReportsService } from './reports.service.js';
import type { SmsService } from '../sending/sms.service.js';
import type { IletimerkeziAccount } from '../module/account.js';
import type { CampaignReports } from '../http/reports/campaign-reports.js';

/** What each account has one of. */
export type AccountProvider =
  | SmsService
  | ReportsService
  | AccountService
  | BlacklistService
  | ConsentsService
  | OutboxService
  | CampaignReports
  | IletimerkeziClient
  | IletimerkeziAccount;

/**
 * The injection token of an account's service: the class itself for the default account.
 * Tests override a provider by it: `overrideProvider(getIletimerkeziToken('marketing', SmsService))`.
 */
export function getIletimerkeziToken<Provider extends AccountProvider>(
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
export function InjectIletimerkezi<Provider extends AccountProvider>(
  account: string,
  provider: Type<Provider>,
): ParameterDecorator & PropertyDecorator {
  return Inject(getIletimerkeziToken(account, provider));
}
