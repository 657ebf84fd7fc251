import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const EMULATOR = fileURLToPath(new URL('../../packages/iletimerkezi-emulator/dist/cli.js', import.meta.url));

/** An emulator in a process of its own, so that its memory and its work are not counted as the host's. */
export async function startEmulatorProcess(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [EMULATOR, '--port', '0'], {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  const { url } = JSON.parse(String(line)) as { url: string };
  return { child, url };
}
