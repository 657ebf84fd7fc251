import type { BlacklistView } from 'nest-iletimerkezi';
import type { BlockedNumbers } from '../../shared/api/blacklist.js';
import { call, send } from './call.js';

export const blacklistApi = {
  list: (limit: number) => call<BlacklistView>(`/api/blacklist?limit=${limit}`),
  /** @returns the number of blocked numbers, and of those that were not. */
  blockAll: (recipients: readonly string[]) =>
    send<BlockedNumbers>('POST', '/api/blacklist/numbers', { recipients }),
  block: (number: string) => send<void>('POST', '/api/blacklist', { number }),
  free: (number: string) => send<void>('DELETE', `/api/blacklist/${encodeURIComponent(number)}`),
};
