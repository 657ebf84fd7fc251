import 'reflect-metadata';
import { request } from 'node:http';
import { afterEach, beforeAll, afterAll, describe, expect, it } from '@jest/globals';
import { Client, StreamableHTTPClientTransport, type ClientOptions } from '@modelcontextprotocol/client';
import { Injectable, UnauthorizedException, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { startEmulator, type Emulator } from 'iletimerkezi-emulator';
import { PHONE, sendArguments } from '../test-support/harness.js';
import { startHttpHost } from '../test-support/http-host.js';
import { IletimerkeziMcpModule } from './index.js';
import type { IletimerkeziMcpOptions } from './mcp.options.js';

/** Accepts the tokens `one` and `two`, each of them a caller. */
@Injectable()
class TokenGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const host = context.switchToHttp().getRequest<{ headers: Record<string, string>; auth?: object }>();
    const token = host.headers['authorization']?.replace(/^Bearer /, '') ?? '';
    if (!['one', 'two'].includes(token)) throw new UnauthorizedException();
    host.auth = { token, clientId: token, scopes: [] };
    return true;
  }
}

let emulator: Emulator;
const open: { close(): Promise<unknown> }[] = [];
beforeAll(async () => {
  emulator = await startEmulator();
});
afterEach(async () => {
  while (open.length > 0) await open.pop()?.close();
  emulator.reset();
});
afterAll(() => emulator.close());

const ADAPTERS = [
  ['Express', () => new ExpressAdapter()],
  ['Fastify', () => new FastifyAdapter()],
] as const;

async function listen(
  options: Partial<IletimerkeziMcpOptions> = {},
  adapter: () => ExpressAdapter | FastifyAdapter = ADAPTERS[0][1],
): Promise<string> {
  const host = await startHttpHost({
    emulator,
    mcp: { guards: [TokenGuard], policy: { allow: ['send'] }, ...options },
    adapter: adapter(),
  });
  open.push(host);
  return host.url;
}

async function connect(url: string, options: ClientOptions = {}, token = 'one') {
  const client = new Client({ name: 'spec', version: '1.0.0' }, options);
  const transport = new StreamableHTTPClientTransport(new URL(`${url}/mcp`), {
    requestInit: { headers: { authorization: `Bearer ${token}` } },
  });
  await client.connect(transport);
  open.push(client);
  return { client, transport };
}

const post = (url: string, headers: Record<string, string>, body: object = initialize): Promise<Response> =>
  fetch(`${url}/mcp`, {
    method: 'POST',
    headers: {
      authorization: 'Bearer one',
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...headers,
    },
    body: JSON.stringify(body),
  });

const initialize = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'spec', version: '1' } },
};

describe.each(ADAPTERS)('On %s', (_, adapter) => {
  it.each([
    ['a session', {}],
    ['the revision without sessions', { versionNegotiation: { mode: { pin: '2026-07-28' } } }],
  ])('serves tools with %s, and asks a person', async (__, options) => {
    const url = await listen({ policy: { allow: ['send'], locale: 'en' } }, adapter);
    const { client } = await connect(url, { ...options, capabilities: { elicitation: {} } });
    const asked: string[] = [];
    client.setRequestHandler('elicitation/create', ({ params }) => {
      asked.push(params.message);
      return { action: 'accept', content: { confirm: true } };
    });
    const balance = await client.callTool({ name: 'get_balance', arguments: {} });
    expect(balance.structuredContent).toMatchObject({ sms: 10_000_000 });
    const sent = await client.callTool({ name: 'send_sms', arguments: sendArguments('Merhaba') });
    expect(sent.structuredContent).toMatchObject({ status: 'sent' });
    expect(asked).toEqual([expect.stringContaining('Text: Merhaba')]);
  });

  it('answers 401 with a challenge that names the metadata', async () => {
    const oauth = { resource: 'http://127.0.0.1/mcp', authorizationServers: ['https://login.example.com'] };
    const url = await listen({ oauth }, adapter);
    const refused = await post(url, { authorization: 'Bearer three' });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toBe(
      'Bearer resource_metadata="http://127.0.0.1/.well-known/oauth-protected-resource/mcp"',
    );
    const metadata = await fetch(`${url}/.well-known/oauth-protected-resource/mcp`);
    expect(await metadata.json()).toEqual({
      resource: 'http://127.0.0.1/mcp',
      authorization_servers: ['https://login.example.com'],
      bearer_methods_supported: ['header'],
    });
  });
});

describe('The endpoint', () => {
  it('refuses other origins and host names', async () => {
    const url = await listen();
    expect((await post(url, { origin: 'https://evil.example.com' })).status).toBe(403);
    expect((await post(url, { origin: 'http://localhost:5173' })).status).toBe(200);
    const status = await new Promise((resolve, reject) => {
      const call = request(`${url}/mcp`, {
        method: 'POST',
        headers: {
          host: 'evil.example.com',
          authorization: 'Bearer one',
          'content-type': 'application/json',
        },
      });
      call.on('response', (response) => resolve(response.statusCode)).on('error', reject);
      call.end(JSON.stringify(initialize));
    });
    expect(status).toBe(403);
  });

  it('gives a session to the caller that opened it only', async () => {
    const url = await listen();
    const { transport } = await connect(url);
    const ping = { jsonrpc: '2.0', id: 2, method: 'ping' };
    const session = { 'mcp-session-id': transport.sessionId ?? '' };
    expect((await post(url, session, ping)).status).toBe(200);
    expect((await post(url, { ...session, authorization: 'Bearer two' }, ping)).status).toBe(404);
    expect((await post(url, { 'mcp-session-id': 'unknown' }, ping)).status).toBe(404);
  });

  it('accepts no confirmation of another caller', async () => {
    const url = await listen();
    const pinned = { versionNegotiation: { mode: { pin: '2026-07-28' } } };
    const { client: one } = await connect(url, pinned);
    const { client: two } = await connect(url, pinned, 'two');
    const first = await one.callTool({ name: 'send_sms', arguments: sendArguments('Merhaba') });
    const { confirmation } = first.structuredContent as { confirmation: string };
    const args = { ...sendArguments('Merhaba'), confirmation };
    expect((await two.callTool({ name: 'send_sms', arguments: args })).isError).toBe(true);
    expect((await one.callTool({ name: 'send_sms', arguments: args })).structuredContent).toMatchObject({
      status: 'sent',
    });
    expect(emulator.journal().filter(({ endpoint }) => endpoint === 'send-sms')).toHaveLength(1);
  });

  it('sends the rest of an answer to a client that lost its connection', async () => {
    const url = await listen();
    const opened = await post(url, {});
    const session = opened.headers.get('mcp-session-id') ?? '';
    await opened.text();
    await post(url, { 'mcp-session-id': session }, { jsonrpc: '2.0', method: 'notifications/initialized' });
    const call = {
      jsonrpc: '2.0',
      id: 7,
      method: 'tools/call',
      params: { name: 'get_balance', arguments: {} },
    };
    const headers = { 'mcp-session-id': session, 'mcp-protocol-version': '2025-11-25' };
    const answer = await (await post(url, headers, call)).text();
    const [first] = /^id: (\S+)$/m.exec(answer)?.slice(1) ?? [];
    const replayed = await fetch(`${url}/mcp`, {
      headers: {
        ...headers,
        authorization: 'Bearer one',
        accept: 'text/event-stream',
        'last-event-id': first ?? '',
      },
    });
    const reader = replayed.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes('"id":7')) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
      if (done) break;
      text += value;
    }
    await reader?.cancel();
    expect(text).toContain('10000000');
  });

  it('starts neither without guards nor with a wrong option', () => {
    expect(() => IletimerkeziMcpModule.forRoot({})).toThrow(/no guard/);
    expect(() => IletimerkeziMcpModule.forRoot({ guards: [], policy: {} })).toThrow(/no guard/);
    expect(() =>
      IletimerkeziMcpModule.forRoot({
        unauthenticated: true,
        oauth: { resource: 'x', authorizationServers: [] },
      }),
    ).toThrow(/oauth.resource/);
    expect(() =>
      IletimerkeziMcpModule.forRoot({ unauthenticated: true, policy: { caps: { call: { credits: 0 } } } }),
    ).toThrow(/caps.call.credits/);
  });

  it('previews without a network call for a number of the call', async () => {
    const url = await listen({ policy: {} });
    const { client } = await connect(url);
    const result = await client.callTool({
      name: 'preview_message',
      arguments: { kind: 'transactional', text: 'Merhaba', recipients: [PHONE] },
    });
    expect(result.structuredContent).toMatchObject({ valid: true, preview: { sampleRecipients: [PHONE] } });
    expect(emulator.journal()).toEqual([]);
  });
});
