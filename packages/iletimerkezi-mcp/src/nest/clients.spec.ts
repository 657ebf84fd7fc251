// starts: the command of the inspector
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StreamableHTTPClientTransport as EarlierTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { startEmulator, type Emulator } from 'iletimerkezi-emulator';
import { connectHttp, startHttpHost, type HttpHost } from '../test-support/http-host.js';
import { callAsEarlierClient, callWithInspector } from '../test-support/other-clients.js';
import { TOOLS } from '../tools/index.js';

describe('Other clients on Streamable HTTP', () => {
  let emulator: Emulator;
  let host: HttpHost;
  beforeAll(async () => {
    emulator = await startEmulator();
    host = await startHttpHost({
      emulator,
      mcp: {
        unauthenticated: true,
        policy: { allow: ['send', 'consents', 'blacklist'], locale: 'en' },
      },
    });
  });
  afterAll(async () => {
    await host?.close();
    await emulator?.close();
  });

  it('the command line of the MCP inspector lists and calls tools', async () => {
    const { names, explained } = await callWithInspector([
      '--transport',
      'http',
      '--server-url',
      `${host.url}/mcp`,
    ]);
    expect(names).toEqual(TOOLS.map(({ name }) => name));
    expect(explained).toMatchObject({ structuredContent: { code: 450 } });
  });

  it('the client of the earlier SDK calls tools, and validates the structured answers', async () => {
    const result = await callAsEarlierClient(new EarlierTransport(new URL(`${host.url}/mcp`)));
    expect(result).toMatchObject({
      sender: { structuredContent: { senders: ['EMULATOR'], untrusted: true } },
      failed: { isError: true },
    });
  });

  it('the official client calls every tool, and each call has a result', async () => {
    const { client } = await connectHttp(host.url);
    const { tools } = await client.listTools();
    expect(tools).toHaveLength(TOOLS.length);
    for (const { name } of tools) {
      const result = await client.callTool({ name, arguments: {} });
      expect({ name, content: result.content.length > 0 }).toEqual({ name, content: true });
    }
    await client.close();
  });
});
