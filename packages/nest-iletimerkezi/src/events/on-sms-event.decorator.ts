import type { SmsEvent, SmsEventOf, SmsEventType } from '../storage/events/sms-event.js';
import { HandlerKind } from '../common/handler-kind.js';

/** Filter of an `@OnSmsEvent` handler. */
export interface SmsEventFilter<Type extends SmsEventType = SmsEventType> {
  /** One type or several. */
  readonly type: Type | readonly Type[];
  /** The account's name. Default: every account. */
  readonly account?: string;
}

/** Handlers of `@OnSmsEvent`. */
export const SMS_EVENT_HANDLERS = new HandlerKind<SmsEventFilter>('on-sms-event');

/**
 * Calls a provider's method for each matching event of the log, at most once on every running instance. Use it for alerts
 * and live views, not for work that must be done once. The type of the event's `data` follows from its `type`. Requires
 * `storage`. A method can have several of these decorators.
 *
 * @example
 * \@OnSmsEvent({ type: 'held' })
 * async notifySupport({ order, data }: SmsEventOf<'held'>) {}
 */
export function OnSmsEvent<const Type extends SmsEventType>(filter: SmsEventFilter<Type>) {
  return <Method extends (event: SmsEventOf<Type>) => unknown>(
    _target: object,
    _name: string | symbol,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => SMS_EVENT_HANDLERS.add(descriptor.value, filter);
}

/** Returns whether an event matches the filter. */
export function matchesSmsEvent({ type, account }: SmsEventFilter, event: SmsEvent): boolean {
  const types: readonly SmsEventType[] = typeof type === 'string' ? [type] : type;
  return types.includes(event.type) && (account === undefined || account === event.account);
}
