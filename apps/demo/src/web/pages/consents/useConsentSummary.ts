import { useState } from 'react';
import type { ConsentSummary } from '../../../shared/api/consents.js';
import { consentsApi } from '../../api/consents.js';
import { useEvents } from '../../lib/useEvents.js';

/** Returns the summary of the ledger, updated live; undefined while loading. */
export function useConsentSummary(): ConsentSummary | undefined {
  const [summary, setSummary] = useState<ConsentSummary>();
  useEvents(consentsApi.events, 'summary', (data) => setSummary(JSON.parse(data) as ConsentSummary));
  return summary;
}
