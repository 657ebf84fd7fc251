import type { FactoryProvider } from '@nestjs/common';
import { HealthIndicatorService } from '@nestjs/terminus';
import { IletimerkeziAccounts } from 'nest-iletimerkezi';
import { IletimerkeziHealthIndicator } from 'nest-iletimerkezi/terminus';

/**
 * Creates the indicator manually: in this workspace the library resolves another copy of Terminus, and Nest injects by class. With
 * a single copy of Terminus, add `IletimerkeziHealthIndicator` to the providers instead.
 */
export const healthIndicator: FactoryProvider<IletimerkeziHealthIndicator> = {
  provide: IletimerkeziHealthIndicator,
  useFactory: (health: HealthIndicatorService, accounts: IletimerkeziAccounts) =>
    new IletimerkeziHealthIndicator(health, accounts),
  inject: [HealthIndicatorService, IletimerkeziAccounts],
};
