import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The name of this work in a row. */
export const FLOOR = 'two bare commits and a request beside the same orders';

const PROCESS = fileURLToPath(new URL('bare-passwords-process.ts', import.meta.url));

/** Two commits and a request, every 50 ms, in another process. */
export class BarePasswords {
  readonly #child: ChildProcess;
  readonly #lines: Interface;

  private constructor(child: ChildProcess, lines: Interface) {
    this.#child = child;
    this.#lines = lines;
  }

  /** @param dir the directory of an embedded server that runs. */
  static async start(dir: string, url: string): Promise<BarePasswords> {
    const child = spawn(process.execPath, [PROCESS, dir, url], {
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const lines = createInterface(child.stdout);
    await once(lines, 'line');
    return new BarePasswords(child, lines);
  }

  /** @returns the milliseconds of each. */
  async stop(): Promise<number[]> {
    const printed = once(this.#lines, 'line');
    this.#child.stdin?.end();
    const [line] = await printed;
    return JSON.parse(String(line)) as number[];
  }
}
