import {
  applyDecorators,
  createParamDecorator,
  HttpCode,
  Post,
  UseGuards,
  UseInterceptors,
  type ExecutionContext,
} from '@nestjs/common';
import { ConfigurationError } from '../common/configuration.error.js';
import { DEFAULT_ACCOUNT } from '../options/iletimerkezi.options.js';
import type { Delivery } from '../options/delivery.js';
import { DeliveryWebhookGuard } from './delivery-webhook.guard.js';
import { deliveryOf, DeliveryWebhookInterceptor } from './delivery-webhook.interceptor.js';
import { markWebhook } from './delivery-webhook.metadata.js';

/** Options of {@link DeliveryWebhook}. */
export interface DeliveryWebhookOptions {
  /** The account's name. Default: the default account. */
  account?: string;
  /** The method's path below the controller's, as for `@Post()`. It may contain `:token`. */
  path?: string;
}

/**
 * Makes a controller's method the target of an account's delivery webhook: a POST route that responds with 200 and
 * requires one of the account's tokens. The method may be empty; `@OnDelivery` handlers are called after it.
 *
 * @example
 * \@Controller('hooks/sms')
 * class SmsHooks {
 *   \@DeliveryWebhook()
 *   take(\@DeliveryReport() delivery: Delivery) {}
 * }
 * // Webhook URL for the panel: https://example.com/hooks/sms?token=…
 */
export function DeliveryWebhook({
  account = DEFAULT_ACCOUNT,
  path,
}: DeliveryWebhookOptions = {}): MethodDecorator {
  const mark: MethodDecorator = (_target, _name, descriptor) => {
    if (typeof descriptor.value === 'function') markWebhook(descriptor.value, account);
  };
  return applyDecorators(
    mark,
    Post(path),
    HttpCode(200),
    UseGuards(DeliveryWebhookGuard),
    UseInterceptors(DeliveryWebhookInterceptor),
  );
}

/** Injects the report into a `@DeliveryWebhook()` method: a {@link Delivery}, also for repeated reports (see `deduplication`). */
export const DeliveryReport = createParamDecorator((_data: unknown, context: ExecutionContext): Delivery => {
  const delivery = deliveryOf(context.switchToHttp().getRequest<object>());
  if (delivery === undefined) throw new ConfigurationError('delivery-webhook-missing');
  return delivery;
});
