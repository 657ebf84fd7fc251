import { HandlerKind } from '../common/handler-kind.js';
import type { ConsentChange, ConsentChangeFilter } from './consent-change.js';

/** Handlers of `@OnConsent`. */
export const CONSENT_HANDLERS = new HandlerKind<ConsentChangeFilter>('on-consent');

/**
 * Calls a provider's method with each record that comes into the consent ledger, on this instance and on every other
 * that runs, whichever recorded it: so it has to bear being called on several. What comes while no instance runs is
 * not told later; `ConsentLedger.list` has it. Needs `storage`. Several may stand on one method.
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
