/** The provider's client behind a pipe, without MCP: answers each line of standard input with the balance. Argument: the provider's URL. */
import { createInterface } from 'node:readline';
import { IletimerkeziClient } from 'iletimerkezi-core/client';

const client = new IletimerkeziClient({
  credentials: { key: 'emulator', hash: 'emulator' },
  baseUrl: process.argv[2],
});

for await (const line of createInterface({ input: process.stdin })) {
  const { id }: { id: number } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify({ id, result: await client.getBalance() })}\n`);
}
