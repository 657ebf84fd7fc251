import { applyDecorators, Controller, VERSION_NEUTRAL, type Type } from '@nestjs/common';
import { DeliveryWebhook } from './delivery-webhook.decorator.js';

/** Where the ready-made controller listens. */
export interface DeliveryControllerOptions {
  /** The whole path below the global prefix, such as `hooks/sms` or `hooks/sms/:token`. */
  path: string;
  /** The account's name. Default: the default account. */
  account?: string;
  /** Further class decorators, such as the one with which this application marks public routes. */
  decorators?: readonly ClassDecorator[];
}

/**
 * A controller that only takes the webhook in, for applications whose `@OnDelivery` handlers do the rest. Every call
 * makes a class of its own, so several accounts may each have one. URI versioning leaves its path alone.
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
