import type { ConsentHistoryEntry } from '../components/ConsentHistory/index.js';
import { STATEMENTS } from './consentTexts.js';

const at = (text: string): Date => new Date(`${text}+03:00`);

/** A person's decisions over two years, as stored by host and registry. */
export const CONSENT_ENTRIES: readonly ConsentHistoryEntry[] = [
  {
    id: '1',
    channel: 'MESAJ',
    recipientType: 'BIREYSEL',
    status: 'ONAY',
    source: 'HS_FIZIKSEL_ORTAM',
    consentDate: at('2024-12-03T11:20:00'),
    registry: 'registered',
  },
  {
    id: '2',
    channel: 'MESAJ',
    recipientType: 'BIREYSEL',
    status: 'RET',
    source: 'IYS_3338',
    consentDate: at('2025-06-14T19:02:00'),
    registry: 'registered',
  },
  {
    id: '3',
    channel: 'EPOSTA',
    recipientType: 'BIREYSEL',
    status: 'ONAY',
    source: 'HS_WEB',
    consentDate: at('2026-11-21T13:58:00'),
    registry: 'pending',
    evidence: {
      ...STATEMENTS.tr,
      textHash: '754ce6d58413efb5535b94cefa701caa8cb1cc31844eb8436e9f0239573ad857',
    },
  },
  {
    id: '4',
    channel: 'MESAJ',
    recipientType: 'BIREYSEL',
    status: 'ONAY',
    source: 'HS_WEB',
    consentDate: at('2026-11-21T13:58:00'),
    registry: 'failed',
    evidence: {
      ...STATEMENTS.tr,
      textHash: '754ce6d58413efb5535b94cefa701caa8cb1cc31844eb8436e9f0239573ad857',
    },
  },
  {
    id: '5',
    channel: 'ARAMA',
    recipientType: 'TACIR',
    status: 'RET',
    source: 'HS_CAGRI_MERKEZI',
    consentDate: at('2026-02-09T10:15:00'),
    registry: 'registered',
  },
  {
    id: '6',
    channel: 'ARAMA',
    recipientType: 'BIREYSEL',
    status: 'ONAY',
    source: 'HS_CAGRI_MERKEZI',
    consentDate: at('2026-11-20T16:41:00'),
    registry: 'sent',
  },
];
