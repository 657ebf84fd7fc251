/**
 * Delivery webhooks through Nest's HTTP into PostgreSQL: each on disk before its 200, repeats found; beside a controller
 * that only commits a row for each call. The host is a process of its own; the caller's connections share the machine's
 * cores with it.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineBench, row, summarise } from './harness.ts';
import { AT_ONCE, callMany } from './webhook-calls.ts';

const HOST = fileURLToPath(new URL('webhooks-host.ts', import.meta.url));
const ROUNDS = 5;
const CALLS = 6_000;

export default defineBench('webhooks', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'iletimerkezi-webhooks-'));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', HOST, dir], {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  try {
    const [line] = await once(child.stdout, 'data');
    const { url, bareUrl } = JSON.parse(String(line)) as { url: string; bareUrl: string };
    for (const each of [url, bareUrl]) await callMany(agent, each, 0, 1_000);
    const bare: number[] = [];
    const fresh: number[] = [];
    const repeated: number[] = [];
    for (let n = 0; n < ROUNDS; n += 1) {
      const from = 10_000 + n * CALLS;
      bare.push(await callMany(agent, bareUrl, from, CALLS));
      fresh.push(await callMany(agent, url, from, CALLS));
      repeated.push(await callMany(agent, url, from, CALLS));
    }
    const compared = {
      unit: 'webhooks/s',
      peers: { 'Nest controller that commits each call': summarise(bare) },
      bar: { ratio: 0.45 },
      higherIsBetter: true,
    };
    return [
      row({ case: 'new reports', ours: summarise(fresh), ...compared }),
      row({ case: 'repeated reports', ours: summarise(repeated), ...compared }),
    ];
  } finally {
    agent.destroy();
    child.kill('SIGTERM');
    await once(child, 'exit');
    rmSync(dir, { recursive: true, force: true });
  }
});
