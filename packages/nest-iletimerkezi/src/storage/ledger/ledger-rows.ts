import type { ConsentChannel, ConsentRecipient, ConsentStatus, RecipientType } from 'iletimerkezi-core';
import type { RegistrationState } from './append.js';
import type { CurrentConsent } from './current-consents.js';

/** A stored record. */
export interface LedgerRecord {
  readonly brandCode: string;
  readonly position: number;
  /** Undefined once erased. */
  readonly recipient: ConsentRecipient | undefined;
  readonly recipientType: RecipientType;
  readonly channel: ConsentChannel;
  readonly status: ConsentStatus;
  readonly source: string;
  readonly consentDate: Date;
  readonly recordedAt: Date;
  readonly origin: 'host' | 'registry';
  readonly form: string | null;
  readonly trace: string | null;
  readonly salt: string | undefined;
  readonly commitment: string;
  readonly hash: string;
  /** The text that was shown, if one was given. */
  readonly text: string | undefined;
  readonly registration: RegistrationState | undefined;
  readonly registrationReason: string | undefined;
}

/** A refusal in a form without a standing consent. */
export interface DeclineRecord {
  readonly declinedAt: Date;
  readonly recipientType: RecipientType | undefined;
  readonly channel: ConsentChannel;
  readonly source: string;
  readonly form: string | null;
  readonly trace: string | null;
}

/** The current consent of a recipient, with its record. */
export interface ListedConsent extends CurrentConsent {
  readonly source: string;
  readonly origin: 'host' | 'registry';
  readonly recordedAt: Date;
  readonly registration: RegistrationState | undefined;
  readonly registrationReason: string | undefined;
}

/** The number of recipients with this current consent. */
export interface ConsentTotal {
  readonly channel: ConsentChannel;
  readonly recipientType: RecipientType;
  readonly status: ConsentStatus;
  readonly recipients: number;
}

/** Which current consents to list. Every property given has to match. */
export interface ListFilter {
  /** Part of a number (+905…) or of an e-mail address. Case is ignored, and İ, I, ı and i are equal. */
  search?: string;
  channel?: ConsentChannel;
  recipientType?: RecipientType;
  /** The current consent. */
  status?: ConsentStatus;
  /** The state of the current record's registration. */
  registration?: RegistrationState;
}
