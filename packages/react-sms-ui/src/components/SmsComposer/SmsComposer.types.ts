import type { Audience, ComposedMessage, SubmitResult } from 'iletimerkezi-core';
import type { ComponentPropsWithoutRef } from 'react';
import type { ClassNames } from '../../parts/part.js';
import type { DraftValues } from '../../personal/personalMessage.js';
import type { RecipientsValue } from '../../recipients/recipientsValue.js';
import type { TemplateVariable } from '../SegmentCounter/messageCount.js';

export type { Audience, ComposedMessage, DraftValues, SubmitResult };

/** The parts of an SmsComposer that take a class name. */
export type SmsComposerPart = 'root' | 'columns' | 'form' | 'aside' | 'footer';

/** A draft. Fields that the law requires a decision on have no default. */
export interface SmsDraft {
  recipients: RecipientsValue;
  text: string;
  kind: 'transactional' | 'commercial' | undefined;
  audience: Audience | undefined;
  /** `now`, a time, or `undecided` while date and time are incomplete. */
  sendAt: 'now' | 'undecided' | Date;
  sender: string;
  /** Decisions on the values of placeholders, with the option `personal`. */
  values?: DraftValues;
}

/** A text to start a message with. */
export interface MessageTemplate {
  name: string;
  text: string;
}

export interface SmsComposerProps extends Omit<
  ComponentPropsWithoutRef<'section'>,
  'onChange' | 'onSubmit' | 'defaultValue' | 'children'
> {
  /** Approved senders of the account. */
  senders: readonly string[];
  /** Credits of the account, to display the balance after sending. */
  balance?: number;
  value?: SmsDraft;
  /** Initial values. With a single sender, that sender is selected. */
  defaultValue?: Partial<SmsDraft>;
  onChange?: (change: { value: SmsDraft; reason: keyof SmsDraft | 'reset' }) => void;
  /** Called once per confirmed review. */
  onSubmit: (message: ComposedMessage) => Promise<SubmitResult>;
  templates?: readonly MessageTemplate[];
  /** Placeholders that the host's server fills. Not used with `personal`. */
  variables?: readonly TemplateVariable[];
  /**
   * Fills placeholders with the columns of the list, such as `{ad}`, `{ad|müşterimiz}` and `{ad:'e}`, and shows the text of
   * each recipient. `onSubmit` then gets the text as a template and the `values` of each recipient, which the host's server has
   * to accept. Default false.
   */
  personal?: boolean;
  /**
   * An opt-out link of the usual length, which is counted for `{ret}`. The server fills in each recipient's. Default: a link of
   * the brand in the provider's profile.
   */
  optOutLink?: string;
  /** Numbers in E.164 that must not receive messages. */
  blocked?: ReadonlySet<string>;
  readOnly?: boolean;
  classNames?: ClassNames<SmsComposerPart>;
}
