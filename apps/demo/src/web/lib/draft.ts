import { NO_RECIPIENTS, type RecipientsValue } from 'react-sms-ui';
import type { Audience } from '../../shared/api.js';

/** What is being written. */
export interface Draft {
  recipients: RecipientsValue;
  text: string;
  kind?: 'transactional' | 'commercial';
  audience?: Audience;
  sender?: string;
}

const KEY = 'demo.draft';
const EMPTY: Draft = { recipients: NO_RECIPIENTS, text: '' };

let current = stored();

/** The draft as it was left: moving between pages, a reload or a fault loses nothing. */
export function loadDraft(): Draft {
  return current;
}

export function saveDraft(draft: Draft): void {
  current = draft;
  // The list may be larger than what a browser stores; then at least the rest is kept over a reload.
  if (!store(draft)) store({ ...draft, recipients: NO_RECIPIENTS });
}

export function forgetDraft(): void {
  saveDraft({ ...EMPTY, sender: current.sender });
}

function store(draft: Draft): boolean {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

function stored(): Draft {
  try {
    const value = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Partial<Draft> | null;
    return { ...EMPTY, ...value };
  } catch {
    return EMPTY;
  }
}
