import { Session } from 'node:inspector/promises';

/** Counts calls of functions of iletimerkezi-core with V8's precise coverage. The functions themselves are not replaced. */
export class CallCounter {
  readonly #session = new Session();

  /** @param names of the functions. */
  constructor(private readonly names: readonly string[]) {}

  async start(): Promise<void> {
    this.#session.connect();
    await this.#session.post('Profiler.enable');
    await this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  }

  /** Returns the number of calls while `work` ran. */
  async count(work: () => Promise<unknown>): Promise<number> {
    await this.#take();
    await work();
    return this.#take();
  }

  stop(): void {
    this.#session.disconnect();
  }

  /** Returns the number of calls since the last one. */
  async #take(): Promise<number> {
    const { result } = await this.#session.post('Profiler.takePreciseCoverage');
    return result
      .filter(({ url }) => url.includes('iletimerkezi-core'))
      .flatMap(({ functions }) => functions)
      .filter(({ functionName }) => this.names.includes(functionName))
      .reduce((sum, { ranges: [range] }) => sum + (range?.count ?? 0), 0);
  }
}
