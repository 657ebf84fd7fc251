import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client } from '@modelcontextprotocol/client';
import { InMemoryTransport } from '@modelcontextprotocol/server';
import type { IletimerkeziAccount } from 'nest-iletimerkezi';
import { startHarness, type Harness } from '../test-support/harness.js';
import { createMcpServerFactory } from './create-mcp-server.js';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.close());

async function connect(account: Promise<IletimerkeziAccount>): Promise<Client> {
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await createMcpServerFactory({ account })().connect(ours);
  const client = new Client({ name: 'spec', version: '1.0.0' });
  await client.connect(theirs);
  return client;
}

it('lists the tools before the account is ready, and lets calls wait for it', async () => {
  let resolve: (account: IletimerkeziAccount) => void = () => undefined;
  const client = await connect(
    new Promise((ready) => {
      resolve = ready;
    }),
  );
  const { tools } = await client.listTools();
  expect(tools.length).toBeGreaterThan(10);
  const call = client.callTool({ name: 'get_balance', arguments: {} });
  resolve(harness.account);
  expect((await call).structuredContent).toMatchObject({ sms: 10_000_000 });
  await client.close();
});

it('answers calls with an error when the account cannot start', async () => {
  const client = await connect(Promise.reject(new Error('connection to postgres://user:secret@host failed')));
  const result = await client.callTool({ name: 'get_balance', arguments: {} });
  expect(result.isError).toBe(true);
  expect(JSON.stringify(result)).toContain('internal-error');
  expect(JSON.stringify(result)).not.toContain('secret');
  await client.close();
});
