import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A host process that a run kills or stops, with its stdin and the lines of its stdout. */
export class HostProcess {
  #waiting: (() => void)[] = [];
  readonly lines: string[] = [];

  readonly #child: ChildProcess;

  /** @param onLine is called with each line. */
  constructor(script: URL, args: readonly string[], onLine: (line: string) => void = () => undefined) {
    const flags = ['--disable-warning=ExperimentalWarning'];
    this.#child = spawn(process.execPath, [...flags, fileURLToPath(script), ...args], {
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    if (this.#child.stdout) {
      createInterface({ input: this.#child.stdout }).on('line', (line) => {
        this.lines.push(line);
        onLine(line);
        this.#notify();
      });
    }
    // A line for a process that has just been killed is lost with it.
    this.#child.stdin?.on('error', () => undefined);
    this.#child.once('exit', () => this.#notify());
  }

  /** Writes a line to its stdin. */
  say(line: string): void {
    this.#child.stdin?.write(`${line}\n`);
  }

  /** Stops it (SIGSTOP) until `resume`: its timers, sockets and connections stay as they are. */
  pause(): void {
    this.#child.kill('SIGSTOP');
  }

  resume(): void {
    this.#child.kill('SIGCONT');
  }

  get ended(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Waits until something holds that a line or the end may have brought about; ends with the process. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds() && !this.ended) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** It has said that it works. Kills at its start are part of the test, so its end is as good. */
  async ready(): Promise<void> {
    await this.until(() => this.lines.includes('ready'));
  }

  async kill(): Promise<void> {
    if (this.ended) return;
    this.#child.kill('SIGKILL');
    await this.end();
  }

  async end(): Promise<void> {
    await this.until(() => false);
  }

  #notify(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

/** Kills the embedded database server of a directory. */
export function killServer(dir: string): void {
  try {
    process.kill(Number.parseInt(readFileSync(join(dir, 'data', 'postmaster.pid'), 'utf8'), 10), 'SIGKILL');
  } catch {
    // It is not running at this moment, which is a moment too.
  }
}
