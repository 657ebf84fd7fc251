import { Module, type DynamicModule } from '@nestjs/common';
import { IletimerkeziCoreModule } from './iletimerkezi-core.module.js';
import {
  ConfigurableModuleClass,
  type ASYNC_OPTIONS_TYPE,
  type OPTIONS_TYPE,
} from './iletimerkezi.module-definition.js';
import { ENVIRONMENT } from '../options/tokens.js';
import { environmentModule, readEnvironment } from '../options/environment.js';

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
   * With options as they are; without, from the variables `ILETIMERKEZI_*` through `@nestjs/config`.
   * Boot fails with a list of everything that is wrong with the options.
   */
  static override forRoot(options?: typeof OPTIONS_TYPE): DynamicModule {
    if (options !== undefined) return super.forRoot(options);
    return super.forRootAsync({
      imports: [environmentModule()],
      inject: [ENVIRONMENT],
      useFactory: readEnvironment,
    });
  }

  /**
   * With options from a factory, a class or a provider. `account` and `isGlobal` stand beside the factory, not inside.
   */
  static override forRootAsync(options: typeof ASYNC_OPTIONS_TYPE): DynamicModule {
    return super.forRootAsync(options);
  }
}
