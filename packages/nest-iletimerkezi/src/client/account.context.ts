import type { IletimerkeziClient } from 'iletimerkezi-core';
import type { IletimerkeziOptions } from '../options/iletimerkezi.options.js';
import type { Pace } from '../rate-limit/pace.js';

/** What the services of one account work with. */
export class AccountContext {
  /** Private at run time too: whoever inspects or logs a service must not see credentials and tokens. */
  readonly #options: IletimerkeziOptions;

  constructor(
    readonly name: string,
    readonly client: IletimerkeziClient,
    readonly pace: Pace,
    options: IletimerkeziOptions,
  ) {
    this.#options = options;
  }

  get options(): IletimerkeziOptions {
    return this.#options;
  }
}
