import type { OutboxBacklog } from '../../shared/api/outbox.js';
import type { HealthView } from '../../shared/api/health.js';
import { call, send } from './call.js';

export const healthApi = {
  /** Terminus responds with 503 and the same body if a part is down. */
  health: async (): Promise<HealthView> => {
    const response = await fetch('/api/health');
    return (await response.json()) as HealthView;
  },
  backlog: () => call<OutboxBacklog>('/api/outbox'),
  resume: () => send<void>('POST', '/api/outbox/resume'),
};
