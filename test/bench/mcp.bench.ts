/**
 * What the MCP server costs: a tool that reads, and the start until the client is connected, each against a server of the official
 * SDK that has one tool and calls the same provider. The call is also compared with the provider's client alone, without MCP.
 * All servers are processes on standard input and output; calls and starts of all kinds alternate.
 */
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { IletimerkeziClient } from 'iletimerkezi-core';
import { startEmulator } from 'iletimerkezi-emulator';
import { defineBench, QUICK, row, summarise } from './harness.ts';

const OURS = fileURLToPath(new URL('../../packages/iletimerkezi-mcp/dist/cli.js', import.meta.url));
const BARE = fileURLToPath(new URL('mcp-bare-server.ts', import.meta.url));

const ROUNDS = QUICK ? 2 : 9;
const CALLS = QUICK ? 20 : 300;
const STARTS = QUICK ? 2 : 9;

const SDK_SERVER = 'bare SDK server';
const SDK_CLIENT = 'IletimerkeziClient, without MCP';

export default defineBench('mcp', async () => {
  const emulator = await startEmulator();
  const connect = async (args: readonly string[]): Promise<Client> => {
    const client = new Client({ name: 'bench', version: '1.0.0' });
    const env = {
      PATH: process.env['PATH'] ?? '',
      ILETIMERKEZI_KEY: 'emulator',
      ILETIMERKEZI_HASH: 'emulator',
      ILETIMERKEZI_BASE_URL: emulator.url,
    };
    await client.connect(new StdioClientTransport({ command: process.execPath, args: [...args], env }));
    return client;
  };
  const kinds = { ours: [OURS], bare: ['--disable-warning=ExperimentalWarning', BARE, emulator.url] };
  try {
    const starts = { ours: [] as number[], bare: [] as number[] };
    // The first round fills the caches of the system.
    for (let round = -1; round < STARTS; round += 1) {
      for (const kind of ['ours', 'bare'] as const) {
        const started = performance.now();
        const client = await connect(kinds[kind]);
        if (round >= 0) starts[kind].push(performance.now() - started);
        await client.close();
      }
    }
    const ours = await connect(kinds.ours);
    const bare = await connect(kinds.bare);
    const direct = new IletimerkeziClient({
      credentials: { key: 'emulator', hash: 'emulator' },
      baseUrl: emulator.url,
    });
    const calls = {
      ours: () => ours.callTool({ name: 'get_balance', arguments: {} }),
      bare: () => bare.callTool({ name: 'get_balance', arguments: {} }),
      direct: () => direct.getBalance(),
    };
    const medians = { ours: [] as number[], bare: [] as number[], direct: [] as number[] };
    for (let round = -1; round < ROUNDS; round += 1) {
      const times = { ours: [] as number[], bare: [] as number[], direct: [] as number[] };
      for (let call = 0; call < CALLS; call += 1) {
        for (const kind of ['ours', 'bare', 'direct'] as const) {
          const started = performance.now();
          await calls[kind]();
          times[kind].push(performance.now() - started);
        }
      }
      if (round < 0) continue;
      for (const kind of ['ours', 'bare', 'direct'] as const)
        medians[kind].push(summarise(times[kind]).median);
    }
    await ours.close();
    await bare.close();
    return [
      row({
        case: 'get_balance',
        unit: 'ms',
        ours: summarise(medians.ours),
        peers: { [SDK_SERVER]: summarise(medians.bare), [SDK_CLIENT]: summarise(medians.direct) },
        bar: { peers: { [SDK_SERVER]: 1 / 1.3 } },
        higherIsBetter: false,
      }),
      row({
        case: 'start until connected',
        unit: 'ms',
        ours: summarise(starts.ours),
        peers: { [SDK_SERVER]: summarise(starts.bare) },
        bar: { peers: { [SDK_SERVER]: 1 / 2 } },
        higherIsBetter: false,
      }),
    ];
  } finally {
    await emulator.close();
  }
});
