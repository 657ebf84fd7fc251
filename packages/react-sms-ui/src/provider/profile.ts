import type { CharacterMode } from 'iletimerkezi-core/segments';

/** What the kit knows of the account and the provider. */
export interface ProviderProfile {
  /** The account's setting for letters outside the GSM alphabet. */
  characterMode: CharacterMode;
  /** Units of each of Ş ş Ğ ğ ç ı İ in the Turkish encoding; the provider does not publish it. */
  turkishLetterCost: 1 | 2;
  /** What the operator writes behind every message. */
  suffix: string;
  /** Most recipients of one order. Source: provider documentation, send-sms. */
  recipientsPerOrder: number;
  /** Whether the account may send to other countries. */
  abroad: boolean;
}

/** iletiMerkezi with an account in Unicode mode. */
export const iletiMerkezi: ProviderProfile = {
  characterMode: 'unicode',
  turkishLetterCost: 1,
  suffix: 'B186',
  recipientsPerOrder: 50_000,
  abroad: false,
};
