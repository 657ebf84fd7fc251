import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Emulator } from 'iletimerkezi-emulator';
import { IletimerkeziAccount, IletimerkeziModule } from 'nest-iletimerkezi';

/** The credentials of the emulator's account. */
const EMULATED = { key: 'emulator', hash: 'emulator' };

/** The account of the command, in a Nest application without HTTP. */
interface AccountHost {
  readonly account: IletimerkeziAccount;
  readonly close: () => Promise<void>;
}

/** Starts the module for the account of the environment, or for the account of an emulator. */
export async function startAccountHost(withEmulator: boolean): Promise<AccountHost> {
  const emulator = withEmulator ? await startEmulator() : undefined;
  const emulated = emulator && {
    credentials: EMULATED,
    baseUrl: emulator.url,
    defaultSender: 'EMULATOR',
    brandCode: '1234',
    // The database of the environment belongs to real messages.
    storage: false as const,
  };

  @Module({ imports: [IletimerkeziModule.forRoot(emulated ?? credentialsOfProviderServer(process.env))] })
  class HostModule {}

  // Standard output belongs to the protocol, so Nest logs errors only, and those to standard error.
  const app = await NestFactory.createApplicationContext(HostModule, {
    logger: ['error'],
    abortOnError: false,
  });
  return {
    account: app.get(IletimerkeziAccount),
    close: async () => {
      await app.close();
      await emulator?.close();
    },
  };
}

/**
 * Returns the credentials in the variables of the provider's own MCP server, unless those of the module are set. Source:
 * github.com/iletimerkezi/iletimerkezi-mcp-server, src/auth.ts.
 */
function credentialsOfProviderServer(env: NodeJS.ProcessEnv): {
  credentials?: { key: string; hash: string };
} {
  const read = (name: string): string => env[name]?.trim() ?? '';
  if (read('ILETIMERKEZI_KEY') !== '' || read('ILETIMERKEZI_HASH') !== '') return {};
  const [key, hash] = [read('ILETIMERKEZI_API_KEY'), read('ILETIMERKEZI_API_HASH')];
  return key === '' && hash === '' ? {} : { credentials: { key, hash } };
}

async function startEmulator(): Promise<Emulator> {
  const { startEmulator: start } = await import('iletimerkezi-emulator').catch(() => {
    throw new Error('--emulator needs the package iletimerkezi-emulator: npm install iletimerkezi-emulator');
  });
  return start();
}
