import type { CharacterMode } from 'iletimerkezi-core/segments';
import type { BrandProfile } from 'iletimerkezi-core/content';
import type { Billing } from '../i18n/types.js';

/** Settings of the account and the provider that the components count and display by. */
export interface ProviderProfile {
  /** The account's setting for letters outside the GSM alphabet, as the provider's panel shows it. */
  characterMode: CharacterMode;
  /** Units of each of Ş ş Ğ ğ ç ı İ in the Turkish encoding. The provider does not publish it. */
  turkishLetterCost: 1 | 2;
  /** Text that the operator appends to every message. */
  suffix: string;
  /** Maximum number of recipients per order. Source: provider documentation, send-sms. */
  recipientsPerOrder: number;
  /** Whether the account may send to other countries. */
  abroad: boolean;
  /** The unit in which the account is billed. It selects the Turkish word for a credit: "kontör", or "kredi" on accounts billed in lira. */
  billing: Billing;
  /** Who sends commercial messages. Default: their content is not checked. */
  brand?: BrandProfile | undefined;
}

/** The settings of the host's account. The character mode has no default, because a wrong one displays a wrong price. */
export type AccountProfile = Pick<ProviderProfile, 'characterMode'> & Partial<ProviderProfile>;

/** The settings of iletiMerkezi, with the defaults for those that differ between accounts. */
export const iletiMerkezi: Omit<ProviderProfile, 'characterMode'> = {
  turkishLetterCost: 1,
  suffix: 'B186',
  recipientsPerOrder: 50_000,
  abroad: false,
  billing: 'credits',
};

const MODES: ReadonlySet<unknown> = new Set<CharacterMode>(['english', 'turkish', 'unicode']);

/** Completes the settings of an account. Throws without a character mode, which a host in JavaScript can omit. */
export function profileOf(account: AccountProfile): ProviderProfile {
  if (!MODES.has(account?.characterMode)) {
    throw new Error(
      'SmsUiProvider needs profile.characterMode of the account: english, turkish or unicode. Messages are priced by it.',
    );
  }
  return { ...iletiMerkezi, ...account };
}
