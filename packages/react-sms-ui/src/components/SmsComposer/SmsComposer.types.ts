import type { Audience, ComposedMessage, MessagePreview, SubmitResult, TestMessage } from 'iletimerkezi-core';
import type { ComponentPropsWithoutRef } from 'react';
import type { ClassNames } from '../../parts/part.js';
import type { DraftValues } from '../../personal/personalMessage.js';
import type { RecipientsValue } from '../../recipients/recipientsValue.js';
import type { TemplateVariable } from '../SegmentCounter/messageCount.js';

export type { Audience, ComposedMessage, DraftValues, MessagePreview, SubmitResult, TestMessage };

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
  /** The host's id. Templates without one are distinguished by their names. */
  id?: string;
  name: string;
  text: string;
}

/** A draft that the host has stored. */
export interface SavedDraft {
  /** The host's id. Drafts without one are distinguished by their names. */
  id?: string;
  name: string;
  /** As `onSaveDraft` got it; from JSON, `sendAt` has to become a `Date` again. */
  value: SmsDraft;
}

/**
 * A change of what the host stores. Without `previous`, `item` is new; without `item`, `previous` is deleted; with both, `item`
 * replaces `previous`.
 */
export interface SavedChange<Item> {
  item: Item | undefined;
  previous: Item | undefined;
  /** `undo` reverts the change before. */
  reason: 'add' | 'overwrite' | 'rename' | 'undo';
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
  /** `open`: a stored draft was opened, or what was written before it was brought back. */
  onChange?: (change: { value: SmsDraft; reason: keyof SmsDraft | 'reset' | 'open' }) => void;
  /** Called once per confirmed review, with the preview that was confirmed. Pass its `digest` to the server as `expect`. */
  onSubmit: (message: ComposedMessage, preview?: MessagePreview) => Promise<SubmitResult>;
  /**
   * Returns what sending the message would do, as `outbox.preview` of `nest-iletimerkezi` does. The review shows who gets the message,
   * who does not and why, and the button to send states it. Where it fails, the message can be sent without.
   */
  onPreview?: (message: ComposedMessage) => Promise<MessagePreview>;
  /** Sends the text that is shown to the author. Without it, no test is offered. */
  onSendTest?: (message: TestMessage) => Promise<SubmitResult>;
  /** The author's own number, in any form that people write. */
  testNumber?: string;
  templates?: readonly MessageTemplate[];
  /**
   * Stores the text as a template, under a new name or in place of another, renames one, and undoes the change before. Resolve when
   * it is stored, and pass the new `templates`. Where it rejects, the text stays and can be saved again.
   */
  onSaveTemplate?: (change: SavedChange<MessageTemplate>) => Promise<unknown>;
  /** Stored drafts to continue. */
  drafts?: readonly SavedDraft[];
  /** Stores what is written as a draft, as `onSaveTemplate` does for texts. */
  onSaveDraft?: (change: SavedChange<SavedDraft>) => Promise<unknown>;
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
