import { NO_RECIPIENTS, type SmsDraft } from 'react-sms-ui';

const KEY = 'demo.draft';
const STORED_ROWS = 10_000;
const SENDING_KEY = 'demo.draft.key';
const TEST_NUMBER = 'demo.test.number';

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

/** Keeps the draft across page changes, reloads and errors. */
export function loadDraft(): SmsDraft {
  return current;
}

export function saveDraft(draft: SmsDraft): void {
  current = draft;
  // A long list is too slow or too large to store on every change. The other fields are stored.
  const isLong = draft.recipients.list.rows.length > STORED_ROWS;
  isWhole = !isLong && store(draft);
  if (!isWhole) store({ ...draft, recipients: NO_RECIPIENTS });
}

/**
 * Returns the idempotency key of the draft. It is kept across reloads and in a duplicated tab until the draft changes, so that an
 * order whose response was lost is not created twice.
 */
export function sendingKey(): string {
  return storedKey() ?? renewSendingKey();
}

/** Replaces the key when the draft changes. */
export function renewSendingKey(): string {
  const made = crypto.randomUUID();
  memoryKey = made;
  try {
    sessionStorage.setItem(SENDING_KEY, made);
  } catch {
    // Storage is blocked: the key is kept until the page is closed.
  }
  return made;
}

/** Returns the number that the last test was sent to. */
export function testNumber(): string | undefined {
  try {
    return localStorage.getItem(TEST_NUMBER) ?? undefined;
  } catch {
    return undefined;
  }
}

export function saveTestNumber(number: string): void {
  try {
    localStorage.setItem(TEST_NUMBER, number);
  } catch {
    // Storage is blocked: the author enters the number again.
  }
}

function storedKey(): string | undefined {
  try {
    return sessionStorage.getItem(SENDING_KEY) ?? memoryKey;
  } catch {
    return memoryKey;
  }
}

/** Returns whether a reload keeps the complete draft. */
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
