import { ConfigurableModuleBuilder } from '@nestjs/common';
import { accountExports, accountProviders } from './account.providers.js';
import { DEFAULT_ACCOUNT } from '../options/iletimerkezi.options.js';
import type { IletimerkeziModuleExtras, IletimerkeziOptions } from '../options/iletimerkezi.options.js';
import { OPTIONS } from '../options/tokens.js';

export const { ConfigurableModuleClass, OPTIONS_TYPE, ASYNC_OPTIONS_TYPE } =
  new ConfigurableModuleBuilder<IletimerkeziOptions>({
    optionsInjectionToken: OPTIONS,
    alwaysTransient: true,
  })
    .setClassMethodName('forRoot')
    .setFactoryMethodName('createIletimerkeziOptions')
    .setExtras<Required<IletimerkeziModuleExtras>>(
      { account: DEFAULT_ACCOUNT, isGlobal: true },
      (definition, { account, isGlobal }) => ({
        ...definition,
        global: isGlobal,
        providers: [...(definition.providers ?? []), ...accountProviders(account)],
        exports: accountExports(account),
      }),
    )
    .build();
