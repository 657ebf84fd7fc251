import { NO_RECIPIENTS, type SmsDraft } from 'react-sms-ui';

const KEY = 'demo.draft';
const STORED_ROWS = 10_000;
const SENDING_KEY = 'demo.draft.key';

export const EMPTY_DRAFT: SmsDraft = {
  recipients: NO_RECIPIENTS,
  text: '',
  kind: undefined,
  audience: undefined,
  sendAt: 'now',
  sender: '',
};

let current = stored();
let isWhole = true;
let memoryKey: string | undefined;

/** The draft as it was left: moving between pages, a reload or a fault loses nothing. */
export function loadDraft(): SmsDraft {
  return current;
}

export function saveDraft(draft: SmsDraft): void {
  current = draft;
  // A long list takes a browser too long to store with every key pressed, or is refused; the rest is kept over a reload.
  const isLong = draft.recipients.list.rows.length > STORED_ROWS;
  isWhole = !isLong && store(draft);
  if (!isWhole) store({ ...draft, recipients: NO_RECIPIENTS });
}

/**
 * The key under which the draft is sent. It stays the same over a reload until the draft changes: an order whose answer was lost is
 * asked for again instead of being made twice.
 */
export function sendingKey(): string {
  const known = storedKey();
  if (known !== undefined) return known;
  const made = crypto.randomUUID();
  memoryKey = made;
  try {
    sessionStorage.setItem(SENDING_KEY, made);
  } catch {
    // Storage is blocked: the key lasts as long as the page.
  }
  return made;
}

/** What is sent after a change is another message. */
export function forgetSendingKey(): void {
  memoryKey = undefined;
  try {
    sessionStorage.removeItem(SENDING_KEY);
  } catch {
    // Nothing was stored.
  }
}

function storedKey(): string | undefined {
  try {
    return sessionStorage.getItem(SENDING_KEY) ?? memoryKey;
  } catch {
    return memoryKey;
  }
}

/** Whether a reload would lose nothing of the draft. */
export function isDraftStored(): boolean {
  return isWhole;
}

function store(draft: SmsDraft): boolean {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

function stored(): SmsDraft {
  try {
    const value = JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Partial<SmsDraft> & { sendAt?: string };
    const { sendAt = 'now' } = value;
    return {
      ...EMPTY_DRAFT,
      ...value,
      sendAt: sendAt === 'now' || sendAt === 'undecided' ? sendAt : new Date(sendAt),
    };
  } catch {
    return EMPTY_DRAFT;
  }
}
