import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Starts an instance in a process of its own; resolves when it sends. */
export async function startSender(dir: string, baseUrl: string): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('sender.ts', import.meta.url));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, dir, baseUrl], {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (child.stdout) await once(child.stdout, 'data');
  return child;
}

/** Lets instances come to their end. */
export async function endSenders(senders: readonly ChildProcess[]): Promise<void> {
  await Promise.all(
    senders.map(async (child) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.stdin?.end();
      await once(child, 'exit');
    }),
  );
}
