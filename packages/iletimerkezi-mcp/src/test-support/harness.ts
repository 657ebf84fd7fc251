import 'reflect-metadata';
import { Client, type ClientOptions } from '@modelcontextprotocol/client';
import { InMemoryTransport, type McpServer } from '@modelcontextprotocol/server';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { startEmulator, type Emulator } from 'iletimerkezi-emulator';
import { IletimerkeziAccount, IletimerkeziModule, type IletimerkeziOptions } from 'nest-iletimerkezi';
import type { McpPolicy } from '../policy/policy.js';
import { createMcpServerFactory } from '../server/create-mcp-server.js';

/** A Nest application without HTTP, the emulator, and MCP clients connected to servers in this process. */
export interface Harness {
  readonly emulator: Emulator;
  readonly account: IletimerkeziAccount;
  readonly errors: unknown[];
  /** Sets up the servers of the clients that connect from now on. */
  serve(policy?: McpPolicy): void;
  connect(options?: ClientOptions, name?: string): Promise<Client>;
  close(): Promise<void>;
}

/** The number of every message of a spec. */
export const PHONE = '+905301234567';

export async function startHarness(options: Partial<IletimerkeziOptions> = {}): Promise<Harness> {
  const emulator = await startEmulator();

  @Module({
    imports: [
      IletimerkeziModule.forRootAsync({
        useFactory: () => ({
          credentials: { key: 'emulator', hash: 'emulator' },
          baseUrl: emulator.url,
          defaultSender: 'EMULATOR',
          brandCode: '1234',
          ...options,
        }),
      }),
    ],
  })
  class HostModule {}

  const app = await NestFactory.createApplicationContext(HostModule, {
    logger: ['error'],
    abortOnError: false,
  });
  const account = app.get(IletimerkeziAccount);
  const errors: unknown[] = [];
  const clients: Client[] = [];
  let factory: (() => McpServer) | undefined;
  const serve = (policy?: McpPolicy): void => {
    factory = createMcpServerFactory({ account, policy, onError: (error) => errors.push(error) });
  };
  serve();
  return {
    emulator,
    account,
    errors,
    serve,
    connect: async (clientOptions, name = 'spec') => {
      const [ours, theirs] = InMemoryTransport.createLinkedPair();
      await factory?.().connect(ours);
      const client = new Client({ name, version: '1.0.0' }, clientOptions);
      await client.connect(theirs);
      clients.push(client);
      return client;
    },
    close: async () => {
      for (const client of clients) await client.close();
      await app.close();
      await emulator.close();
    },
  };
}

/** Returns the code of a result that is an error. */
export function errorCodeOf({ content }: { content?: unknown }): string {
  const [, facts] = content as { text: string }[];
  return (JSON.parse(facts?.text ?? '{}') as { error: { code: string } }).error.code;
}

/** The arguments of `send_sms` for one recipient or several. */
export const sendArguments = (text: string, ...numbers: string[]): Record<string, unknown> => ({
  order: {
    sender: 'EMULATOR',
    iys: '0',
    message: { text, receipents: { number: numbers.length > 0 ? numbers : [PHONE] } },
  },
});
