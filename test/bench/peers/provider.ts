import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { FromProvider, ToProvider } from './provider-process.ts';

const SCRIPT = fileURLToPath(new URL('provider-process.ts', import.meta.url));

/** The longest time that a library may need for the messages of one round. */
const TIMEOUT_MS = 120_000;

/** A provider in a process of its own that answers within a millisecond. */
export class Provider {
  private readonly child: ChildProcess;
  readonly url: string;

  private constructor(child: ChildProcess, url: string) {
    this.child = child;
    this.url = url;
  }

  static async start(): Promise<Provider> {
    const child = fork(SCRIPT, [], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: ['ignore', process.stderr, process.stderr, 'ipc'],
    });
    const [first] = (await once(child, 'message')) as [FromProvider];
    if (!('url' in first)) throw new Error('The provider did not start.');
    return new Provider(child, first.url);
  }

  /**
   * Expects this many requests.
   * @returns a promise of their moments, in nanoseconds of the monotonic clock, by recipient.
   */
  async expect(count: number): Promise<{ arrived: Promise<Map<string, number>> }> {
    this.child.send({ expect: count } satisfies ToProvider);
    await once(this.child, 'message');
    const arrived = once(this.child, 'message', { signal: AbortSignal.timeout(TIMEOUT_MS) }).then(
      ([message]: FromProvider[]) => {
        const arrivals = message && 'arrivals' in message ? message.arrivals : [];
        const byRecipient = new Map(arrivals);
        if (byRecipient.size < count) {
          throw new Error(`${count} messages led to ${byRecipient.size} recipients.`);
        }
        return byRecipient;
      },
    );
    // The caller may await it later.
    arrived.catch(() => undefined);
    return { arrived };
  }

  stop(): void {
    this.child.disconnect();
  }
}
