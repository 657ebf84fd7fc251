import { countSegments, MAX_PARTS, type CharacterMode } from 'iletimerkezi-core/segments';
import { MAX_RECIPIENTS, type NewOrder } from '../../shared/api.js';
import type { MessageKey } from '../i18n/messages.tr.js';
import type { Draft } from '../lib/draft.js';

/** What a draft still lacks, and where on the page that is. */
export interface Missing {
  key: MessageKey;
  /** Id of the element to go to. */
  at: 'recipients' | 'text' | 'purpose' | 'sender';
}

export type Checked = { ready: true; order: NewOrder } | { ready: false; missing: readonly Missing[] };

/** Everything a draft lacks to become an order, in the order of the page; or the order. */
export function checkDraft(draft: Draft, characterMode: CharacterMode): Checked {
  const { text, kind, audience, sender } = draft;
  const recipients = [...draft.recipients.list.recipients];
  const missing: Missing[] = [];
  if (recipients.length === 0) missing.push({ key: 'compose.missing.recipients', at: 'recipients' });
  if (recipients.length > MAX_RECIPIENTS) missing.push({ key: 'compose.missing.tooMany', at: 'recipients' });
  if (text.trim() === '') missing.push({ key: 'compose.missing.text', at: 'text' });
  if (countSegments(text, { characterMode }).parts > MAX_PARTS) {
    missing.push({ key: 'compose.missing.tooLong', at: 'text' });
  }
  if (kind === undefined) missing.push({ key: 'compose.missing.purpose', at: 'purpose' });
  if (kind === 'commercial' && audience === undefined) {
    missing.push({ key: 'compose.missing.audience', at: 'purpose' });
  }
  if (sender === undefined) missing.push({ key: 'compose.missing.sender', at: 'sender' });

  if (missing.length > 0 || sender === undefined || kind === undefined) return { ready: false, missing };
  if (kind === 'transactional') return { ready: true, order: { kind, sender, text, recipients } };
  if (audience === undefined) return { ready: false, missing };
  return { ready: true, order: { kind, audience, sender, text, recipients } };
}
