import type { DeliveryReportStatus } from 'iletimerkezi-core';
import { HandlerKind } from '../common/handler-kind.js';
import type { Delivery } from '../options/delivery.js';
import type { DeliveryFilter } from './delivery-filter.js';

/** Handlers of `@OnDelivery`. */
export const DELIVERY_HANDLERS = new HandlerKind<DeliveryFilter>('on-delivery');

/**
 * Calls a provider's method for each new delivery report that matches the filter, after the webhook has responded. With
 * `storage` it is called at least once for every report that was answered with 200; without, reports are lost when the
 * process ends. It is called again when it throws or takes longer than `webhook.handlerTimeoutMs`, and after a crash:
 * make it idempotent by `id` and `status`. A method can have several of these decorators.
 *
 * @example
 * \@OnDelivery({ status: 'undelivered' })
 * async notifySupport(delivery: Delivery<'undelivered'>) {}
 */
export function OnDelivery<const Status extends DeliveryReportStatus = DeliveryReportStatus>(
  filter: DeliveryFilter<Status> = {},
) {
  return <Method extends (delivery: Delivery<Status>) => unknown>(
    _target: object,
    _name: string | symbol,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => DELIVERY_HANDLERS.add(descriptor.value, filter);
}
