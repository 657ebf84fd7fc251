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

/** Who asks. The law wants name and address beside the statement. */
export interface ConsentBrand {
  name: string;
  address: string;
}

/** The text that is consented to, in the brand's own words. Blank lines divide paragraphs. */
export interface ConsentStatement {
  /** Changes whenever the text does. */
  version: string;
  text: string;
}

/** The KVKK notice: a page of the host's, or its text. It informs and is no part of the consent. */
export type PrivacyNotice = { href: string } | { text: string };

/** Where the person can be reached. What is missing or unusable is asked for in the form. */
export interface ConsentContact {
  phone?: string;
  email?: string;
}

/** What the person decided: to consent, not to, or to take a consent back. */
export type ConsentDecision = 'consent' | 'refuse' | 'withdraw';

/** The evidence that the form collects. Times come from the clock of the person's device; the server dates the decision. */
export interface ConsentFormEvidence extends Required<
  Pick<ConsentEvidence, 'text' | 'textHash' | 'textVersion' | 'shownAt' | 'decidedAt' | 'ticks'>
> {
  readonly locale: Locale;
}

/** One decision, for the host's server to keep. */
export interface ConsentFormRecord {
  /** Names one press of the button. A retry hands over the same one, so that the server records it once. */
  id: string;
  decision: ConsentDecision;
  /** What it covers: the ticked channels, or all that were offered when the person refuses. */
  channels: readonly ConsentChannel[];
  /** Undefined when a person refuses without having said it. */
  recipientType: RecipientType | undefined;
  source: ConsentSource;
  /**
   * Whom each of the channels reaches, as far as it is known. Where somebody refuses, the server looks here whether a
   * consent stands, which the refusal ends.
   */
  contacts: readonly { channel: ConsentChannel; recipient: string }[];
  /**
   * What the registry is to learn: ONAY per consented channel, RET per withdrawn one. Empty for a refusal, since the
   * registry takes no refusal as a first record (İYS developer documentation, H175). `consentDate` is the browser's time:
   * leave it out when you record, so that the server's time counts.
   */
  records: readonly ConsentRecord[];
  evidence: ConsentFormEvidence;
}

/**
 * What the host did with a decision, for the receipt. Without it the receipt says no more than that the decision was
 * saved, and shows the time of the person's device.
 */
export interface ConsentOutcome {
  /** The server's time, ISO 8601. */
  recordedAt?: string;
  /** Channels whose consent ended, also by a refusal. */
  withdrawn?: readonly ConsentChannel[];
  /** Channels for which the person refused without a standing consent. */
  kept?: readonly ConsentChannel[];
}

export interface ConsentFormProps extends Omit<
  ComponentPropsWithoutRef<'section'>,
  'onSubmit' | 'onChange' | 'children' | 'defaultValue' | 'defaultChecked'
> {
  /** `withdraw` takes consents back; then `channels` are those that stand. Default `ask`. */
  mode?: 'ask' | 'withdraw';
  brand: ConsentBrand;
  /** Undefined while it is being loaded. A different text clears every tick. */
  statement: ConsentStatement | undefined;
  privacyNotice: PrivacyNotice;
  /** Default: all three. */
  channels?: readonly ConsentChannel[];
  /** One, or those among which the person chooses. Default: individuals. */
  recipientTypes?: readonly RecipientType[];
  contact?: ConsentContact;
  /** Where the form is shown. Default `HS_WEB`. */
  source?: Exclude<ConsentSource, 'HS_KARAR'>;
  /**
   * Keeps the decision, and may answer with a {@link ConsentOutcome}. A rejection, or a `Response` with an error status, offers
   * to try again; a retry hands over the same record.
   */
  onSubmit: (record: ConsentFormRecord) => Promise<unknown> | void;
  /** Boxes are never ticked in advance, so this is the only way in which ticks travel: outwards. */
  onTicksChange?: (change: {
    channels: readonly ConsentChannel[];
    reason: 'tick' | 'untick' | 'text-changed';
  }) => void;
  /** The statement could not be loaded. */
  error?: LoadError;
  readOnly?: boolean;
  classNames?: ClassNames<ConsentFormPart>;
}
