import { Module, type DynamicModule } from '@nestjs/common';
import { IletimerkeziCoreModule } from './iletimerkezi-core.module.js';
import { ConfigurableModuleClass, type ASYNC_OPTIONS_TYPE } from './iletimerkezi.module-definition.js';
import { environmentModule, readEnvironment, type Environment } from '../options/environment.js';
import {
  DEFAULT_ACCOUNT,
  type IletimerkeziOptions,
  type IletimerkeziRootOptions,
} from '../options/iletimerkezi.options.js';
import { mergeOptions } from '../options/merge-options.js';
import { ENVIRONMENT } from '../options/tokens.js';

const NO_ENVIRONMENT: IletimerkeziOptions = { credentials: { key: '', hash: '' } };

/**
 * One account of the provider's in a Nest application. Import it once for each account.
 *
 * @example
 * \@Module({ imports: [ConfigModule.forRoot(), IletimerkeziModule.forRoot()] })
 * export class AppModule {}
 */
@Module({ imports: [IletimerkeziCoreModule] })
export class IletimerkeziModule extends ConfigurableModuleClass {
  /**
   * Registers the account with these options. Options that are missing are read from the variables `ILETIMERKEZI_*`, see
   * {@link readEnvironment}: through `@nestjs/config` where it is installed, else from `process.env`.
   *
   * A named account (`account: 'marketing'`) takes nothing from the environment, because the variables are those of the
   * default account.
   * Boot fails with a list of everything that is wrong with the options.
   */
  static override forRoot(options: IletimerkeziRootOptions = {}): DynamicModule {
    const { account = DEFAULT_ACCOUNT, isGlobal, ...given } = options;
    const extras = { account, ...(isGlobal !== undefined && { isGlobal }) };
    if (account !== DEFAULT_ACCOUNT) {
      return super.forRootAsync({ ...extras, useFactory: () => mergeOptions(NO_ENVIRONMENT, given) });
    }
    return super.forRootAsync({
      ...extras,
      imports: [environmentModule()],
      inject: [ENVIRONMENT],
      useFactory: (environment: Environment) => mergeOptions(readEnvironment(environment), given),
    });
  }

  /**
   * With options from a factory, a class or a provider. `account` and `isGlobal` stand beside the factory, not inside.
   */
  static override forRootAsync(options: typeof ASYNC_OPTIONS_TYPE): DynamicModule {
    return super.forRootAsync(options);
  }
}
