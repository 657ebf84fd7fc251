import type { Provider, Type } from '@nestjs/common';
import { IletimerkeziClient } from 'iletimerkezi-core';
import { AccountService } from '../account/account.service.js';
import { BlacklistService } from '../blacklist/blacklist.service.js';
import { ConsentsService } from '../consents/consents.service.js';
import { DEFAULT_ACCOUNT, type IletimerkeziOptions } from '../iletimerkezi.options.js';
import { OPTIONS } from '../iletimerkezi.tokens.js';
import { validateOptions } from '../options/validate-options.js';
import { Pace } from '../pace/pace.js';
import { ReportsService } from '../reports/reports.service.js';
import { SmsService } from '../sms/sms.service.js';
import { CallObservers } from '../telemetry/call-observer.js';
import { AccountContext } from './account.context.js';
import { IletimerkeziAccount } from './account.js';
import { getIletimerkeziToken, type AccountProvider } from './account.tokens.js';

const SERVICES: readonly Type<AccountProvider>[] = [
  SmsService,
  ReportsService,
  AccountService,
  BlacklistService,
  ConsentsService,
  IletimerkeziAccount,
];

/** The providers of one account's module. A named account has aliases that do not collide with the default's. */
export function accountProviders(name: string): Provider[] {
  const aliases = [...SERVICES, IletimerkeziClient].map((service) => ({
    provide: getIletimerkeziToken(name, service),
    useExisting: service,
  }));
  return [
    {
      provide: AccountContext,
      inject: [OPTIONS, CallObservers],
      useFactory: (options: IletimerkeziOptions, observers: CallObservers) =>
        createContext(name, options, observers),
    },
    {
      provide: IletimerkeziClient,
      inject: [AccountContext],
      useFactory: ({ client }: AccountContext) => client,
    },
    ...SERVICES,
    ...(name === DEFAULT_ACCOUNT ? [] : aliases),
  ];
}

/** What other modules may inject. */
export function accountExports(name: string): (string | Type<AccountProvider>)[] {
  return [...SERVICES, IletimerkeziClient].map((service) => getIletimerkeziToken(name, service));
}

function createContext(name: string, given: IletimerkeziOptions, observers: CallObservers): AccountContext {
  const options = validateOptions(name, given);
  const { credentials, baseUrl, timeouts, retry, characterMode, abroad, fetch, debug } = options;
  const client = new IletimerkeziClient({
    credentials,
    baseUrl,
    timeouts,
    retry,
    characterMode,
    abroad,
    fetch,
    debug,
  });
  return new AccountContext(name, options, client, new Pace(), observers);
}
