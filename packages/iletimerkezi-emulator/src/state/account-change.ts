import {
  accountFromSeed,
  fromUnits,
  toUnits,
  type Account,
  type AccountSeed,
  type Billing,
} from './account.js';

/** The settings of an account that can be changed. */
export type AccountChange = Partial<Omit<AccountSeed, 'key'>>;

/**
 * Changes what is named. A change of billing without a balance converts the balance by the price of a part, as abroad
 * mode does at the provider (API overview, "International SMS mode").
 */
export function changeAccount(account: Account, change: AccountChange): void {
  const abroad = change.abroad ?? account.abroad;
  const billing = abroad ? 'tl' : (change.billing ?? account.billing);
  const pricePerPart = change.pricePerPart ?? account.pricePerPart;
  const balance = change.balance ?? converted(account, billing, pricePerPart);
  const next = accountFromSeed({
    key: account.key,
    hash: change.hash ?? account.hash,
    apiAllowed: change.apiAllowed ?? account.apiAllowed,
    allowedIps: change.allowedIps ?? account.allowedIps,
    characterMode: change.characterMode ?? account.characterMode,
    billing,
    balance,
    pricePerPart,
    abroad,
    senders: change.senders ?? account.senders,
    iysCode: change.iysCode ?? account.iysCode,
    brandCodes: change.brandCodes ?? account.brandCodes,
    iysQuota: change.iysQuota ?? account.iysQuota,
    webhook: change.webhook ?? account.webhook,
  });
  Object.assign(account, next, { iysUsed: account.iysUsed });
}

function converted(account: Account, billing: Billing, pricePerPart: number): number {
  const own = fromUnits(account.billing, account.balance);
  if (billing === account.billing) return own;
  const other = billing === 'tl' ? own * pricePerPart : own / pricePerPart;
  return fromUnits(billing, toUnits(billing, other));
}
