import type { IletimerkeziClient } from 'iletimerkezi-core';
import type { IletimerkeziOptions } from '../iletimerkezi.options.js';
import type { Pace } from '../pace/pace.js';
import type { CallObservers, Operation } from '../telemetry/call-observer.js';

/** What the services of one account work with. */
export class AccountContext {
  /** Private at run time too: whoever inspects or logs a service must not see credentials and tokens. */
  readonly #options: IletimerkeziOptions;
  readonly #observers: CallObservers;

  constructor(
    readonly name: string,
    readonly client: IletimerkeziClient,
    readonly pace: Pace,
    options: IletimerkeziOptions,
    observers: CallObservers,
  ) {
    this.#options = options;
    this.#observers = observers;
  }

  get options(): IletimerkeziOptions {
    return this.#options;
  }

  /** Makes a call under the eyes of whoever watches calls. */
  call<Result>(operation: Operation, run: () => Promise<Result>, recipients?: number): Promise<Result> {
    return this.#observers.run({ account: this.name, operation, recipients }, run);
  }
}
