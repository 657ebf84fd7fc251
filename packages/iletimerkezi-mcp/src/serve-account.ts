import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import type { McpPolicy } from './policy/policy.js';
import { createMcpServerFactory } from './server/create-mcp-server.js';

interface Settings {
  readonly policy: McpPolicy;
  readonly withEmulator: boolean;
}

/**
 * Serves the account of the environment on standard input and output until the client closes the connection. The first message,
 * which opens the connection, is answered before Nest is loaded; calls wait for it.
 */
export async function serveAccount({ policy, withEmulator }: Settings): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    process.stdin.once('close', resolve);
    process.stdin.once('end', resolve);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  const asked = new Promise<void>((resolve) => {
    process.stdin.once('data', () => setImmediate(resolve));
  });
  // A client that closes the connection without a message learns of wrong settings, too.
  const host = Promise.race([asked, ended]).then(() => startHost(withEmulator));
  const account = host.then((started) => started.account);
  const connection = serveStdio(createMcpServerFactory({ account, policy, onError }), {
    transport: new StdioServerTransport(),
    onerror: onError,
  });
  try {
    // A host that cannot start ends the connection.
    await Promise.race([ended, host.then(() => ended)]);
  } finally {
    await connection.close();
  }
  const { close } = await host;
  await close();
}

async function startHost(withEmulator: boolean) {
  const { startAccountHost } = await import('./account-host.js');
  return startAccountHost(withEmulator);
}

/** Messages of unexpected errors may contain numbers or texts, so only their names are printed. */
function onError(error: unknown): void {
  const name = error instanceof Error ? error.name : typeof error;
  process.stderr.write(`iletimerkezi-mcp: unexpected ${name}\n`);
}
