import 'server-only';
import type { ConsentBrand, ConsentFormRecord, ConsentOutcome, ConsentStatement } from 'react-sms-ui';

const api = `http://127.0.0.1:${process.env['API_PORT'] ?? 3001}`;

export interface FormTexts {
  brand: ConsentBrand;
  statement: ConsentStatement;
  privacyNotice: { text: string };
}

export interface Customer {
  phone: string;
  mayReceiveSms: boolean;
}

async function call<Body>(path: string, init?: RequestInit): Promise<Body> {
  const response = await fetch(`${api}${path}`, { cache: 'no-store', ...init });
  if (!response.ok) throw new Error(`The API answered ${response.status}.`);
  return response.json();
}

export const readForm = () => call<FormTexts>('/form');
export const readCustomers = () => call<Customer[]>('/customers');
export const recordDecision = (record: ConsentFormRecord, userAgent: string) =>
  call<ConsentOutcome>('/consents', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'User-Agent': userAgent },
    body: JSON.stringify(record),
  });
