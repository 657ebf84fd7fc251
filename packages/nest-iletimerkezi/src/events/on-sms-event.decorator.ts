import type { SmsEvent, SmsEventOf, SmsEventType } from '../storage/events/sms-event.js';
import { HandlerKind } from '../common/handler-kind.js';

/** Which events of the log a handler receives. */
export interface SmsEventFilter<Type extends SmsEventType = SmsEventType> {
  /** One type or several. */
  readonly type: Type | readonly Type[];
  /** The account's name. Default: every account. */
  readonly account?: string;
}

/** Handlers of `@OnSmsEvent`. */
export const SMS_EVENT_HANDLERS = new HandlerKind<SmsEventFilter>('on-sms-event');

/**
 * Calls a provider's method for each event of the log, on this instance and on every other that runs, at most once on
 * each: for alarms and screens, not for work that must be done once. The event's `data` has the type that belongs to the
 * event's `type`. Needs `storage`. Several may stand on one method.
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

/** Whether an event is one that the filter asks for. */
export function isWantedEvent({ type, account }: SmsEventFilter, event: SmsEvent): boolean {
  const types: readonly SmsEventType[] = typeof type === 'string' ? [type] : type;
  return types.includes(event.type) && (account === undefined || account === event.account);
}
