import type { FactoryProvider } from '@nestjs/common';
import { HealthIndicatorService } from '@nestjs/terminus';
import { IletimerkeziAccounts } from 'nest-iletimerkezi';
import { IletimerkeziHealthIndicator } from 'nest-iletimerkezi/terminus';

/**
 * By hand: in this workspace the library has a Terminus of its own, and Nest knows services by their class. Where
 * there is one Terminus, `IletimerkeziHealthIndicator` alone stands among the providers.
 */
export const healthIndicator: FactoryProvider<IletimerkeziHealthIndicator> = {
  provide: IletimerkeziHealthIndicator,
  useFactory: (health: HealthIndicatorService, accounts: IletimerkeziAccounts) =>
    new IletimerkeziHealthIndicator(health, accounts),
  inject: [HealthIndicatorService, IletimerkeziAccounts],
};
