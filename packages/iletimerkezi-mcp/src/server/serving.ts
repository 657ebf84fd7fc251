import type { IletimerkeziAccount } from 'nest-iletimerkezi';
import { SendCaps, type SendCounter } from '../policy/caps.js';
import { Confirmations } from '../policy/confirmations.js';
import { McpError } from '../policy/mcp.error.js';
import { ProcessCounter } from '../policy/process-counter.js';
import { resolvePolicy, type McpPolicy, type ResolvedPolicy } from '../policy/policy.js';
import { hasStorage } from '../tools/storage.js';

/** The options of an MCP server. */
export interface McpServerOptions {
  /** The account for which the tools act, or its promise: calls wait for it. */
  readonly account: IletimerkeziAccount | Promise<IletimerkeziAccount>;
  /** The permissions of the server. Default: it only reads. */
  readonly policy?: McpPolicy;
  /**
   * Receives errors that are not part of an answer, such as a failed audit row. Default: none. Their messages may contain
   * anything; do not log them unread.
   */
  readonly onError?: (error: unknown) => void;
}

/** The parts that all sessions of one account share. */
export interface Serving {
  readonly account: Promise<IletimerkeziAccount>;
  readonly policy: ResolvedPolicy;
  readonly caps: SendCaps;
  readonly confirmations: Confirmations;
  readonly onError: (error: unknown) => void;
}

/** @throws McpError `option-invalid` */
export function createServing({ account, policy, onError = () => undefined }: McpServerOptions): Serving {
  const resolved = resolvePolicy(policy);
  const checked =
    account instanceof Promise
      ? account.then((ready) => checkKey(ready, resolved))
      : Promise.resolve(checkKey(account, resolved));
  const counter = checked.then(counterOf);
  // Every call reports it.
  checked.catch(() => undefined);
  counter.catch(() => undefined);
  return {
    account: checked,
    policy: resolved,
    caps: new SendCaps(resolved.caps, counter),
    confirmations: new Confirmations(resolved.confirmationKey),
    onError,
  };
}

/** With storage, all instances count together. */
function counterOf(account: IletimerkeziAccount): SendCounter {
  if (!hasStorage(account)) return new ProcessCounter();
  const { outbox } = account;
  return {
    used: () => outbox.toolSends(),
    reserve: (send) => outbox.reserveToolSend(send),
    release: (key) => outbox.releaseToolSend(key),
  };
}

/** Without storage, another instance would not know that a confirmation has been used. The outbox does. */
function checkKey(account: IletimerkeziAccount, { confirmationKey }: ResolvedPolicy): IletimerkeziAccount {
  if (confirmationKey === undefined || hasStorage(account)) return account;
  throw new McpError('option-invalid', { option: 'confirmationKey', reason: 'it needs storage' });
}
