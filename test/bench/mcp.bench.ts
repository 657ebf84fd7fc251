/**
 * What the MCP server costs: a tool that reads, and the start until the client is connected. All calls reach the same emulator, and
 * calls and starts of all kinds alternate. A call is written and read as a line, as the transport of MCP does, or made through the
 * official client, whose own work is part of it.
 *
 * - `IletimerkeziClient behind a pipe`: the provider's client in a process that reads and writes lines, so that a call passes the same
 *   processes without MCP.
 * - `bare SDK server`: a server of the official SDK with one tool that calls the provider's client.
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
const IN_PROCESS = 'IletimerkeziClient in this process';

export default defineBench('mcp', async () => {
  const emulator = await startEmulator();
  const environment = {
    PATH: process.env['PATH'] ?? '',
    ILETIMERKEZI_KEY: 'emulator',
    ILETIMERKEZI_HASH: 'emulator',
    ILETIMERKEZI_BASE_URL: emulator.url,
  };
  const script = (path: string): string[] => ['--disable-warning=ExperimentalWarning', path, emulator.url];
  const connect = async (args: readonly string[]): Promise<Client> => {
    const client = new Client({ name: 'bench', version: '1.0.0' });
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [...args],
      env: environment,
    });
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
    const oursAsLines = await openServer([OURS], environment);
    const bareAsLines = await openServer(script(BARE_SERVER), environment);
    const piped = openPipe(script(BARE_CLIENT), {});
    const direct = new IletimerkeziClient({
      credentials: { key: 'emulator', hash: 'emulator' },
      baseUrl: emulator.url,
    });
    const calls = await callsOf({
      ours: readWith(ours),
      bare: readWith(bare),
      oursAsLines: oursAsLines.read,
      bareAsLines: bareAsLines.read,
      piped: piped.call,
      direct: () => direct.getBalance(),
    });
    await ours.close();
    await bare.close();
    await oursAsLines.close();
    await bareAsLines.close();
    await piped.close();
    return [
      row({
        case: 'get_balance, written and read as a line',
        unit: 'ms',
        ours: calls.oursAsLines,
        peers: { [PIPED_CLIENT]: calls.piped, [SDK_SERVER]: calls.bareAsLines, [IN_PROCESS]: calls.direct },
        bar: { peers: { [PIPED_CLIENT]: 1 / 1.3 } },
        higherIsBetter: false,
      }),
      row({
        case: 'get_balance, through the official client',
        unit: 'ms',
        ours: calls.ours,
        peers: { [SDK_SERVER]: calls.bare },
        bar: { peers: { [SDK_SERVER]: 1 / 1.3 } },
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

interface Pipe {
  /** Writes a line and resolves with the next one, parsed. */
  call(request?: object): Promise<unknown>;
  write(message: object): void;
  close(): Promise<unknown>;
}

/** Starts a process that answers each line with a line. */
function openPipe(args: readonly string[], env: NodeJS.ProcessEnv): Pipe {
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'], env });
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new Error('The process has no pipes.');
  const lines = createInterface({ input: stdout });
  let id = 0;
  const write = (message: object): void => void stdin.write(`${JSON.stringify(message)}\n`);
  return {
    write,
    call: async (request = {}) => {
      id += 1;
      write({ ...request, id });
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

/** Starts an MCP server and initializes it. `read` calls its tool. */
async function openServer(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ read: () => Promise<unknown>; close: () => Promise<unknown> }> {
  const { call, write, close } = openPipe(args, env);
  const request = (method: string, params: object) => call({ jsonrpc: '2.0', method, params });
  await request('initialize', {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'bench', version: '1.0.0' },
  });
  write({ jsonrpc: '2.0', method: 'notifications/initialized' });
  return {
    read: async () => {
      const answer = await request('tools/call', { name: 'get_balance', arguments: {} });
      const { result } = answer as { result?: { isError?: boolean } };
      if (result === undefined || result.isError === true) throw new Error('The tool has failed.');
      return result;
    },
    close,
  };
}
