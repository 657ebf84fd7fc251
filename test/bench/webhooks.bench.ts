/**
 * Delivery webhooks through Nest's HTTP into PostgreSQL: each on disk before its 200, repeats found. The host is a
 * process of its own; the caller's connections share the machine's cores with it.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineBench, row, summarise } from './harness.ts';

const HOST = fileURLToPath(new URL('webhooks-host.ts', import.meta.url));
const ROUNDS = 5;
const CALLS = 6_000;
const AT_ONCE = 64;

export default defineBench('webhooks', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'iletimerkezi-webhooks-'));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', HOST, dir], {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  try {
    const [line] = await once(child.stdout, 'data');
    const { url } = JSON.parse(String(line)) as { url: string };
    await round(agent, url, 0, 1_000);
    const fresh: number[] = [];
    const repeated: number[] = [];
    for (let n = 0; n < ROUNDS; n += 1) {
      const from = 10_000 + n * CALLS;
      fresh.push(await round(agent, url, from, CALLS));
      repeated.push(await round(agent, url, from, CALLS));
    }
    const bar = { min: 3_000 };
    return [
      row({ case: 'new reports', unit: 'webhooks/s', ours: summarise(fresh), bar, higherIsBetter: true }),
      row({
        case: 'repeated reports',
        unit: 'webhooks/s',
        ours: summarise(repeated),
        bar,
        higherIsBetter: true,
      }),
    ];
  } finally {
    agent.destroy();
    child.kill('SIGTERM');
    await once(child, 'exit');
    rmSync(dir, { recursive: true, force: true });
  }
});

/** @returns webhooks a second. */
async function round(agent: Agent, url: string, from: number, count: number): Promise<number> {
  let next = from;
  const started = performance.now();
  const caller = async (): Promise<void> => {
    while (next < from + count) await call(agent, url, next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, caller));
  return (count * 1_000) / (performance.now() - started);
}

function call(agent: Agent, url: string, id: number): Promise<void> {
  const report = {
    id,
    packet_id: Math.floor(id / 10),
    status: id % 3 === 0 ? 'accepted' : 'delivered',
    to: `+90530${String(id % 10_000_000).padStart(7, '0')}`,
    body: 'Siparişiniz yolda',
  };
  const body = JSON.stringify({ report });
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.once('end', () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`answered ${response.statusCode}`)),
      );
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
