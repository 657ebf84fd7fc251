import type { Account } from '../state/account.js';
import type { RecipientType } from '../state/order.js';
import type { World } from '../state/world.js';
import type { DeliveryRules } from './rules.js';

/** Why a message never leaves the provider. */
export type Block = 'blacklist' | 'consent';

/** Whether the account's blacklist or the consent registry keeps a message from a number. */
export function blockOf(
  world: World,
  account: Account,
  list: RecipientType | undefined,
  number: number,
  rules: DeliveryRules,
): Block | undefined {
  const outcome = rules.find(number)?.outcome;
  if (outcome === 'blacklisted' || world.blacklistOf(account.key).has(number)) return 'blacklist';
  if (!list || outcome === 'has-consent') return undefined;
  return outcome === 'no-consent' || !hasConsent(world, account, list, number) ? 'consent' : undefined;
}

/** Asks the registry under each of the account's brands; one binding ONAY is enough, and RET is no ONAY. */
function hasConsent(world: World, account: Account, list: RecipientType, number: number): boolean {
  const now = world.clock.now();
  const optOut = list === 'TACIR' && world.settings.quirks.tacirConsent === 'opt-out';
  const statuses = account.brandCodes.map(
    (brandCode) =>
      world.registry.current({ brandCode, recipient: `+${number}`, recipientType: list, type: 'MESAJ' }, now)
        ?.status,
  );
  return optOut ? !statuses.includes('RET') : statuses.includes('ONAY');
}
