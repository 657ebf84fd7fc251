import { HandlerKind } from '../common/handler-kind.js';
import type { ConsentChange, ConsentChangeFilter } from './consent-change.js';

/** Handlers of `@OnConsent`. */
export const CONSENT_HANDLERS = new HandlerKind<ConsentChangeFilter>('on-consent');

/**
 * Calls a provider's method for each record that is added to the ledger, on every running instance, at most once. Records
 * added while no instance runs are not delivered later; read them with `ConsentsService.list`. Needs `storage`. May be
 * applied several times to one method.
 *
 * @example
 * \@OnConsent({ status: 'RET', origin: 'registry' })
 * async stopMarketing(change: ConsentChange) {}
 */
export function OnConsent(filter: ConsentChangeFilter = {}) {
  return <Method extends (change: ConsentChange) => unknown>(
    _target: object,
    _name: string | symbol,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => CONSENT_HANDLERS.add(descriptor.value, filter);
}
