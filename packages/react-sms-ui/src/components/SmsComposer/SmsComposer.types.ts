import type {
  Audience,
  ComposedMessage,
  MessagePreview,
  SavedText,
  SavedTextChange,
  SavedTextResult,
  SubmitResult,
  TestMessage,
} from 'iletimerkezi-core';
import type { ComponentPropsWithoutRef } from 'react';
import type { ClassNames } from '../../parts/part.js';
import type { DraftValues } from '../../personal/personalMessage.js';
import type { RecipientsValue } from '../../recipients/recipientsValue.js';
import type { TemplateVariable } from '../SegmentCounter/messageCount.js';

export type {
  Audience,
  ComposedMessage,
  DraftValues,
  MessagePreview,
  SavedText,
  SavedTextChange,
  SavedTextResult,
  SubmitResult,
  TestMessage,
};

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

/**
 * A text to start a message with, such as a `SavedTemplate` of `nest-iletimerkezi`. `id` is the host's: templates without one are
 * distinguished by their names. The composer uses `text`, and keeps the other fields when it saves a change.
 */
export type MessageTemplate = SavedText;

/**
 * A draft that the host has stored. A host may store the text alone, as `nest-iletimerkezi` does: fields that a draft lacks stay as
 * they are when it is opened, and the composer says which of them were not saved.
 */
export interface SavedDraft extends SavedText {
  readonly recipients?: RecipientsValue;
  /** As `onSaveDraft` got it; from JSON, a time has to become a `Date` again. */
  readonly sendAt?: SmsDraft['sendAt'];
  readonly values?: DraftValues;
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
   * who does not and why, and the button to send states it. The message can be sent once it is
   * known; where it fails, it can be asked for again.
   */
  onPreview?: (message: ComposedMessage) => Promise<MessagePreview>;
  /** Sends the text that is shown to the author. Without it, no test is offered. */
  onSendTest?: (message: TestMessage) => Promise<SubmitResult>;
  /** The author's own number, in any form that people write. */
  testNumber?: string;
  templates?: readonly MessageTemplate[];
  /**
   * Stores the text as a template, under a new name or in place of another, renames one, and undoes the change before. Return the
   * `SavedTextResult` of the server, such as the answer of `createTemplatesController` to the change, and pass the new `templates`.
   * A conflict with another person's change is then shown. Without a result, the change counts as stored. Where it rejects, the text
   * stays and can be saved again. A new text has an `id`, so that a repetition does not store it twice.
   */
  onSaveTemplate?: (
    change: SavedTextChange<MessageTemplate>,
  ) => Promise<SavedTextResult<MessageTemplate> | void>;
  /** Stored drafts to continue. */
  drafts?: readonly SavedDraft[];
  /**
   * Stores what is written as a draft, as `onSaveTemplate` does for texts. To send it without its recipients, use
   * `toSavedTextChange` of `iletimerkezi-core`.
   */
  onSaveDraft?: (change: SavedTextChange<SavedDraft>) => Promise<SavedTextResult<SavedDraft> | void>;
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
