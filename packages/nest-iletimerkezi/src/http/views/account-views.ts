import type { Balance } from 'iletimerkezi-core';

/**
 * How an account is billed: in credits, or in lira. The abroad mode of the panel turns the account's credits into a balance in
 * lira. Source: provider documentation, abroad mode.
 */
export type Billing = 'credits' | 'lira';

/** What `BalanceCard` of `react-sms-ui` takes, as JSON. */
export interface BalanceView {
  readonly billing: Billing;
  /** SMS that the balance is enough for. */
  readonly credits: number;
  /** Turkish lira; on accounts that are billed in lira only. */
  readonly amount?: number;
}

/** Returns the balance for `BalanceCard`, from `AccountService.balance()` and `AccountService.billing`. */
export function toBalance({ amount, sms }: Balance, billing: Billing = 'credits'): BalanceView {
  return { billing, credits: sms, ...(billing === 'lira' && { amount }) };
}

/** What `BlacklistManager` of `react-sms-ui` takes, as JSON. */
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
