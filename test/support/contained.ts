import { fork } from 'node:child_process';
import { chmodSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Environment variable with the directory of a contained script. */
const DIRECTORY = 'CONTAINED_IN';
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs a script that starts hosts, browsers and databases, and removes all of them when it ends, fails or is killed, or
 * when this process receives a signal (Ctrl-C). The script has its own process group and its own directory for temporary
 * files, which also contains the process ids of detached databases.
 * @returns the result that the script passed to {@link handOver}.
 */
export function contained<Result>(
  script: string,
  args: readonly string[],
  flags: readonly string[] = [],
): Promise<Result> {
  const directory = mkdtempSync(join(tmpdir(), 'contained-'));
  // A database server that runs as another user needs access.
  chmodSync(directory, 0o711);
  const child = fork(script, args, {
    execArgv: [...flags, '--disable-warning=ExperimentalWarning'],
    env: { ...process.env, NODE_OPTIONS: '', TMPDIR: directory, [DIRECTORY]: directory },
    detached: true,
    // The output of the script must not mix with the rows on stdout.
    stdio: ['ignore', process.stderr, process.stderr, 'ipc'],
  });
  const clear = (): void => {
    if (child.pid !== undefined) endGroup(child.pid);
    removeDirectory(directory);
  };
  const unsubscribers = SIGNALS.map((signal) => {
    const end = (): void => {
      clear();
      process.exit(128 + constants.signals[signal]);
    };
    process.once(signal, end);
    return () => process.off(signal, end);
  });
  return new Promise<Result>((resolve, reject) => {
    let received: { result: Result } | undefined;
    child.on('message', (result) => (received = { result: result as Result }));
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      for (const unsubscribe of unsubscribers) unsubscribe();
      clear();
      if (code === 0 && received) resolve(received.result);
      else reject(new Error(`${[script, ...args].join(' ')} ended with ${signal ?? `exit code ${code}`}`));
    });
  });
}

/** Kills everything that a contained script started when its parent process ends. Call it first. */
export function endWithParent(): void {
  process.once('disconnect', () => {
    const directory = process.env[DIRECTORY];
    if (directory === undefined) return;
    removeDirectory(directory);
    endGroup(process.pid);
  });
}

/** Ends a contained script with its result. */
export function handOver(result: unknown): void {
  process.send?.(result, () => process.exit(0));
}

function endGroup(leader: number): void {
  signalProcess(-leader, 'SIGKILL');
}

/** Stops the databases, which are detached, and removes the directory. */
function removeDirectory(directory: string): void {
  for (const file of globSync('**/postmaster.pid', { cwd: directory })) {
    const server = Number.parseInt(readFileSync(join(directory, file), 'utf8'), 10);
    if (server > 0) signalProcess(server, 'SIGQUIT');
  }
  // Databases and browsers write until they have ended.
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let tries = 0; tries < 20 && existsSync(directory); tries += 1) {
    try {
      rmSync(directory, { recursive: true, force: true });
    } catch {
      // A process wrote a file during the removal.
    }
    Atomics.wait(pause, 0, 0, 150);
  }
}

function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // The process has ended already.
  }
}
