/** From the start of the process until the application listens: bare Nest, and with the module. Rounds alternate. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineBench, QUICK, row, summarise } from './harness.ts';
import { BenchServer } from './peers/server.ts';

const HOST = fileURLToPath(new URL('cold-start-host.ts', import.meta.url));
const ROUNDS = QUICK ? 3 : 15;

export default defineBench('cold-start', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'iletimerkezi-cold-'));
  const server = await BenchServer.start(join(dir, 'postgres'));
  const hosts = { bare: ['bare'], 'no storage': ['no-storage'], 'storage URL': ['url', server.url] };
  const times = new Map<string, number[]>(Object.keys(hosts).map((name) => [name, []]));
  try {
    // The first round creates the tables.
    for (let round = -1; round < ROUNDS; round += 1) {
      for (const [name, args] of Object.entries(hosts)) {
        const ms = await start(args);
        if (round >= 0) times.get(name)?.push(ms);
      }
    }
  } finally {
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  }
  const of = (name: string) => summarise(times.get(name) ?? []);
  const over = (name: keyof typeof hosts, most: number) =>
    row({
      case: `start with the module, ${name}`,
      unit: 'ms',
      ours: of(name),
      peers: { 'bare Nest': of('bare') },
      bar: { peers: { 'bare Nest': 1 / most } },
      higherIsBetter: false,
    });
  return [over('no storage', 1.25), over('storage URL', 1.5)];
});

async function start(args: readonly string[]): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', HOST, ...args], {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const took = performance.now() - started;
  const ended = once(child, 'exit');
  child.stdin.end();
  await ended;
  return took;
}
