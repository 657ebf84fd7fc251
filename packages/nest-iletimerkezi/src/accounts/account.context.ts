import type { IletimerkeziClient } from 'iletimerkezi-core';
import type { IletimerkeziOptions } from '../iletimerkezi.options.js';
import type { Pace } from '../pace/pace.js';
import type { CallObservers, Operation } from '../telemetry/call-observer.js';

/** What the services of one account work with. */
export class AccountContext {
  constructor(
    readonly name: string,
    readonly options: IletimerkeziOptions,
    readonly client: IletimerkeziClient,
    readonly pace: Pace,
    private readonly observers: CallObservers,
  ) {}

  /** Makes a call under the eyes of whoever watches calls. */
  call<Result>(operation: Operation, run: () => Promise<Result>, recipients?: number): Promise<Result> {
    return this.observers.run({ account: this.name, operation, recipients }, run);
  }
}
