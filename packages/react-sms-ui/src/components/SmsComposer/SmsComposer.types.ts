import type { Audience, ComposedMessage, SubmitResult } from 'iletimerkezi-core';
import type { ComponentPropsWithoutRef } from 'react';
import type { ClassNames } from '../../parts/part.js';
import type { RecipientsValue } from '../../recipients/recipientsValue.js';
import type { TemplateVariable } from '../SegmentCounter/messageCount.js';

export type { Audience, ComposedMessage, SubmitResult };

/** The parts of an SmsComposer that take a class name. */
export type SmsComposerPart = 'root' | 'columns' | 'form' | 'aside' | 'footer';

/** A message that is being written. Nothing that the law wants decided has a default. */
export interface SmsDraft {
  recipients: RecipientsValue;
  text: string;
  kind: 'transactional' | 'commercial' | undefined;
  audience: Audience | undefined;
  /** `now`; a moment; or `undecided` while date and time are not chosen yet. */
  sendAt: 'now' | 'undecided' | Date;
  sender: string;
}

/** A text to start from. */
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
  /** Credits of the account, to show what is left after sending. */
  balance?: number;
  value?: SmsDraft;
  /** A sender is chosen already when the account has only one. */
  defaultValue?: Partial<SmsDraft>;
  onChange?: (change: { value: SmsDraft; reason: keyof SmsDraft | 'reset' }) => void;
  /** Called once per confirmation, never by a key alone. */
  onSubmit: (message: ComposedMessage) => Promise<SubmitResult>;
  templates?: readonly MessageTemplate[];
  variables?: readonly TemplateVariable[];
  /** Numbers in E.164 that no message may go to. */
  blocked?: ReadonlySet<string>;
  readOnly?: boolean;
  classNames?: ClassNames<SmsComposerPart>;
}
