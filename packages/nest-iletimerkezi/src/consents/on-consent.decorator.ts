import 'reflect-metadata';
import type { ConsentChange, ConsentChangeFilter } from './consent-change.js';

const KEY = 'iletimerkezi:on-consent';

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
  ): void => {
    const method = descriptor.value;
    if (method !== undefined) {
      Reflect.defineMetadata(KEY, [...consentFiltersOf(method), filter], method);
    }
  };
}

/** The filters that stand on a method. */
export function consentFiltersOf(method: object): readonly ConsentChangeFilter[] {
  return Reflect.getMetadata(KEY, method) ?? [];
}
