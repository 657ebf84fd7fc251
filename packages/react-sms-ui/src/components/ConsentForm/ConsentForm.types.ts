import type {
  ConsentChannel,
  ConsentEvidence,
  ConsentRecord,
  ConsentSource,
  RecipientType,
} from 'iletimerkezi-core';
import type { ComponentPropsWithoutRef } from 'react';
import type { Locale } from '../../i18n/types.js';
import type { LoadError } from '../../parts/LoadFault.js';
import type { ClassNames } from '../../parts/part.js';

/** The parts of a ConsentForm that take a class name. */
export type ConsentFormPart = 'root' | 'statement' | 'boxes' | 'actions' | 'privacy' | 'receipt';

/** The brand that asks for consent. The law requires its name and address beside the statement. */
export interface ConsentBrand {
  name: string;
  address: string;
}

/** The text of the consent, written by the brand. Blank lines separate paragraphs. */
export interface ConsentStatement {
  /** Identifies the text. Change it with the text. */
  version: string;
  text: string;
}

/** The KVKK notice: a page of the host, or its text. It is not part of the consent. */
export type PrivacyNotice = { href: string } | { text: string };

/** The person's number and address. The form asks for missing or invalid ones. */
export interface ConsentContact {
  phone?: string;
  email?: string;
}

/** The decision: to consent, to refuse or to withdraw a consent. */
export type ConsentDecision = 'consent' | 'refuse' | 'withdraw';

/** The evidence that the form collects. Times come from the clock of the person's device; the server dates the decision. */
export interface ConsentFormEvidence extends Required<
  Pick<ConsentEvidence, 'text' | 'textHash' | 'textVersion' | 'shownAt' | 'decidedAt' | 'ticks'>
> {
  readonly locale: Locale;
}

/** One decision, to be stored by the host's server. */
export interface ConsentFormRecord {
  /** Identifies one press of the button. A retry submits the same id, so that the server can record it once. */
  id: string;
  decision: ConsentDecision;
  /** The ticked channels, or all offered channels for a refusal. */
  channels: readonly ConsentChannel[];
  /** Undefined where a person refused without choosing it. */
  recipientType: RecipientType | undefined;
  source: ConsentSource;
  /**
   * The known number or address of each channel. For a refusal, the server uses it to find a current consent, which the
   * refusal ends.
   */
  contacts: readonly { channel: ConsentChannel; recipient: string }[];
  /**
   * Records for the registry: ONAY per consented channel, RET per withdrawn channel. Empty for a refusal, because the
   * registry accepts no refusal as a first record (İYS developer documentation, H175). `consentDate` is the browser's
   * time: omit it when you record, so that the server's time is used.
   */
  records: readonly ConsentRecord[];
  evidence: ConsentFormEvidence;
}

/**
 * The outcome of a decision at the host, displayed in the receipt. Without it, the receipt states only that the
 * decision was saved, with the time of the person's device.
 */
export interface ConsentOutcome {
  /** Time of the server in ISO 8601. */
  recordedAt?: string;
  /** Channels whose consent ended, by a withdrawal or a refusal. */
  withdrawn?: readonly ConsentChannel[];
  /** Channels that the person refused without a current consent. */
  kept?: readonly ConsentChannel[];
}

export interface ConsentFormProps extends Omit<
  ComponentPropsWithoutRef<'section'>,
  'onSubmit' | 'onChange' | 'children' | 'defaultValue' | 'defaultChecked'
> {
  /** `withdraw` ends consents; `channels` are then those with a current consent. Default `ask`. */
  mode?: 'ask' | 'withdraw';
  brand: ConsentBrand;
  /** Undefined while it is loading. Another text clears all ticks. */
  statement: ConsentStatement | undefined;
  privacyNotice: PrivacyNotice;
  /** Defaults to all three. */
  channels?: readonly ConsentChannel[];
  /** One type, or those that the person chooses from. Defaults to individuals. */
  recipientTypes?: readonly RecipientType[];
  contact?: ConsentContact;
  /** Where the form is displayed. Default `HS_WEB`. */
  source?: Exclude<ConsentSource, 'HS_KARAR'>;
  /**
   * Stores the decision, and may return a {@link ConsentOutcome}. After a rejection, or a `Response` with an error
   * status, the form offers to try again with the same record.
   */
  onSubmit: (record: ConsentFormRecord) => Promise<unknown> | void;
  /** Called when ticks change. There is no prop to set them, because boxes must not be ticked in advance. */
  onTicksChange?: (change: {
    channels: readonly ConsentChannel[];
    reason: 'tick' | 'untick' | 'text-changed';
  }) => void;
  /** Why the statement could not be loaded. */
  error?: LoadError;
  readOnly?: boolean;
  classNames?: ClassNames<ConsentFormPart>;
}
