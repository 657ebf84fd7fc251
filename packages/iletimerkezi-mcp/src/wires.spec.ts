// starts: the built command, PostgreSQL
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client, ClientOptions, Progress } from '@modelcontextprotocol/client';
import { startEmulator, type Emulator } from 'iletimerkezi-emulator';
import { holdTable } from './test-support/held-table.js';
import { PHONE, sendArguments } from './test-support/harness.js';
import { connectHttp, startHttpHost, type HttpHost } from './test-support/http-host.js';
import { connectStdio } from './test-support/stdio-client.js';

const SLOW_MS = 8_000;
const MCP = { unauthenticated: true, policy: { allow: ['send'], locale: 'en' } } as const;
const MANY = Array.from({ length: 100 }, (_, index) => `+90530${1_000_000 + index}`);

let folder: string;
let emulator: Emulator;
let storedHost: HttpHost;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mcp-'));
  emulator = await startEmulator();
  storedHost = await startHttpHost({ emulator, mcp: MCP, account: { storage: { dir: folder } } });
});
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  while (open.length > 0) await open.pop()?.close();
  emulator.reset();
});
afterAll(async () => {
  await storedHost?.close();
  await emulator?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Connects to a server of the account with storage, or to a new one without it. */
type Connect = (options?: ClientOptions, isStored?: boolean) => Promise<Client>;

const overStdio: Connect = (options, isStored = false) =>
  connectStdio(['--allow', 'send', '--locale', 'en'], {
    options,
    env: {
      ILETIMERKEZI_KEY: 'emulator',
      ILETIMERKEZI_HASH: 'emulator',
      ILETIMERKEZI_BASE_URL: emulator.url,
      ILETIMERKEZI_SENDER: 'EMULATOR',
      ...(isStored && { ILETIMERKEZI_STORAGE_DIR: folder }),
    },
  });

const overHttp =
  (more: ClientOptions): Connect =>
  async (options, isStored = false) => {
    const host = isStored ? storedHost : await startHttpHost({ emulator, mcp: MCP });
    if (!isStored) open.push(host);
    const { client } = await connectHttp(host.url, { options: { ...options, ...more } });
    return client;
  };

const requests = (endpoint: string) => emulator.journal(1_000).filter((entry) => entry.endpoint === endpoint);

const send = (client: Client, args: Record<string, unknown>, options?: Parameters<Client['callTool']>[1]) =>
  client.callTool({ name: 'send_sms', arguments: args }, options);

/** Asks for a confirmation of a message. */
async function confirmed(client: Client, args: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { structuredContent } = await send(client, args);
  return { ...args, confirmation: (structuredContent as { confirmation: string }).confirmation };
}

describe.each([
  ['stdio', overStdio],
  ['Streamable HTTP with a session', overHttp({})],
  ['Streamable HTTP without sessions', overHttp({ versionNegotiation: { mode: { pin: '2026-07-28' } } })],
])('On %s', (_, connectTo) => {
  const connect: Connect = async (...args) => {
    const client = await connectTo(...args);
    open.push(client);
    return client;
  };

  it('reports the seconds that a slow provider takes, and stops to wait when the client cancels', async () => {
    emulator.addFault({ endpoint: 'get-balance', fault: 'slow', delayMs: SLOW_MS });
    const client = await connect();
    const abort = new AbortController();
    const seen: Progress[] = [];
    const call = client.callTool(
      { name: 'get_balance', arguments: {} },
      {
        signal: abort.signal,
        onprogress: (progress) => {
          seen.push(progress);
          if (seen.length === 2) abort.abort();
        },
      },
    );
    await expect(call).rejects.toThrow(/abort/i);
    expect(seen).toEqual([
      { progress: expect.any(Number), message: 'Waiting for an answer.' },
      { progress: expect.any(Number), message: 'Waiting for an answer.' },
    ]);
    expect(seen[1]!.progress).toBeGreaterThan(seen[0]!.progress);
  });

  // guarantee: G-161
  it('returns to a client that cancelled too late what was sent, and sends nothing again', async () => {
    emulator.addFault({ endpoint: 'send-sms', fault: 'slow', delayMs: SLOW_MS });
    const client = await connect();
    const args = await confirmed(client, sendArguments('Cok alici', ...MANY));
    const abort = new AbortController();
    const seen: Progress[] = [];
    const call = send(client, args, {
      signal: abort.signal,
      onprogress: (progress) => {
        seen.push(progress);
        if (requests('send-sms').length > 0) abort.abort();
      },
    });
    await expect(call).rejects.toThrow(/abort/i);
    expect(seen.at(-1)).toMatchObject({ message: 'Sending to 100 recipients.' });
    const { structuredContent } = await send(client, args);
    expect(structuredContent).toMatchObject({
      status: 'sent',
      orderId: expect.any(String),
      repeated: true,
    });
    expect(requests('send-sms')).toHaveLength(1);
  });

  // guarantee: G-161
  it('sends nothing when the client cancels while a send waits for the rate limit', async () => {
    emulator.addFault({ endpoint: 'send-sms', fault: 'slow', delayMs: SLOW_MS });
    const client = await connect();
    const first = await confirmed(client, sendArguments('Ilk', ...MANY));
    send(client, first).catch(() => undefined);
    const second = await confirmed(client, sendArguments('Ikinci', ...MANY));
    const abort = new AbortController();
    const call = send(client, second, { signal: abort.signal, onprogress: () => abort.abort() });
    await expect(call).rejects.toThrow(/abort/i);
    expect(requests('send-sms').length).toBeLessThanOrEqual(1);
  });

  // guarantee: G-161
  it('stores nothing when the client cancels while a person is asked', async () => {
    const client = await connect({ capabilities: { elicitation: {} } }, true);
    const before = await storedHost.account.outbox.campaigns();
    const abort = new AbortController();
    const roundTrip = () => client.callTool({ name: 'explain_error', arguments: { code: 450 } });
    client.setRequestHandler('elicitation/create', async () => {
      abort.abort();
      await roundTrip();
      return { action: 'accept', content: { confirm: true } };
    });
    const call = send(client, sendArguments('Vazgecildi'), { signal: abort.signal });
    await expect(call).rejects.toThrow(/abort/i);
    await roundTrip();
    expect(await storedHost.account.outbox.campaigns()).toEqual(before);
  });

  // guarantee: G-161
  it('enqueues a message once when the client cancels between its reservation and its write', async () => {
    const client = await connect({}, true);
    const args = await confirmed(client, sendArguments('Gec vazgecildi', ...MANY));
    const before = await storedHost.account.outbox.campaigns({ limit: 1_000 });
    const held = await holdTable(folder, 'iletimerkezi.campaigns');
    const abort = new AbortController();
    const seen: Progress[] = [];
    const call = send(client, args, {
      signal: abort.signal,
      onprogress: (progress) => {
        seen.push(progress);
        if (progress.message?.startsWith('Sending')) abort.abort();
      },
    });
    await expect(call).rejects.toThrow(/abort/i);
    await held.waitedFor();
    await held.release();
    const { structuredContent } = await send(client, args);
    expect(structuredContent).toMatchObject({ campaignId: expect.any(String), repeated: true });
    expect(seen.at(-1)?.message).toBe('Sending to 100 recipients.');
    const after = await storedHost.account.outbox.campaigns({ limit: 1_000 });
    expect(after).toHaveLength(before.length + 1);
  });

  it('reports the progress of a campaign until its end', async () => {
    const client = await connect({}, true);
    const message = {
      kind: 'transactional',
      text: 'Sonra',
      recipients: [PHONE, '+905301234568'],
      notBefore: new Date(Date.now() + 3_600_000).toISOString(),
    };
    const enqueue = (more: object) =>
      client.callTool({ name: 'enqueue_message', arguments: { ...message, ...more } });
    const { confirmation } = (await enqueue({})).structuredContent as { confirmation: string };
    const { campaignId } = (await enqueue({ confirmation })).structuredContent as { campaignId: string };
    const seen: Progress[] = [];
    const result = await client.callTool(
      { name: 'campaign_progress', arguments: { campaignId, waitSeconds: 50 } },
      {
        onprogress: (progress) => {
          seen.push(progress);
          if (seen.length === 1) void storedHost.account.outbox.campaign(campaignId).cancel();
        },
      },
    );
    expect(result.structuredContent).toMatchObject({ progress: { recipients: 2, notSent: 2 } });
    expect(seen).toEqual([
      { progress: 0, total: 2 },
      { progress: 2, total: 2 },
    ]);
  });
});

describe('On Streamable HTTP with a session, a client whose connection is cut', () => {
  it('receives the result of its send on the next connection, and nothing is sent again', async () => {
    emulator.addFault({ endpoint: 'send-sms', fault: 'slow', delayMs: SLOW_MS });
    const host = await startHttpHost({ emulator, mcp: MCP });
    open.push(host);
    const line = new AbortController();
    const resumedFrom: string[] = [];
    const { client } = await connectHttp(host.url, {
      fetch: async (url, init) => {
        const isSend = typeof init?.body === 'string' && init.body.includes('"confirmation"');
        const response = await fetch(url, isSend ? { ...init, signal: line.signal } : init);
        // Until the server has noticed the cut, it answers 409 and the client tries again.
        const last = new Headers(init?.headers).get('last-event-id');
        if (last && response.ok) resumedFrom.push(last);
        return response;
      },
    });
    open.push(client);
    const args = await confirmed(client, sendArguments('Kopan baglanti'));
    const { structuredContent } = await send(client, args, {
      onprogress: () => {
        if (requests('send-sms').length > 0) line.abort();
      },
    });
    expect(line.signal.aborted).toBe(true);
    expect(resumedFrom).toEqual([expect.any(String)]);
    expect(structuredContent).toMatchObject({ status: 'sent', orderId: expect.any(String) });
    expect(structuredContent).not.toHaveProperty('repeated');
    expect(requests('send-sms')).toHaveLength(1);
  });
});
