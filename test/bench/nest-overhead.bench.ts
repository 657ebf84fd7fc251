/**
 * What the Nest module costs: a send through `SmsService` against a bare `fetch` of the same body, and a delivery webhook
 * against a bare Nest controller. The servers are processes of their own; calls of both kinds alternate.
 */
import 'reflect-metadata';
import { spawn, type ChildProcess } from 'node:child_process';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { NestFactory } from '@nestjs/core';
import { IletimerkeziModule, SmsService } from 'nest-iletimerkezi';
import { defineBench, row, summarise, type Measured } from './harness.ts';

const EMULATOR = fileURLToPath(new URL('../../packages/iletimerkezi-emulator/dist/cli.js', import.meta.url));
const HOST = fileURLToPath(new URL('nest-overhead-host.ts', import.meta.url));

const ROUNDS = 9;
/** Below the 100 recipients a second that the module lets through: nothing waits for its turn inside a round. */
const SENDS = 90;
const WEBHOOKS = 1_500;

/** At most 1.3 times the bare way: the harness counts how many times better than the peer, and 1 / 1.3 is 0.77. */
const BAR = { ratio: 0.77 };

export default defineBench('nest-overhead', async () => [
  row({ case: 'SmsService.send', unit: 'ms', bar: BAR, higherIsBetter: false, ...(await measureSends()) }),
  row({
    case: 'delivery webhook',
    unit: 'ms',
    bar: BAR,
    higherIsBetter: false,
    ...(await measureWebhooks()),
  }),
]);

interface Compared {
  ours: Measured;
  peers: Record<string, Measured>;
}

async function measureSends(): Promise<Compared> {
  const { child, line } = await start(EMULATOR, ['--port', '0']);
  const { url } = line as { url: string };
  const credentials = { key: 'emulator', hash: 'emulator' };
  const module = IletimerkeziModule.forRoot({ credentials, baseUrl: url, defaultSender: 'EMULATOR' });
  const app = await NestFactory.createApplicationContext(module, { logger: false });
  const sms = app.get(SmsService);
  const recipients = ['+905301234567'];

  const ours = (text: string): Promise<unknown> => sms.send({ kind: 'transactional', text, recipients });
  const bare = async (text: string): Promise<unknown> => {
    const order = { sender: 'EMULATOR', iys: '0', message: { text, receipents: { number: recipients } } };
    const response = await fetch(`${url}/v1/send-sms/json`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ request: { authentication: credentials, order } }),
    });
    return response.json();
  };
  try {
    return await alternate('bare fetch', ours, bare, SENDS);
  } finally {
    await app.close();
    child.kill();
  }
}

async function measureWebhooks(): Promise<Compared> {
  const { child, line } = await start(HOST, []);
  const { webhook, bare } = line as { webhook: string; bare: string };
  const agent = new Agent({ keepAlive: true });
  let id = 0;
  const body = (text: string): string =>
    JSON.stringify({
      report: { id: (id += 1), packet_id: 1, status: 'delivered', to: '+905301234567', body: text },
    });
  try {
    return await alternate(
      'bare Nest controller',
      (text) => post(agent, webhook, body(text)),
      (text) => post(agent, bare, body(text)),
      WEBHOOKS,
    );
  } finally {
    agent.destroy();
    child.kill();
  }
}

/** The median call of each round, calls alternating so that a slow moment meets both. */
async function alternate(
  peerName: string,
  ours: (text: string) => Promise<unknown>,
  peer: (text: string) => Promise<unknown>,
  calls: number,
): Promise<Compared> {
  const medians: { ours: number[]; peer: number[] } = { ours: [], peer: [] };
  for (let round = -2; round < ROUNDS; round += 1) {
    const times: { ours: number[]; peer: number[] } = { ours: [], peer: [] };
    for (let call = 0; call < calls; call += 1) {
      times.ours.push(await timed(() => ours(`ours ${round} ${call}`)));
      times.peer.push(await timed(() => peer(`peer ${round} ${call}`)));
    }
    if (round >= 0) {
      medians.ours.push(summarise(times.ours).median);
      medians.peer.push(summarise(times.peer).median);
    }
    // The next round begins with an empty second.
    await new Promise((resolve) => setTimeout(resolve, 1_050));
  }
  return { ours: summarise(medians.ours), peers: { [peerName]: summarise(medians.peer) } };
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}

function post(agent: Agent, url: string, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const call = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.once('end', () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`answered ${response.statusCode}`)),
      );
    });
    call.once('error', reject);
    call.end(body);
  });
}

/** Starts a program and waits for its first line, which is JSON. */
function start(program: string, args: string[]): Promise<{ child: ChildProcess; line: unknown }> {
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`${program} ended early.`)));
    child.stdout.once('data', (line: Buffer) => resolve({ child, line: JSON.parse(line.toString()) }));
  });
}
