import type { PhoneConversation, PhonePage } from '../../shared/api/phones.js';
import { call } from './call.js';

export const phonesApi = {
  events: '/api/phones/events',
  list: (search: string, limit: number) =>
    call<PhonePage>(`/api/phones?${new URLSearchParams({ search, limit: String(limit) })}`),
  messages: (number: string, limit: number) =>
    call<PhoneConversation>(`/api/phones/${encodeURIComponent(number)}?limit=${limit}`),
};
