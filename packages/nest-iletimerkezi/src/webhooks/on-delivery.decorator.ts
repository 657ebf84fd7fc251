import type { DeliveryReportStatus } from 'iletimerkezi-core';
import { HandlerKind } from '../common/handler-kind.js';
import type { Delivery } from '../options/delivery.js';
import type { DeliveryFilter } from './delivery-filter.js';

/** Handlers of `@OnDelivery`. */
export const DELIVERY_HANDLERS = new HandlerKind<DeliveryFilter>('on-delivery');

/**
 * Calls a provider's method with each new delivery report that matches. It does not delay the webhook's answer. With
 * `storage` it is called at least once for every report that was answered with 200, otherwise only while the process
 * lives. It is called again when it throws or takes longer than `webhook.handlerTimeoutMs`, and after a crash: make it
 * idempotent by `id` and `status`. Several may stand on one method.
 *
 * @example
 * \@OnDelivery({ status: 'undelivered' })
 * async tellSupport(delivery: Delivery<'undelivered'>) {}
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
