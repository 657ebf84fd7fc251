import type { ConsentCheckView, ConsentKey, ConsentListPage } from 'nest-iletimerkezi';
import type { OptOutDto } from 'nest-iletimerkezi/dto';
import type { ConsentFormRecord, ConsentOutcome } from 'react-sms-ui';
import type {
  ChainAnswer,
  ConsentFormTexts,
  ConsentImport,
  ConsentImportReport,
  ConsentPerson,
  VerificationRun,
  VerificationRuns,
} from '../../shared/api/consents.js';
import { call, send } from './call.js';

/** The filter of the list. Empty values match all consents. */
export interface ConsentQuery {
  search: string;
  status: string;
  registration: string;
  limit: number;
}

/** The format of a file, and values for missing columns. */
export interface ImportOptions {
  format: 'csv' | 'netmera-sms' | 'netmera-email';
  encoding: 'utf-8' | 'windows-1254';
  recipientType: 'BIREYSEL' | 'TACIR';
  source: string;
  /** Columns by name or letter. Empty: detected by name. */
  recipientColumn: string;
  statusColumn: string;
  consentDateColumn: string;
}

const person = (recipient: string) => `/api/consents/people/${encodeURIComponent(recipient)}`;
const importAt = (id: string) => `/api/consents/imports/${encodeURIComponent(id)}`;

export const consentsApi = {
  list: ({ limit, ...query }: ConsentQuery) => {
    const given = Object.entries(query).filter(([, value]) => value !== '');
    return call<ConsentListPage>(
      `/api/consents?${new URLSearchParams([...given, ['limit', String(limit)]])}`,
    );
  },
  events: '/api/consents/events',
  person: (recipient: string) => call<ConsentPerson>(person(recipient)),
  /** URLs of files that the browser opens or saves. */
  evidencePage: (recipient: string) => `${person(recipient)}/evidence.html`,
  evidenceFile: (recipient: string) => `${person(recipient)}/evidence.json`,
  exportFile: '/api/consents/export.csv',
  sampleFile: '/api/consents/imports/sample.csv',
  check: ({ recipient, recipientType, channel }: ConsentKey) =>
    send<ConsentCheckView>('POST', '/api/consents/check', { recipient, recipientType, channel }),
  optOut: (optOut: OptOutDto) => send<ConsentPerson>('POST', '/api/consents/opt-outs', optOut),
  release: (position: number) => send<{ released: number }>('POST', '/api/consents/releases', { position }),
  verifyChain: (expected: string) =>
    send<ChainAnswer>('POST', '/api/consents/chain', expected.trim() === '' ? {} : { expected }),

  verifications: () => call<VerificationRuns>('/api/consents/verifications'),
  verificationEvents: '/api/consents/verifications/events',
  startVerification: () => send<VerificationRun>('POST', '/api/consents/verifications'),
  stopVerification: () => send<object>('DELETE', '/api/consents/verifications/current'),

  formTexts: (locale: string) => call<ConsentFormTexts>(`/api/consent-form?locale=${locale}`),
  decide: (decision: ConsentFormRecord) => send<ConsentOutcome>('POST', '/api/consent-form', decision),

  imports: () => call<{ imports: ConsentImport[] }>('/api/consents/imports'),
  importEvents: (id: string) => `${importAt(id)}/events`,
  importReport: (id: string) => call<ConsentImportReport>(importAt(id)),
  cancelImport: (id: string) => send<ConsentImport>('DELETE', importAt(id)),
  startImport: (file: Blob, name: string, options: ImportOptions) =>
    call<ConsentImport>(`/api/consents/imports?${new URLSearchParams({ name, ...options })}`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: file,
    }),
};
