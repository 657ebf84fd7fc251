/** The demo as a person starts it, in a process of its own, on an emulator of its own. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const DEMO = path('../../apps/demo/dist/server/main.js');
const EMULATOR = path('../../packages/iletimerkezi-emulator/dist/cli.js');

/** The page's built files. */
export const WEB_ROOT = path('../../apps/demo/dist/web');

export interface DemoProcess {
  readonly url: string;
  /** The URL for delivery reports, with its token. */
  readonly webhookUrl: string;
  /** Resident memory of the server's process in MB; its PostgreSQL is not in it. */
  memoryMb: () => number;
  close: () => Promise<void>;
}

/** Orders are taken and never delivered by the emulator: the bench delivers them itself, at its own rate. */
export async function startDemoProcess(): Promise<DemoProcess> {
  const data = mkdtempSync(join(tmpdir(), 'iletimerkezi-demo-bench-'));
  const emulator = spawnNode(EMULATOR, ['--accept-ms', '86400000']);
  const emulatorUrl = await addressIn(emulator);
  const demo = spawnNode(DEMO, ['--port', '0', '--empty', '--data', data, '--emulator', emulatorUrl], LEAN);
  const url = await addressIn(demo);
  return {
    url,
    webhookUrl: await webhookOf(emulatorUrl),
    memoryMb: () =>
      Number(execFileSync('ps', ['-o', 'rss=', '-p', String(demo.pid)], { encoding: 'utf8' })) / 1024,
    close: async () => {
      for (const child of [demo, emulator]) {
        const gone = once(child, 'exit');
        child.kill('SIGTERM');
        await gone;
      }
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** As the demo's start script has it: short-lived objects are collected sooner, in less memory. */
const LEAN = ['--max-semi-space-size=8'];

function spawnNode(script: string, args: readonly string[], flags: readonly string[] = []): ChildProcess {
  return spawn(process.execPath, [...flags, script, ...args], {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function addressIn({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('the process has no output');
  for await (const line of createInterface({ input: stdout })) {
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error('the process ended before it served');
}

async function webhookOf(emulatorUrl: string): Promise<string> {
  const response = await fetch(`${emulatorUrl}/_emulator/accounts`);
  const accounts = (await response.json()) as { webhook?: { url: string } | null }[];
  const url = accounts[0]?.webhook?.url;
  if (url === undefined) throw new Error('the demo gave the emulator no webhook');
  return url;
}
