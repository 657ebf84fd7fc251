import { applyDecorators, Controller, VERSION_NEUTRAL, type Type } from '@nestjs/common';
import { DeliveryWebhook } from './delivery-webhook.decorator.js';

/** Options of {@link createDeliveryController}. */
export interface DeliveryControllerOptions {
  /** The full path below the global prefix, such as `hooks/sms` or `hooks/sms/:token`. */
  path: string;
  /** The account's name. Default: the default account. */
  account?: string;
  /** Additional class decorators, such as the application's decorator for public routes. */
  decorators?: readonly ClassDecorator[];
}

/**
 * Creates a controller that receives the webhook, for applications that process reports in `@OnDelivery` handlers. Every
 * call creates a new class, so each account can have its own. URI versioning does not change its path.
 *
 * @example
 * \@Module({ controllers: [createDeliveryController({ path: 'hooks/sms' })] })
 */
export function createDeliveryController({
  path,
  account,
  decorators = [],
}: DeliveryControllerOptions): Type<object> {
  class DeliveryController {
    @DeliveryWebhook({ account })
    take(): void {}
  }
  applyDecorators(Controller({ path, version: VERSION_NEUTRAL }), ...decorators)(DeliveryController);
  return DeliveryController;
}
