import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from '@jest/globals';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';

const run = promisify(execFile);

/**
 * Lists the tools of a server and calls one with the command line of the MCP inspector.
 * @param server the arguments of the inspector that name the server.
 * @returns the names of the tools.
 */
export async function callWithInspector(server: readonly string[]): Promise<string[]> {
  const { tools } = (await inspect(server, '--method', 'tools/list')) as { tools: { name: string }[] };
  expect(
    await inspect(server, '--method', 'tools/call', '--tool-name', 'explain_error', '--tool-arg', 'code=450'),
  ).toMatchObject({ structuredContent: { code: 450 } });
  return tools.map(({ name }) => name);
}

async function inspect(server: readonly string[], ...method: string[]): Promise<unknown> {
  const manifest = createRequire(import.meta.url).resolve('@modelcontextprotocol/inspector/package.json');
  const command = join(dirname(manifest), 'clients/launcher/build/index.js');
  const timeout = ['--connect-timeout', '200000'];
  const { stdout } = await run(process.execPath, [command, '--cli', ...timeout, ...server, ...method]);
  return JSON.parse(stdout);
}

/** Calls tools with the client of the earlier SDK, which validates the structured answers. */
export async function callAsEarlierClient(transport: Transport): Promise<void> {
  const client = new Client({ name: 'earlier', version: '1.0.0' });
  await client.connect(transport);
  await client.listTools();
  const result = await client.callTool({ name: 'get_sender', arguments: {} });
  expect(result.structuredContent).toEqual({ senders: ['EMULATOR'], untrusted: true });
  const failed = await client.callTool({ name: 'get_report', arguments: { order: { id: '1' } } });
  expect(failed.isError).toBe(true);
  await client.close();
}
