/**
 * The emulator as a process of its own, under load from this one: single sends, a large order, a million messages
 * in memory, webhooks; beside a bare server that answers the same requests. The load and the webhook's receiver run in this process, on another core where there is one.
 */
import { spawn, execFileSync, type ChildProcess } from 'node:child_process';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { defineBench, type Measured, row, summarise } from './harness.ts';

const CLI = fileURLToPath(new URL('../../packages/iletimerkezi-emulator/dist/cli.js', import.meta.url));
const BARE_SERVER = fileURLToPath(new URL('bare-server.ts', import.meta.url));
const BARE = 'a bare server that parses the JSON';
const ORDER = 50_000;
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

interface Emulator {
  url: string;
  process: ChildProcess;
}

export default defineBench('emulator', async () => {
  const emulator = await start(CLI, ['--port', '0', '--delivery-ms', '10-100', '--accept-ms', '5']);
  const bare = await start(BARE_SERVER, []);
  try {
    const [sends, bareSends] = await alternate(5, emulator, bare, (to, round) =>
      singleSends(to, round, 5000),
    );
    const [orders, bareOrders] = await alternate(5, emulator, bare, (to, round) =>
      largeOrder(to, `round ${round}`),
    );
    await post(emulator, '/_emulator/reset', '');
    const before = residentMb(emulator);
    for (let index = 0; index < 1_000_000 / ORDER; index++) await largeOrder(emulator, `memory ${index}`);
    await completed(emulator);
    const memory = residentMb(emulator);
    await post(emulator, '/_emulator/reset', '');
    const webhooks = await measure(3, (round) => webhookRate(emulator, round));
    const higherIsBetter = true;
    return [
      row({
        case: 'single sends',
        unit: 'sends/s',
        ours: sends,
        peers: { [BARE]: bareSends },
        bar: { ratio: 0.25 },
        higherIsBetter,
      }),
      row({
        case: 'accept a 50,000-recipient order',
        unit: 'ms',
        ours: orders,
        peers: { [BARE]: bareOrders },
        bar: { ratio: 0.1 },
        higherIsBetter: false,
      }),
      row({
        case: `resident with 1,000,000 messages (${Math.round(before)} MB without)`,
        unit: 'MB',
        ours: summarise([memory]),
        bar: { max: 1024 },
        higherIsBetter: false,
      }),
      row({
        case: 'webhooks delivered',
        unit: 'webhooks/s',
        ours: webhooks,
        peers: { 'requests to a bare server': bareSends },
        bar: { ratio: 0.25 },
        higherIsBetter,
      }),
    ];
  } finally {
    for (const { process: child } of [emulator, bare]) child.kill();
    agent.destroy();
  }
});

function start(program: string, args: readonly string[]): Promise<Emulator> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.stdout.once('data', (line: Buffer) => {
      const { url } = JSON.parse(line.toString()) as { url: string };
      resolve({ url, process: child });
    });
  });
}

async function measure(rounds: number, run: (round: number) => Promise<number>) {
  await run(-1);
  const values: number[] = [];
  for (let round = 0; round < rounds; round++) values.push(await run(round));
  return summarise(values);
}

/** Measures the emulator and the bare server in alternating rounds. */
async function alternate(
  rounds: number,
  emulator: Emulator,
  bare: Emulator,
  run: (to: Emulator, round: number) => Promise<number>,
): Promise<[Measured, Measured]> {
  const ours: number[] = [];
  const others: number[] = [];
  for (let round = -1; round < rounds; round++) {
    const values = [await run(emulator, round), await run(bare, round)] as const;
    if (round < 0) continue;
    ours.push(values[0]);
    others.push(values[1]);
  }
  return [summarise(ours), summarise(others)];
}

/** Sends per second with 32 requests in flight. */
async function singleSends(emulator: Emulator, round: number, count: number): Promise<number> {
  let next = 0;
  const started = performance.now();
  const worker = async (): Promise<void> => {
    while (next < count) {
      const index = next++;
      await send(emulator, `send ${round} ${index}`, [`53${String(10_000_000 + index)}`]);
    }
  };
  await Promise.all(Array.from({ length: 32 }, worker));
  return (count * 1000) / (performance.now() - started);
}

/** Milliseconds from request to answer. */
async function largeOrder(emulator: Emulator, text: string): Promise<number> {
  const numbers = Array.from({ length: ORDER }, (_, index) => `+9053${String(10_000_000 + index)}`);
  const started = performance.now();
  await send(emulator, text, numbers);
  return performance.now() - started;
}

/** Webhooks per second from the first to the last of an order's, two for each message. */
async function webhookRate(emulator: Emulator, round: number): Promise<number> {
  const expected = 20_000;
  let received = 0;
  let first = 0;
  let finish: (rate: number) => void = () => {};
  const done = new Promise<number>((resolve) => (finish = resolve));
  const sink = createServer((incoming, answer) => {
    incoming.resume();
    incoming.on('end', () => {
      answer.end('ok');
      received += 1;
      if (received === 1) first = performance.now();
      if (received === expected) finish(((expected - 1) * 1000) / (performance.now() - first));
    });
  });
  await new Promise<void>((listening) => sink.listen(0, '127.0.0.1', listening));
  const { port } = sink.address() as AddressInfo;
  await post(
    emulator,
    '/_emulator/accounts/emulator/webhook',
    JSON.stringify({ url: `http://127.0.0.1:${port}/` }),
    'PUT',
  );
  const numbers = Array.from({ length: expected / 2 }, (_, index) => `53${String(10_000_000 + index)}`);
  await send(emulator, `webhooks ${round}`, numbers);
  const rate = await done;
  sink.close();
  sink.closeAllConnections();
  return rate;
}

async function send(emulator: Emulator, text: string, number: string[]): Promise<void> {
  const authentication = { key: 'emulator', hash: 'emulator' };
  const order = { sender: 'EMULATOR', iys: '0', message: { text, receipents: { number } } };
  const answer = await post(
    emulator,
    '/v1/send-sms/json',
    JSON.stringify({ request: { authentication, order } }),
  );
  if (!answer.includes('"code":200')) throw new Error(`the emulator refused: ${answer}`);
}

/** Waits until every message of every order has met its end. */
async function completed(emulator: Emulator): Promise<void> {
  await post(emulator, '/_emulator/clock', JSON.stringify({ advance: 'PT1M' }));
}

function post(emulator: Emulator, path: string, body: string, method = 'POST'): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const outgoing = request(emulator.url + path, { method, agent, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => (text += chunk));
      answer.on('end', () => resolve(text));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Resident memory of the emulator's process, as the system sees it. */
function residentMb(emulator: Emulator): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(emulator.process.pid)]).toString()) / 1024;
}
