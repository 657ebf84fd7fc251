import type { CharacterMode } from 'iletimerkezi-core/segments';

/** `GET /api/setup`: what the page needs to know before it shows anything. */
export interface Setup {
  /** `emulator`: nothing leaves this machine. `real`: orders spend credits. */
  readonly provider: 'emulator' | 'real';
  readonly emulatorUrl?: string;
  /** The account's setting for letters outside the GSM alphabet: the page counts as the server will. */
  readonly characterMode: CharacterMode;
  /** Selects the word for a credit: “kontör”, or “kredi” on accounts that are billed in lira. */
  readonly billing: 'credits' | 'lira';
  /** False without a brand code: nothing is known of anybody's consent then, and commercial orders are not judged here. */
  readonly keepsConsents: boolean;
  /** False without a sender: codes of phone verification have the default sender. */
  readonly verifiesPhones: boolean;
  readonly maxRecipients: number;
  /** Recipients of one request to the demo, which makes several orders of them. */
  readonly maxCampaign: number;
  /** Who is signed in. */
  readonly user: string;
}
