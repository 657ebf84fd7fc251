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

const PLATFORMS = ['@nestjs/platform-express', '@nestjs/platform-fastify'];

/** An application of plain JavaScript, so that nothing needs to be compiled. */
const HOST = `
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { startEmulator } from 'iletimerkezi-emulator';
import { IletimerkeziMcpModule } from 'iletimerkezi-mcp/nest';
import { IletimerkeziModule } from 'nest-iletimerkezi';

const emulator = await startEmulator();
class AppModule {}
Module({
  imports: [
    IletimerkeziModule.forRoot({ credentials: { key: 'emulator', hash: 'emulator' }, baseUrl: emulator.url }),
    IletimerkeziMcpModule.forRoot({ unauthenticated: true, policy: { allow: ['send'] } }),
  ],
})(AppModule);
const adapter = process.argv[2] === 'fastify' ? new FastifyAdapter() : new ExpressAdapter();
const app = await NestFactory.create(AppModule, adapter, { logger: ['error'] });
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

/** Sends a message with the token of its preview. */
async function sendConfirmed(client: Client, text: string): Promise<unknown> {
  const message = { text, receipents: { number: ['+905301234567'] } };
  const order = { sender: 'EMULATOR', iys: '0', message };
  const preview = await client.callTool({ name: 'send_sms', arguments: { order } });
  const { confirmation } = preview.structuredContent as { confirmation: string };
  const sent = await client.callTool({ name: 'send_sms', arguments: { order, confirmation } });
  return sent.structuredContent;
}

describe('The packed MCP server', () => {
  let workspace: PackedWorkspace;
  let nest11: PackedWorkspace;
  beforeAll(() => {
    workspace = installPacked(PACKAGES, PLATFORMS);
    nest11 = installPacked(PACKAGES, PLATFORMS, { host: 'test/hosts/nest-11', packed: workspace });
  });
  afterAll(() => {
    workspace?.remove();
    nest11?.remove();
  });

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
  it.each([
    [12, 'express'],
    [12, 'fastify'],
    [11, 'express'],
    [11, 'fastify'],
  ] as const)('runs in a host of Nest %i on %s, with and without sessions', async (nest, platform) => {
    const home = nest === 11 ? nest11.folder : workspace.folder;
    const core = join(home, 'node_modules/@nestjs/core/package.json');
    expect((JSON.parse(readFileSync(core, 'utf8')) as { version: string }).version).toMatch(
      new RegExp(`^${nest}\\.`),
    );
    const folder = join(home, `host-${platform}`);
    mkdirSync(folder);
    writeFileSync(join(folder, 'main.mjs'), HOST);
    const host = spawn(process.execPath, ['main.mjs', platform], {
      cwd: folder,
      env,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const ended = once(host, 'exit');
    const [url] = (await once(createInterface({ input: host.stdout }), 'line')) as [string];
    const endpoint = new URL(`${url}/mcp`);
    const revisions = [{}, { versionNegotiation: { mode: { pin: '2026-07-28' } } }];
    for (const [sent, options] of revisions.entries()) {
      const client = new Client({ name: 'packed', version: '1.0.0' }, options);
      await client.connect(new StreamableHTTPClientTransport(endpoint));
      expect(await readBalance(client)).toMatchObject({ sms: 10_000_000 - sent });
      expect(await sendConfirmed(client, `Mesaj ${sent}`)).toMatchObject({ status: 'sent' });
      await client.close();
    }
    host.stdin.end();
    expect(await ended).toEqual([0, null]);
  });
});
