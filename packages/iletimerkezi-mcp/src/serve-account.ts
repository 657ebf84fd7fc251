import 'reflect-metadata';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Emulator } from 'iletimerkezi-emulator';
import { IletimerkeziAccount, IletimerkeziModule } from 'nest-iletimerkezi';
import type { McpPolicy } from './policy/policy.js';
import { createMcpServerFactory } from './server/create-mcp-server.js';

/** The credentials of the emulator's account. */
const EMULATED = { key: 'emulator', hash: 'emulator' };

interface Settings {
  readonly policy: McpPolicy;
  readonly withEmulator: boolean;
}

/** Serves the account of the environment on standard input and output until the client closes the connection. */
export async function serveAccount({ policy, withEmulator }: Settings): Promise<void> {
  const emulator = withEmulator ? await startEmulator() : undefined;
  const emulated = emulator && {
    credentials: EMULATED,
    baseUrl: emulator.url,
    defaultSender: 'EMULATOR',
    brandCode: '1234',
    // The database of the environment belongs to real messages.
    storage: false as const,
  };

  @Module({ imports: [IletimerkeziModule.forRoot(emulated)] })
  class HostModule {}

  // Standard output belongs to the protocol, so Nest logs errors only, and those to standard error.
  const app = await NestFactory.createApplicationContext(HostModule, {
    logger: ['error'],
    abortOnError: false,
  });
  const transport = new StdioServerTransport();
  const connection = serveStdio(
    createMcpServerFactory({ account: app.get(IletimerkeziAccount), policy, onError }),
    { transport, onerror: onError },
  );
  const ended = new Promise<void>((resolve) => {
    process.stdin.once('close', resolve);
    process.stdin.once('end', resolve);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await ended;
  await connection.close();
  await app.close();
  await emulator?.close();
}

async function startEmulator(): Promise<Emulator> {
  const { startEmulator: start } = await import('iletimerkezi-emulator').catch(() => {
    throw new Error('--emulator needs the package iletimerkezi-emulator: npm install iletimerkezi-emulator');
  });
  return start();
}

/** Messages of unexpected errors may contain numbers or texts, so only their names are printed. */
function onError(error: unknown): void {
  const name = error instanceof Error ? error.name : typeof error;
  process.stderr.write(`iletimerkezi-mcp: unexpected ${name}\n`);
}
