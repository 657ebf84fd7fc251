// starts: the packed command, and a host with the packed module
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { installPacked, type PackedWorkspace } from './support/packed-workspace.js';

const PACKAGES = ['iletimerkezi-core', 'iletimerkezi-emulator', 'nest-iletimerkezi', 'iletimerkezi-mcp'];

/** An application of plain JavaScript, so that nothing needs to be compiled. */
const HOST = `
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { startEmulator } from 'iletimerkezi-emulator';
import { IletimerkeziMcpModule } from 'iletimerkezi-mcp/nest';
import { IletimerkeziModule } from 'nest-iletimerkezi';

const emulator = await startEmulator();
class AppModule {}
Module({
  imports: [
    IletimerkeziModule.forRoot({ credentials: { key: 'emulator', hash: 'emulator' }, baseUrl: emulator.url }),
    IletimerkeziMcpModule.forRoot({ unauthenticated: true }),
  ],
})(AppModule);
const app = await NestFactory.create(AppModule, { logger: ['error'] });
await app.listen(0, '127.0.0.1');
console.log(await app.getUrl());
process.stdin.resume().once('end', async () => {
  await app.close();
  await emulator.close();
});
`;

const env = { PATH: process.env['PATH'] ?? '' };
const readBalance = async (client: Client): Promise<unknown> =>
  (await client.callTool({ name: 'get_balance', arguments: {} })).structuredContent;

describe('The packed MCP server', () => {
  let workspace: PackedWorkspace;
  beforeAll(() => {
    workspace = installPacked(PACKAGES, ['@nestjs/platform-express']);
  });
  afterAll(() => workspace?.remove());

  // guarantee: G-149
  it('runs as a command with the emulator', async () => {
    const folder = join(workspace.folder, 'node_modules/iletimerkezi-mcp');
    const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      bin: Record<string, string>;
    };
    const command = bin['iletimerkezi-mcp'] ?? '';
    const client = new Client({ name: 'packed', version: '1.0.0' });
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [join(folder, command), '--emulator'],
        cwd: workspace.folder,
        env,
      }),
    );
    expect((await client.listTools()).tools.map(({ name }) => name)).toContain('preview_message');
    expect(await readBalance(client)).toMatchObject({ sms: 10_000_000 });
    await client.close();
  });

  // guarantee: G-149
  it('runs in a Nest host', async () => {
    const folder = join(workspace.folder, 'host');
    mkdirSync(folder);
    writeFileSync(join(folder, 'main.mjs'), HOST);
    const host = spawn(process.execPath, ['main.mjs'], {
      cwd: folder,
      env,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const ended = once(host, 'exit');
    const [url] = (await once(createInterface({ input: host.stdout }), 'line')) as [string];
    const client = new Client({ name: 'packed', version: '1.0.0' });
    await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`)));
    expect(await readBalance(client)).toMatchObject({ sms: 10_000_000 });
    await client.close();
    host.stdin.end();
    expect(await ended).toEqual([0, null]);
  });
});
