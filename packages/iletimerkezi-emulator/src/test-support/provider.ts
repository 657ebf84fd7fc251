import { startEmulator, type Emulator, type EmulatorOptions } from '../start.js';
import { ENDPOINTS, type EndpointName } from '../endpoints.js';
import type { AccountSeed } from '../state/account.js';
import type { Quirks } from '../quirks/quirks.js';
import type { Seed } from '../seed/apply.js';

// A spec reads the shape it expects and fails where it is another.
// oxlint-disable-next-line typescript/no-explicit-any
type Loose = any;

/** The response of a provider endpoint. */
export interface ProviderAnswer {
  http: number;
  headers: Headers;
  body: string;
  response: Loose;
}

/** An emulator with the calls specs make. */
export interface Provider {
  emulator: Emulator;
  call(endpoint: EndpointName, content?: object, as?: { key: string; hash: string }): Promise<ProviderAnswer>;
  raw(path: string, body: string | undefined, init?: RequestInit): Promise<ProviderAnswer>;
  control(method: string, path: string, body?: unknown): Promise<{ http: number; body: Loose }>;
  send(order?: object, as?: { key: string; hash: string }): Promise<ProviderAnswer>;
  quirks(changes: Partial<Quirks>): Promise<void>;
}

export const ACCOUNT: AccountSeed = {
  key: 'k',
  hash: 'h',
  characterMode: 'unicode',
  balance: 1000,
  senders: ['ACME', { name: 'WAITING', approved: false }],
  brandCodes: ['1234'],
};

/** Starts a frozen emulator with one account: nothing moves unless the spec advances the clock. */
export async function startProvider(seed: Seed = {}, options: EmulatorOptions = {}): Promise<Provider> {
  const emulator = await startEmulator({ seed: { accounts: [ACCOUNT], ...seed }, ...options });
  emulator.freeze(true);
  const raw: Provider['raw'] = async (path, body, init) => {
    const answer = await fetch(emulator.url + path, { method: 'POST', body, ...init });
    const text = await answer.text();
    let parsed: { response?: unknown } = {};
    try {
      parsed = JSON.parse(text) as { response?: unknown };
    } catch {
      // Broken answers are what some specs are about.
    }
    return { http: answer.status, headers: answer.headers, body: text, response: parsed.response };
  };
  const call: Provider['call'] = (endpoint, content = {}, as = { key: 'k', hash: 'h' }) =>
    raw(ENDPOINTS[endpoint], JSON.stringify({ request: { authentication: as, ...content } }));
  const control: Provider['control'] = async (method, path, body) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${emulator.url}/_emulator${path}`, {
      method,
      body: JSON.stringify(body),
      headers,
    });
    return { http: answer.status, body: await answer.json() };
  };
  return {
    emulator,
    raw,
    call,
    control,
    send: (order = {}, as) => call('send-sms', { order: { ...ORDER, ...order } }, as),
    quirks: async (quirks) => {
      const { http, body } = await control('PUT', '/quirks', { quirks });
      if (http !== 200) throw new Error(JSON.stringify(body));
    },
  };
}

export const ORDER = {
  sender: 'ACME',
  iys: '0',
  message: { text: 'Merhaba', receipents: { number: ['5301234567'] } },
};

/** `order.message` with a text and numbers. */
export function message(text: string, ...number: unknown[]) {
  return { text, receipents: { number } };
}

/** The code an answer carries in its envelope. */
export function codeOf(answer: ProviderAnswer): unknown {
  return answer.response?.status?.code;
}
