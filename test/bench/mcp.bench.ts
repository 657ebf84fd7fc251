/**
 * What the MCP server costs: a tool that reads, and the start until the client is connected. All calls reach the same emulator, and
 * calls and starts of all kinds alternate.
 *
 * - `IletimerkeziClient behind a pipe`: the provider's client in a process that reads and writes lines, so that a call passes the same
 *   processes without MCP.
 * - `bare SDK server`: a server of the official SDK with one tool that calls the provider's client. It is the floor: what it costs
 *   more than the pipe is the cost of the protocol.
 * - `IletimerkeziClient in this process`: no other process in between.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { IletimerkeziClient } from 'iletimerkezi-core';
import { startEmulator } from 'iletimerkezi-emulator';
import { defineBench, type Measured, QUICK, row, summarise } from './harness.ts';

const fileOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const OURS = fileOf('../../packages/iletimerkezi-mcp/dist/cli.js');
const BARE_SERVER = fileOf('mcp-bare-server.ts');
const BARE_CLIENT = fileOf('mcp-bare-client.ts');

const ROUNDS = QUICK ? 2 : 9;
const CALLS = QUICK ? 20 : 300;
const STARTS = QUICK ? 2 : 9;

/** The SDK's default of one minute is shorter than a start on a machine that does other work. */
const LONGEST_START_MS = 600_000;

const SDK_SERVER = 'bare SDK server';
const PIPED_CLIENT = 'IletimerkeziClient behind a pipe';
const SDK_CLIENT = 'IletimerkeziClient in this process';

export default defineBench('mcp', async () => {
  const emulator = await startEmulator();
  const script = (path: string): string[] => ['--disable-warning=ExperimentalWarning', path, emulator.url];
  const connect = async (args: readonly string[]): Promise<Client> => {
    const client = new Client({ name: 'bench', version: '1.0.0' });
    const env = {
      PATH: process.env['PATH'] ?? '',
      ILETIMERKEZI_KEY: 'emulator',
      ILETIMERKEZI_HASH: 'emulator',
      ILETIMERKEZI_BASE_URL: emulator.url,
    };
    const transport = new StdioClientTransport({ command: process.execPath, args: [...args], env });
    await client.connect(transport, { timeout: LONGEST_START_MS });
    return client;
  };
  const readWith = (client: Client) => () =>
    client.callTool({ name: 'get_balance', arguments: {} }, { timeout: LONGEST_START_MS });
  try {
    const starts = await startsOf({
      ours: () => connect([OURS]),
      bare: () => connect(script(BARE_SERVER)),
    });
    const ours = await connect([OURS]);
    const bare = await connect(script(BARE_SERVER));
    const piped = openPipe(script(BARE_CLIENT));
    const direct = new IletimerkeziClient({
      credentials: { key: 'emulator', hash: 'emulator' },
      baseUrl: emulator.url,
    });
    const calls = await callsOf({
      ours: readWith(ours),
      bare: readWith(bare),
      piped: piped.call,
      direct: () => direct.getBalance(),
    });
    await ours.close();
    await bare.close();
    await piped.close();
    return [
      row({
        case: 'get_balance',
        unit: 'ms',
        ours: calls.ours,
        peers: { [SDK_SERVER]: calls.bare, [PIPED_CLIENT]: calls.piped, [SDK_CLIENT]: calls.direct },
        bar: { peers: { [SDK_SERVER]: 1 / 1.3, [PIPED_CLIENT]: 1 / 1.3 } },
        higherIsBetter: false,
      }),
      row({
        case: 'start until connected',
        unit: 'ms',
        ours: starts.ours,
        peers: { [SDK_SERVER]: starts.bare },
        bar: { peers: { [SDK_SERVER]: 1 / 2 } },
        higherIsBetter: false,
      }),
    ];
  } finally {
    await emulator.close();
  }
});

/** Measures starts until the client is connected. The first round fills the caches of the system. */
async function startsOf<Kind extends string>(
  kinds: Record<Kind, () => Promise<Client>>,
): Promise<Record<Kind, Measured>> {
  const times = emptyTimes(kinds);
  for (let round = -1; round < STARTS; round += 1) {
    for (const kind of namesOf(kinds)) {
      const started = performance.now();
      const client = await kinds[kind]();
      if (round >= 0) times[kind].push(performance.now() - started);
      await client.close();
    }
  }
  return summaries(times);
}

/** Measures the median of each round of calls. The first round compiles the code of all processes. */
async function callsOf<Kind extends string>(
  kinds: Record<Kind, () => Promise<unknown>>,
): Promise<Record<Kind, Measured>> {
  const medians = emptyTimes(kinds);
  for (let round = -1; round < ROUNDS; round += 1) {
    const times = emptyTimes(kinds);
    for (let call = 0; call < CALLS; call += 1) {
      for (const kind of namesOf(kinds)) {
        const started = performance.now();
        await kinds[kind]();
        times[kind].push(performance.now() - started);
      }
    }
    if (round < 0) continue;
    for (const kind of namesOf(kinds)) medians[kind].push(summarise(times[kind]).median);
  }
  return summaries(medians);
}

const namesOf = <Kind extends string>(kinds: Record<Kind, unknown>): Kind[] => Object.keys(kinds) as Kind[];

const emptyTimes = <Kind extends string>(kinds: Record<Kind, unknown>): Record<Kind, number[]> =>
  Object.fromEntries(namesOf(kinds).map((kind) => [kind, []])) as unknown as Record<Kind, number[]>;

const summaries = <Kind extends string>(times: Record<Kind, number[]>): Record<Kind, Measured> =>
  Object.fromEntries(namesOf(times).map((kind) => [kind, summarise(times[kind])])) as Record<Kind, Measured>;

/** Starts a process that answers each line with a line. */
function openPipe(args: readonly string[]): { call: () => Promise<unknown>; close: () => Promise<unknown> } {
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new Error('The process has no pipes.');
  const lines = createInterface({ input: stdout });
  let id = 0;
  return {
    call: async () => {
      id += 1;
      stdin.write(`${JSON.stringify({ id })}\n`);
      const [line] = (await once(lines, 'line')) as [string];
      return JSON.parse(line);
    },
    close: async () => {
      const ended = once(child, 'exit');
      stdin.end();
      await ended;
    },
  };
}
