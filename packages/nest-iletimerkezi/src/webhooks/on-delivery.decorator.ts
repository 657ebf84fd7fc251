import 'reflect-metadata';
import type { DeliveryReportStatus } from 'iletimerkezi-core';
import type { Delivery } from '../options/delivery.js';
import type { DeliveryFilter } from './delivery-filter.js';

const KEY = 'iletimerkezi:on-delivery';

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
  ): void => {
    const method = descriptor.value;
    if (method !== undefined) Reflect.defineMetadata(KEY, [...filtersOf(method), filter], method);
  };
}

/** The filters that stand on a method. */
export function filtersOf(method: object): readonly DeliveryFilter[] {
  return Reflect.getMetadata(KEY, method) ?? [];
}
