import { fileURLToPath } from 'node:url';
import { Client, type ClientOptions } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** Starts the command with these arguments and connects the official client. */
export async function connectStdio(
  args: readonly string[],
  { options, env = {} }: { options?: ClientOptions; env?: Record<string, string> } = {},
): Promise<Client> {
  const client = new Client({ name: 'spec', version: '1.0.0' }, options);
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [cli, ...args],
      env: { PATH: process.env['PATH'] ?? '', ...env },
      stderr: 'inherit',
    }),
  );
  return client;
}
