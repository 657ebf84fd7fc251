import type { BlacklistPage } from '../../shared/api/blacklist.js';
import { call, send } from './call.js';

export const blacklistApi = {
  list: (limit: number) => call<BlacklistPage>(`/api/blacklist?limit=${limit}`),
  block: (number: string) => send<{ number: string }>('POST', '/api/blacklist', { number }),
  free: (number: string) =>
    send<{ number: string }>('DELETE', `/api/blacklist/${encodeURIComponent(number)}`),
};
