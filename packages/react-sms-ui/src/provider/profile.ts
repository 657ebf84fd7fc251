import type { CharacterMode } from 'iletimerkezi-core/segments';

/** What the kit knows of the account and the provider. */
export interface ProviderProfile {
  /** The account's setting for letters outside the GSM alphabet, as the provider's panel shows it. */
  characterMode: CharacterMode;
  /** Units of each of Ş ş Ğ ğ ç ı İ in the Turkish encoding; the provider does not publish it. */
  turkishLetterCost: 1 | 2;
  /** What the operator writes behind every message. */
  suffix: string;
  /** Most recipients of one order. Source: provider documentation, send-sms. */
  recipientsPerOrder: number;
  /** Whether the account may send to other countries. */
  abroad: boolean;
  /** How the account is billed: its balance is in credits, or in lira. */
  billing: 'credits' | 'lira';
}

/** What the host says of its account. The character mode has no default: a wrong one shows a wrong price. */
export type AccountProfile = Pick<ProviderProfile, 'characterMode'> & Partial<ProviderProfile>;

/** iletiMerkezi, without what differs from account to account. */
export const iletiMerkezi: Omit<ProviderProfile, 'characterMode'> = {
  turkishLetterCost: 1,
  suffix: 'B186',
  recipientsPerOrder: 50_000,
  abroad: false,
  billing: 'credits',
};

const MODES: ReadonlySet<unknown> = new Set<CharacterMode>(['english', 'turkish', 'unicode']);

/** Completes what the host said. Throws where it said no character mode, which a host in JavaScript can leave out. */
export function profileOf(account: AccountProfile): ProviderProfile {
  if (!MODES.has(account?.characterMode)) {
    throw new Error(
      'SmsUiProvider needs profile.characterMode of the account: english, turkish or unicode. Messages are priced by it.',
    );
  }
  return { ...iletiMerkezi, ...account };
}
