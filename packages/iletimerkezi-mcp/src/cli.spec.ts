// starts: the built command
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '@modelcontextprotocol/client';
import { startEmulator } from 'iletimerkezi-emulator';
import { connectStdio } from './test-support/stdio-client.js';

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const run = (args: string[], env: Record<string, string> = {}) =>
  spawnSync(process.execPath, [cli, ...args], {
    encoding: 'utf8',
    input: '',
    env: { PATH: process.env['PATH'] ?? '', ...env },
  });

describe('iletimerkezi-mcp', () => {
  it.each([
    [['--allow', 'everything'], '--allow is a list of send, consents, blacklist.'],
    [['--cap', 'call.people=3'], '--cap is written NAME=N'],
    [['--cap', 'call.credits=0'], '--cap is written NAME=N'],
    [['--locale', 'de'], '--locale is tr or en.'],
    [['--loud'], "Unknown option '--loud'"],
  ])('refuses %j with status 2', (args, message) => {
    const { status, stdout, stderr } = run(args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  it('names the variables that are missing, and exits with 1', () => {
    const { status, stdout, stderr } = run([], { NODE_ENV: 'production' });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('ILETIMERKEZI_KEY');
  });
});

it('reads the variables of the provider’s own server', async () => {
  const emulator = await startEmulator();
  const client = await connectStdio([], {
    env: {
      ILETIMERKEZI_API_KEY: 'emulator',
      ILETIMERKEZI_API_HASH: 'emulator',
      ILETIMERKEZI_BASE_URL: emulator.url,
    },
  });
  const result = await client.callTool({ name: 'get_balance', arguments: {} });
  expect(result.structuredContent).toMatchObject({ sms: 10_000_000 });
  await client.close();
  await emulator.close();
});

describe('iletimerkezi-mcp --emulator', () => {
  let client: Client;
  beforeAll(async () => {
    client = await connectStdio(['--emulator', '--locale', 'en']);
  });
  afterAll(() => client.close());

  // guarantee: G-144
  it('lists only tools that read, with annotations', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      'preview_message',
      'get_report',
      'get_reports',
      'campaign_progress',
      'get_balance',
      'get_sender',
      'get_blacklist',
      'iys_check',
      'consent_history',
      'explain_error',
      'count_segments',
    ]);
    for (const { annotations } of tools) expect(annotations?.readOnlyHint).toBe(true);
  });

  it('reads the balance of the emulator', async () => {
    const result = await client.callTool({ name: 'get_balance', arguments: {} });
    expect(result.structuredContent).toMatchObject({ sms: 10_000_000 });
  });

  it('refuses a tool that is not allowed', async () => {
    await expect(client.callTool({ name: 'send_sms', arguments: {} })).rejects.toThrow(/send_sms/);
  });
});
