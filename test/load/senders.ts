import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * Starts an instance in a process of its own; resolves when it sends.
 * @param lookUpAfterMs when to look for orders whose outcome is unknown; the module's own moments without.
 */
export async function startSender(
  dir: string,
  baseUrl: string,
  lookUpAfterMs: readonly number[] = [],
): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('sender.ts', import.meta.url));
  const args = ['--disable-warning=ExperimentalWarning', script, dir, baseUrl, lookUpAfterMs.join(',')];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (child.stdout) await once(child.stdout, 'data');
  return child;
}

/** An instance that does not stop is killed, so that it does not outlive the run. */
const TIMEOUT_MS = 20_000;

/** Lets instances come to their end; when this resolves, none is there any more. */
export async function endSenders(senders: readonly ChildProcess[]): Promise<void> {
  await Promise.all(
    senders.map(async (child) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.stdin?.end();
      const timer = setTimeout(() => child.kill('SIGKILL'), TIMEOUT_MS);
      await ended;
      clearTimeout(timer);
    }),
  );
}
