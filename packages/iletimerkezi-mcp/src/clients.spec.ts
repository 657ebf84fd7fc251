// starts: the built command
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as EarlierClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as EarlierTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const server = {
  command: process.execPath,
  args: [cli, '--emulator', '--locale', 'en'],
  env: { PATH: process.env['PATH'] ?? '' },
};
const run = promisify(execFile);

describe('Other clients on stdio', () => {
  it('the command line of the MCP inspector lists and calls tools', async () => {
    const manifest = createRequire(import.meta.url).resolve('@modelcontextprotocol/inspector/package.json');
    const inspect = async (...args: string[]): Promise<unknown> => {
      const { stdout } = await run(process.execPath, [
        join(dirname(manifest), 'clients/launcher/build/index.js'),
        '--cli',
        '--connect-timeout',
        '200000',
        server.command,
        ...server.args,
        ...args,
      ]);
      return JSON.parse(stdout);
    };
    expect(await inspect('--method', 'tools/list')).toMatchObject({
      tools: expect.arrayContaining([expect.objectContaining({ name: 'get_balance' })]),
    });
    expect(
      await inspect('--method', 'tools/call', '--tool-name', 'explain_error', '--tool-arg', 'code=450'),
    ).toMatchObject({ structuredContent: { code: 450 } });
  });

  it('the client of the earlier SDK calls tools, and validates the structured answers', async () => {
    const client = new EarlierClient({ name: 'earlier', version: '1.0.0' });
    await client.connect(new EarlierTransport(server));
    await client.listTools();
    const result = await client.callTool({ name: 'get_sender', arguments: {} });
    expect(result.structuredContent).toEqual({ senders: ['EMULATOR'], untrusted: true });
    const failed = await client.callTool({ name: 'get_report', arguments: { order: { id: '1' } } });
    expect(failed.isError).toBe(true);
    await client.close();
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
