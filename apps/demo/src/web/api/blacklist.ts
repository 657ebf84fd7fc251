import type { BlacklistView } from 'nest-iletimerkezi';
import { call, send } from './call.js';

export const blacklistApi = {
  list: (limit: number) => call<BlacklistView>(`/api/blacklist?limit=${limit}`),
  block: (number: string) => send<void>('POST', '/api/blacklist', { number }),
  free: (number: string) => send<void>('DELETE', `/api/blacklist/${encodeURIComponent(number)}`),
};
