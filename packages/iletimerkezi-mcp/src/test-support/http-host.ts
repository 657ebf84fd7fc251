import 'reflect-metadata';
import { Client, StreamableHTTPClientTransport, type ClientOptions } from '@modelcontextprotocol/client';
import { Module, type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { Emulator } from 'iletimerkezi-emulator';
import { IletimerkeziAccount, IletimerkeziModule, type IletimerkeziOptions } from 'nest-iletimerkezi';
import { IletimerkeziMcpModule, type IletimerkeziMcpOptions } from '../nest/index.js';

/** A Nest application with the MCP endpoint. */
export interface HttpHost {
  /** The URL of the application. */
  readonly url: string;
  readonly account: IletimerkeziAccount;
  close(): Promise<void>;
}

interface HostSettings {
  readonly emulator: Emulator;
  readonly mcp: IletimerkeziMcpOptions;
  readonly account?: Partial<IletimerkeziOptions>;
  readonly adapter?: ExpressAdapter | FastifyAdapter;
}

/** Starts a Nest application with the module for an account of the emulator. */
export async function startHttpHost({
  emulator,
  mcp,
  account,
  adapter = new ExpressAdapter(),
}: HostSettings): Promise<HttpHost> {
  @Module({
    imports: [
      IletimerkeziModule.forRootAsync({
        useFactory: () => ({
          credentials: { key: 'emulator', hash: 'emulator' },
          baseUrl: emulator.url,
          defaultSender: 'EMULATOR',
          ...account,
        }),
      }),
      IletimerkeziMcpModule.forRoot(mcp),
    ],
  })
  class HostModule {}
  const app: INestApplication = await NestFactory.create(HostModule, adapter, {
    logger: false,
    abortOnError: false,
  });
  await app.listen(0, '127.0.0.1');
  return {
    url: (await app.getUrl()).replace('[::1]', '127.0.0.1'),
    account: app.get(IletimerkeziAccount),
    close: () => app.close(),
  };
}

interface HttpConnection {
  readonly client: Client;
  readonly transport: StreamableHTTPClientTransport;
}

/** Connects the official client to an endpoint. */
export async function connectHttp(
  url: string,
  {
    options,
    ...transportOptions
  }: { options?: ClientOptions } & ConstructorParameters<typeof StreamableHTTPClientTransport>[1] = {},
): Promise<HttpConnection> {
  const client = new Client({ name: 'spec', version: '1.0.0' }, options);
  const transport = new StreamableHTTPClientTransport(new URL(`${url}/mcp`), transportOptions);
  await client.connect(transport);
  return { client, transport };
}
