import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';

const run = promisify(execFile);

/** The tools of a server, and the result of a call of `explain_error`. */
interface Inspected {
  readonly names: readonly string[];
  readonly explained: unknown;
}

/**
 * Lists the tools of a server and calls one with the command line of the MCP inspector.
 * @param server the arguments of the inspector that name the server.
 */
export async function callWithInspector(server: readonly string[]): Promise<Inspected> {
  const { tools } = (await inspect(server, '--method', 'tools/list')) as { tools: { name: string }[] };
  const call = ['--method', 'tools/call', '--tool-name', 'explain_error', '--tool-arg', 'code=450'];
  return { names: tools.map(({ name }) => name), explained: await inspect(server, ...call) };
}

async function inspect(server: readonly string[], ...method: string[]): Promise<unknown> {
  const manifest = createRequire(import.meta.url).resolve('@modelcontextprotocol/inspector/package.json');
  const command = join(dirname(manifest), 'clients/launcher/build/index.js');
  const timeout = ['--connect-timeout', '200000'];
  const { stdout } = await run(process.execPath, [command, '--cli', ...timeout, ...server, ...method]);
  return JSON.parse(stdout);
}

/** The results of `get_sender`, and of `get_report` for an order that does not exist. */
interface EarlierCalls {
  readonly sender: unknown;
  readonly failed: unknown;
}

/** Calls tools with the client of the earlier SDK, which validates the structured answers. */
export async function callAsEarlierClient(transport: Transport): Promise<EarlierCalls> {
  const client = new Client({ name: 'earlier', version: '1.0.0' });
  await client.connect(transport);
  await client.listTools();
  const sender = await client.callTool({ name: 'get_sender', arguments: {} });
  const failed = await client.callTool({ name: 'get_report', arguments: { order: { id: '1' } } });
  await client.close();
  return { sender, failed };
}
