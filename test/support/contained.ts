import { fork } from 'node:child_process';
import { chmodSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Names the directory of a contained run to the run itself. */
const PLACE = 'CONTAINED_IN';
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs a script that starts hosts, browsers and databases of its own, and leaves nothing of them behind: not when it
 * fails, not when it is killed, and not when this process is asked to end (Ctrl-C) meanwhile. The script has a process
 * group of its own, and a directory of its own for everything temporary, in which also detached databases are found.
 * @returns what the script hands over by {@link handOver}.
 */
export function contained<Result>(
  script: string,
  args: readonly string[],
  flags: readonly string[] = [],
): Promise<Result> {
  const place = mkdtempSync(join(tmpdir(), 'contained-'));
  // A database server that runs as a user of its own has to pass.
  chmodSync(place, 0o711);
  const child = fork(script, args, {
    execArgv: [...flags, '--disable-warning=ExperimentalWarning'],
    env: { ...process.env, NODE_OPTIONS: '', TMPDIR: place, [PLACE]: place },
    detached: true,
    // What it says must not end up between the rows of this process.
    stdio: ['ignore', process.stderr, process.stderr, 'ipc'],
  });
  const clear = (): void => {
    if (child.pid !== undefined) endGroup(child.pid);
    clearPlace(place);
  };
  const enders = SIGNALS.map((signal) => {
    const end = (): void => {
      clear();
      process.exit(128 + constants.signals[signal]);
    };
    process.once(signal, end);
    return () => process.off(signal, end);
  });
  return new Promise<Result>((resolve, reject) => {
    let handed: { result: Result } | undefined;
    child.on('message', (result) => (handed = { result: result as Result }));
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      for (const forget of enders) forget();
      clear();
      if (code === 0 && handed) resolve(handed.result);
      else reject(new Error(`${[script, ...args].join(' ')} ended with ${signal ?? `exit code ${code}`}`));
    });
  });
}

/** Called first in a contained script: when its parent is gone, everything that it started is killed. */
export function endWithParent(): void {
  process.once('disconnect', () => {
    const place = process.env[PLACE];
    if (place === undefined) return;
    clearPlace(place);
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

/** Databases first: they are detached, and write where they are. */
function clearPlace(place: string): void {
  for (const file of globSync('**/postmaster.pid', { cwd: place })) {
    const server = Number.parseInt(readFileSync(join(place, file), 'utf8'), 10);
    if (server > 0) signalProcess(server, 'SIGQUIT');
  }
  // Databases and browsers take a moment to end, and write until then.
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let tries = 0; tries < 20 && existsSync(place); tries += 1) {
    try {
      rmSync(place, { recursive: true, force: true });
    } catch {
      // Something came into it meanwhile.
    }
    Atomics.wait(pause, 0, 0, 150);
  }
}

function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended already.
  }
}
