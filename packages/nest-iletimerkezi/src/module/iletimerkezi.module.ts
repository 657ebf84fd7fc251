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
 * Registers one provider account in a Nest application. Import it once per account.
 *
 * @example
 * \@Module({ imports: [ConfigModule.forRoot(), IletimerkeziModule.forRoot()] })
 * export class AppModule {}
 */
@Module({ imports: [IletimerkeziCoreModule] })
export class IletimerkeziModule extends ConfigurableModuleClass {
  /**
   * Registers the account with these options. Missing options are read from the variables `ILETIMERKEZI_*` (see
   * {@link readEnvironment}) through `@nestjs/config`, or from `process.env` if it is not installed.
   *
   * A named account (`account: 'marketing'`) does not read the environment, because the variables belong to the default
   * account. Boot fails with a list of all faults when the options are invalid.
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
   * Registers the account with options from a factory, a class or a provider. Pass `account` and `isGlobal` next to the
   * factory, not in its result.
   */
  static override forRootAsync(options: typeof ASYNC_OPTIONS_TYPE): DynamicModule {
    return super.forRootAsync(options);
  }
}
