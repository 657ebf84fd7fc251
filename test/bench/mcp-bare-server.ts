/** An MCP server of the official SDK with one tool that calls the provider's client, and nothing else. Argument: the provider's URL. */
import { fromJsonSchema, McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { IletimerkeziClient } from 'iletimerkezi-core/client';

const client = new IletimerkeziClient({
  credentials: { key: 'emulator', hash: 'emulator' },
  baseUrl: process.argv[2],
});

serveStdio(() => {
  const server = new McpServer({ name: 'bare', version: '1.0.0' });
  server.registerTool(
    'get_balance',
    { inputSchema: fromJsonSchema<object>({ type: 'object' }) },
    async (_, { mcpReq: { signal } }) => ({
      content: [{ type: 'text', text: JSON.stringify(await client.getBalance({ signal })) }],
    }),
  );
  return server;
});
