import type { OrderState } from 'iletimerkezi-core';
import 'reflect-metadata';
import type {
  RegistrationEventType,
  VerificationEventType,
} from '../storage/ledger/registrations.repository.js';

const KEY = 'iletimerkezi:on-outbox';

/** An order's new state, or what happened to a campaign, a lane, or the registration of consents. */
export type OutboxEventType =
  | OrderState
  | 'queued'
  | 'recipients-withheld'
  | 'campaign-paused'
  | 'campaign-resumed'
  | 'lane-stopped'
  | RegistrationEventType
  | VerificationEventType;

/** Which events of the outbox a handler wants. */
export interface OutboxFilter {
  readonly type: OutboxEventType;
  /** The account's name. Default: every account. */
  readonly account?: string;
}

/**
 * Calls a provider's method when something happens in the outbox, on this instance and on every other that runs:
 * for alarms and screens, not for work that must be done once.
 *
 * @example
 * \@OnOutbox('held')
 * tellSomebody(event: StoredEvent) {}
 */
export function OnOutbox(
  type: OutboxEventType,
  { account }: Omit<OutboxFilter, 'type'> = {},
): MethodDecorator {
  return (_target, _name, descriptor) => {
    const method: unknown = descriptor.value;
    if (typeof method !== 'function') return;
    Reflect.defineMetadata(KEY, [...outboxFiltersOf(method), { type, account }], method);
  };
}

/** The filters that stand on a method. */
export function outboxFiltersOf(method: object): readonly OutboxFilter[] {
  return Reflect.getMetadata(KEY, method) ?? [];
}
