import type { Account } from '../state/account.js';
import { field } from './read.js';

/** The account a request proves to be of, or why the provider answers 401. */
export type Authentication = { ok: true; account: Account } | { ok: false; reason: string };

/** Checks key, hash, the "Allow API access" toggle and the list of addresses; all four failures are 401. */
export function authenticate(
  request: unknown,
  accounts: ReadonlyMap<string, Account>,
  remoteAddress: string,
): Authentication {
  const authentication = field(request, 'authentication');
  const key = field(authentication, 'key');
  const hash = field(authentication, 'hash');
  if (typeof key !== 'string' || typeof hash !== 'string') {
    return { ok: false, reason: 'request.authentication.key or hash is missing or no text' };
  }
  const account = accounts.get(key);
  if (!account) return { ok: false, reason: 'no account has this key' };
  if (account.hash !== hash) return { ok: false, reason: "the hash is not the account's" };
  if (!account.apiAllowed) return { ok: false, reason: 'API access is switched off for the account' };
  const address = remoteAddress.replace(/^::ffff:/, '');
  if (account.allowedIps.length > 0 && !account.allowedIps.includes(address)) {
    return { ok: false, reason: "the address is not on the account's list" };
  }
  return { ok: true, account };
}
