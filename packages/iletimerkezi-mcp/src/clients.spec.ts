// starts: the built command
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { StdioClientTransport as EarlierTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { callAsEarlierClient, callWithInspector } from './test-support/other-clients.js';

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const server = {
  command: process.execPath,
  args: [cli, '--emulator', '--locale', 'en'],
  env: { PATH: process.env['PATH'] ?? '' },
};

describe('Other clients on stdio', () => {
  it('the command line of the MCP inspector lists and calls tools', async () => {
    const { names, explained } = await callWithInspector([server.command, ...server.args]);
    expect(names).toContain('get_balance');
    expect(explained).toMatchObject({ structuredContent: { code: 450 } });
  });

  it('the client of the earlier SDK calls tools, and validates the structured answers', async () => {
    const result = await callAsEarlierClient(new EarlierTransport(server));
    expect(result).toMatchObject({
      sender: { structuredContent: { senders: ['EMULATOR'], untrusted: true } },
      failed: { isError: true },
    });
  });

  it('the current client negotiates the revision without sessions', async () => {
    const client = new Client(
      { name: 'current', version: '1.0.0' },
      { versionNegotiation: { mode: { pin: '2026-07-28' } } },
    );
    await client.connect(new StdioClientTransport(server));
    const result = await client.callTool({ name: 'get_balance', arguments: {} });
    expect(result.structuredContent).toMatchObject({ sms: 10_000_000 });
    await client.close();
  });
});
