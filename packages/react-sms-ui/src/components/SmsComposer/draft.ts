import { isMoment } from 'iletimerkezi-core';
import type { FooterPart } from 'iletimerkezi-core/content';
import { MAX_PARTS } from 'iletimerkezi-core/segments';
import { NO_RECIPIENTS } from '../../recipients/recipientsValue.js';
import type { MessageCount } from '../SegmentCounter/messageCount.js';
import type { Personal } from '../../personal/usePersonalMessage.js';
import type { ComposedMessage, SmsDraft } from './SmsComposer.types.js';

/** A reason why a draft cannot be sent. */
export type DraftFault =
  | 'recipients'
  | 'text'
  | 'tooLong'
  | 'placeholder'
  | 'template'
  | 'values'
  | 'content'
  | 'kind'
  | 'audience'
  | 'sendAt'
  | 'past'
  | 'sender';

/** The field in which a fault is corrected. */
export const FIELD_OF: Readonly<Record<DraftFault, keyof SmsDraft>> = {
  recipients: 'recipients',
  text: 'text',
  tooLong: 'text',
  placeholder: 'text',
  template: 'text',
  values: 'text',
  content: 'text',
  kind: 'kind',
  audience: 'audience',
  sendAt: 'sendAt',
  past: 'sendAt',
  sender: 'sender',
};

export function emptyDraft(senders: readonly string[]): SmsDraft {
  const [only] = senders;
  return {
    recipients: NO_RECIPIENTS,
    text: '',
    kind: undefined,
    audience: undefined,
    sendAt: 'now',
    sender: senders.length === 1 && only !== undefined ? only : '',
  };
}

export type DraftCheck =
  | { ok: true; message: ComposedMessage }
  | { ok: false; faults: readonly DraftFault[] };

/** Values derived from a draft. */
export interface DraftFacts {
  recipients: readonly string[];
  count: MessageCount;
  unfilled: readonly string[];
  /** Placeholders that cannot be read. */
  faulty: readonly string[];
  personal: Personal | undefined;
  /** The text as it is sent: a commercial one with its footer. */
  sentText: string;
  /** What the law requires and the text lacks. */
  missing: readonly FooterPart[];
}

/** Returns a complete message, or all faults in the order of the form. */
export function checkDraft(
  draft: SmsDraft,
  { recipients, count, unfilled, faulty, personal, sentText, missing }: DraftFacts,
  now: number,
): DraftCheck {
  const { text, kind, audience, sendAt, sender } = draft;
  const faults: DraftFault[] = [];
  if (recipients.length === 0) faults.push('recipients');
  if (text === '' || (personal === undefined && count.parts === 0)) faults.push('text');
  else if ((personal?.cost?.max ?? count.least) > MAX_PARTS) faults.push('tooLong');
  if (faulty.length > 0) faults.push('template');
  else if (unfilled.length > 0) faults.push('placeholder');
  else if (personal !== undefined && (personal.cost?.faulty ?? 0) > 0) faults.push('values');
  if (missing.length > 0) faults.push('content');
  if (kind === undefined) faults.push('kind');
  else if (kind === 'commercial' && audience === undefined) faults.push('audience');
  const time = isMoment(sendAt) ? sendAt : undefined;
  if (sendAt !== 'now' && time === undefined) faults.push('sendAt');
  else if (time !== undefined && time.getTime() <= now) faults.push('past');
  if (sender === '') faults.push('sender');
  if (faults.length > 0) return { ok: false, faults };

  const common = {
    recipients,
    text: sentText,
    sender,
    ...(personal && { values: recipients.map((_, index) => personal.valuesOf(index)) }),
    ...(time && { sendAt: time }),
  };
  if (kind === 'transactional') return { ok: true, message: { ...common, kind } };
  if (kind === 'commercial' && audience !== undefined) {
    return { ok: true, message: { ...common, kind, audience } };
  }
  return { ok: false, faults: ['kind'] };
}
