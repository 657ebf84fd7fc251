// starts: the command of the inspector
import 'reflect-metadata';
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as EarlierClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as EarlierTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { Module, type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { startEmulator, type Emulator } from 'iletimerkezi-emulator';
import { IletimerkeziModule } from 'nest-iletimerkezi';
import { TOOLS } from '../tools/index.js';
import { IletimerkeziMcpModule } from './index.js';

const run = promisify(execFile);

describe('Other clients on Streamable HTTP', () => {
  let emulator: Emulator;
  let app: INestApplication;
  let url: URL;
  beforeAll(async () => {
    emulator = await startEmulator();

    @Module({
      imports: [
        IletimerkeziModule.forRoot({
          credentials: { key: 'emulator', hash: 'emulator' },
          baseUrl: emulator.url,
        }),
        IletimerkeziMcpModule.forRoot({
          unauthenticated: true,
          policy: { allow: ['send', 'consents', 'blacklist'], locale: 'en' },
        }),
      ],
    })
    class HostModule {}
    app = await NestFactory.create(HostModule, { logger: false, abortOnError: false });
    await app.listen(0, '127.0.0.1');
    url = new URL(`${await app.getUrl()}/mcp`);
  });
  afterAll(async () => {
    await app?.close();
    await emulator?.close();
  });

  it('the command line of the MCP inspector lists and calls tools', async () => {
    const manifest = createRequire(import.meta.url).resolve('@modelcontextprotocol/inspector/package.json');
    const inspect = async (...args: string[]): Promise<unknown> => {
      const { stdout } = await run(process.execPath, [
        join(dirname(manifest), 'clients/launcher/build/index.js'),
        '--cli',
        '--connect-timeout',
        '200000',
        '--transport',
        'http',
        '--server-url',
        url.href,
        ...args,
      ]);
      return JSON.parse(stdout);
    };
    const { tools } = (await inspect('--method', 'tools/list')) as { tools: { name: string }[] };
    expect(tools.map(({ name }) => name)).toEqual(TOOLS.map(({ name }) => name));
    expect(
      await inspect('--method', 'tools/call', '--tool-name', 'explain_error', '--tool-arg', 'code=450'),
    ).toMatchObject({ structuredContent: { code: 450 } });
  });

  it('the client of the earlier SDK calls tools, and validates the structured answers', async () => {
    const client = new EarlierClient({ name: 'earlier', version: '1.0.0' });
    await client.connect(new EarlierTransport(url));
    await client.listTools();
    const result = await client.callTool({ name: 'get_sender', arguments: {} });
    expect(result.structuredContent).toEqual({ senders: ['EMULATOR'], untrusted: true });
    const failed = await client.callTool({ name: 'get_report', arguments: { order: { id: '1' } } });
    expect(failed.isError).toBe(true);
    await client.close();
  });

  it('the official client calls every tool, and each call has a result', async () => {
    const client = new Client({ name: 'current', version: '1.0.0' });
    await client.connect(new StreamableHTTPClientTransport(url));
    const { tools } = await client.listTools();
    expect(tools).toHaveLength(TOOLS.length);
    for (const { name } of tools) {
      const result = await client.callTool({ name, arguments: {} });
      expect({ name, content: result.content.length > 0 }).toEqual({ name, content: true });
    }
    await client.close();
  });
});
