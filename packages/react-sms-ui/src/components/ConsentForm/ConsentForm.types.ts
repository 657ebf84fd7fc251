import type { ConsentChannel, ConsentRecord, ConsentSource, RecipientType } from 'iletimerkezi-core/client';
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

/** The proof of a decision. Times are the browser's, written as Turkish time: `2026-11-21T14:05:00+03:00`. */
export interface ConsentEvidence {
  /** Everything that stood in the form, as it stood there: brand, statement, the words beside the boxes. */
  text: string;
  /** SHA-256 of `text` in UTF-8, in hexadecimal. */
  textHash: string;
  version: string;
  locale: Locale;
  shownAt: string;
  /** When the button was pressed. */
  decidedAt: string;
  /** When each box was ticked for the last time. */
  ticks: readonly { channel: ConsentChannel; tickedAt: string }[];
}

/** One decision, for the host's server to keep. */
export interface ConsentFormRecord {
  decision: ConsentDecision;
  /** What it covers: the ticked channels, or all that were offered when the person refuses. */
  channels: readonly ConsentChannel[];
  /** Undefined when a person refuses without having said it. */
  recipientType: RecipientType | undefined;
  source: ConsentSource;
  /**
   * What the registry is to learn, ready for `registerConsents`: ONAY per consented channel, RET per
   * withdrawn one. Empty for a refusal, since the registry takes no refusal as a first record
   * (İYS developer documentation, H175). After JSON, make `consentDate` a Date again.
   */
  records: readonly ConsentRecord[];
  evidence: ConsentEvidence;
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
  /** Keeps the decision. A rejection offers to try again; a retry hands over the same record. */
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
