import type { BalanceView } from 'nest-iletimerkezi';
import type { Setup } from '../../shared/api/setup.js';
import { call } from './call.js';

export const accountApi = {
  setup: () => call<Setup>('/api/setup'),
  senders: () => call<{ senders: string[] }>('/api/senders'),
  balance: () => call<BalanceView>('/api/balance'),
};
