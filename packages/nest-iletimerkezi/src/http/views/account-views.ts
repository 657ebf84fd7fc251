import type { Balance } from 'iletimerkezi-core';

/**
 * Billing unit of an account. The abroad mode of the panel converts the account's credits to a balance in lira.
 * Source: provider documentation, abroad mode.
 */
export type Billing = 'credits' | 'lira';

/** JSON for `BalanceCard` of `react-sms-ui`. */
export interface BalanceView {
  readonly billing: Billing;
  /** Number of SMS that the balance covers. */
  readonly credits: number;
  /** Turkish lira; only for accounts that are billed in lira. */
  readonly amount?: number;
}

/** Returns the balance for `BalanceCard`, from `AccountService.balance()` and `AccountService.billing`. */
export function toBalance({ amount, sms }: Balance, billing: Billing = 'credits'): BalanceView {
  return { billing, credits: sms, ...(billing === 'lira' && { amount }) };
}

/** JSON for `BlacklistManager` of `react-sms-ui`. */
export interface BlacklistView {
  readonly numbers: readonly { readonly number: string }[];
  /** Whether there are more than `limit`. */
  readonly more: boolean;
}

/** Reads the first numbers of `BlacklistService.list()` for `BlacklistManager`. */
export async function toBlacklist(list: AsyncIterable<string>, limit = 1_000): Promise<BlacklistView> {
  const numbers: { number: string }[] = [];
  for await (const number of list) {
    if (numbers.length >= limit) return { numbers, more: true };
    numbers.push({ number });
  }
  return { numbers, more: false };
}
