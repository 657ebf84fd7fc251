import type { Size } from '../policy/caps.js';
import { hasStorage } from '../tools/storage.js';
import type { Caller } from './caller.js';
import type { Serving } from './serving.js';

/** The outcome of a call. `asked`: a person has to confirm, and nothing was done yet. */
export type AuditOutcome = 'read' | 'asked' | 'done' | 'declined' | 'failed';

interface AuditedCall {
  readonly tool: string;
  readonly caller: Caller;
  readonly outcome: AuditOutcome;
  readonly code?: string;
  readonly size?: Size;
}

/**
 * Appends a row about a call to the event log, for an account with storage. A failure does not change the answer: the action
 * has happened, and its campaign has a row of its own.
 */
export async function auditCall(
  { account: starting, onError }: Pick<Serving, 'account' | 'onError'>,
  { tool, caller, outcome, code, size }: AuditedCall,
): Promise<void> {
  try {
    const account = await starting;
    if (!hasStorage(account)) return;
    await account.outbox.recordToolCall({ tool, client: caller.client, outcome, code, ...size });
  } catch (error) {
    onError(error);
  }
}
