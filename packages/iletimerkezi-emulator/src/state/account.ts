/** The account's senders; `false` marks a sender that still waits for approval. */
export interface Sender {
  name: string;
  approved: boolean;
}

/** The unit in which an account pays: credits or Turkish lira. */
export type Billing = 'credits' | 'tl';
export type CharacterMode = 'english' | 'turkish' | 'unicode';

/** When and how long the emulator tries to deliver a webhook. */
export interface RetryPolicy {
  /** Waits between attempts, in milliseconds of virtual time; as many retries as entries. */
  delaysMs: readonly number[];
  /** Timeout of an attempt in real milliseconds. */
  timeoutMs: number;
}

/** An account as a seed writes it. */
export interface AccountSeed {
  key: string;
  hash: string;
  /** The panel's "Allow API access" toggle. */
  apiAllowed?: boolean;
  /** Addresses API calls may come from; none listed means any. */
  allowedIps?: readonly string[];
  /** The provider's default is English; other letters are then converted. */
  characterMode?: CharacterMode;
  billing?: Billing;
  /** Credits or TL, by `billing`; credits are turned into TL where `abroad` is on. */
  balance?: number;
  /** TL a part costs; for credit accounts it only feeds `balance.amount`. */
  pricePerPart?: number;
  /** Sending abroad. It turns credits into a TL balance (API overview, "International SMS mode"). */
  abroad?: boolean;
  senders?: readonly (string | Sender)[];
  /** The account's own İYS code; without one a commercial send is refused with 470. */
  iysCode?: string;
  /** Active brand codes; none means no subscription (403). */
  brandCodes?: readonly (string | number)[];
  /** Records a month; absent means no limit. */
  iysQuota?: number;
  webhook?: { url: string; retry?: Partial<RetryPolicy> };
  blacklist?: readonly string[];
}

/** An account in the emulator's memory. */
export interface Account {
  readonly key: string;
  hash: string;
  apiAllowed: boolean;
  allowedIps: string[];
  characterMode: CharacterMode;
  billing: Billing;
  /** In billing units: credits, or ten-thousandths of a lira, so that sums stay exact. */
  balance: number;
  pricePerPart: number;
  abroad: boolean;
  senders: Sender[];
  iysCode: string | undefined;
  brandCodes: string[];
  iysQuota: number | undefined;
  iysUsed: { month: string; count: number };
  webhook: { url: string; retry: Partial<RetryPolicy> } | undefined;
}

export const TL_UNITS = 10_000;
/** 10.584 TL for 67 messages in the provider's own balance sample. */
const PRICE_PER_PART = 0.1575;

export const DEFAULT_ACCOUNT: AccountSeed = {
  key: 'emulator',
  hash: 'emulator',
  characterMode: 'english',
  billing: 'credits',
  balance: 10_000_000,
  senders: ['EMULATOR'],
  iysCode: '1234',
  brandCodes: ['1234'],
};

export function accountFromSeed(seed: AccountSeed): Account {
  const { billing, balance } = fundsOf(seed);
  const brandCodes = (seed.brandCodes ?? []).map(String);
  return {
    key: seed.key,
    hash: seed.hash,
    apiAllowed: seed.apiAllowed ?? true,
    allowedIps: [...(seed.allowedIps ?? [])],
    characterMode: seed.characterMode ?? 'english',
    billing,
    balance,
    pricePerPart: seed.pricePerPart ?? PRICE_PER_PART,
    abroad: seed.abroad ?? false,
    senders: (seed.senders ?? []).map((sender) =>
      typeof sender === 'string' ? { name: sender, approved: true } : { ...sender },
    ),
    iysCode: seed.iysCode ?? brandCodes[0],
    brandCodes,
    iysQuota: seed.iysQuota,
    iysUsed: { month: '', count: 0 },
    webhook: seed.webhook && { url: seed.webhook.url, retry: seed.webhook.retry ?? {} },
  };
}

/** Billing and balance in billing units. Abroad mode turns credits into lira at the price of a part. */
function fundsOf(seed: AccountSeed): { billing: Billing; balance: number } {
  const { billing = 'credits', balance = 100, pricePerPart = PRICE_PER_PART } = seed;
  if (seed.abroad !== true || billing === 'tl') return { billing, balance: toUnits(billing, balance) };
  return { billing: 'tl', balance: toUnits('tl', Math.trunc(balance) * pricePerPart) };
}

/** Credits or lira as billing units. */
export function toUnits(billing: Billing, amount: number): number {
  return billing === 'credits' ? Math.trunc(amount) : Math.round(amount * TL_UNITS);
}

/** Billing units as credits or lira. */
export function fromUnits(billing: Billing, units: number): number {
  return billing === 'credits' ? units : units / TL_UNITS;
}

/** Returns the cost of a number of parts in the account's billing unit. */
export function cost(account: Account, parts: number): number {
  return account.billing === 'credits' ? parts : parts * Math.round(account.pricePerPart * TL_UNITS);
}

export function hasApprovedSender(account: Account): boolean {
  return account.senders.some((sender) => sender.approved);
}
