import type { IletimerkeziAccount } from 'nest-iletimerkezi';
import { SendCaps } from '../policy/caps.js';
import { Confirmations } from '../policy/confirmations.js';
import { McpError } from '../policy/mcp.error.js';
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
  // Every call reports it.
  checked.catch(() => undefined);
  return {
    account: checked,
    policy: resolved,
    caps: new SendCaps(resolved.caps),
    confirmations: new Confirmations(resolved.confirmationKey),
    onError,
  };
}

/** Without storage, another instance would not know that a confirmation has been used. The outbox does. */
function checkKey(account: IletimerkeziAccount, { confirmationKey }: ResolvedPolicy): IletimerkeziAccount {
  if (confirmationKey === undefined || hasStorage(account)) return account;
  throw new McpError('option-invalid', { option: 'confirmationKey', reason: 'it needs storage' });
}
