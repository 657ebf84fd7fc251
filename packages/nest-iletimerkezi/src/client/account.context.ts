import type { IletimerkeziClient } from 'iletimerkezi-core';
import type { IletimerkeziOptions } from '../options/iletimerkezi.options.js';
import type { Pace } from '../rate-limit/pace.js';

/** Name, client, rate limiter and options of one account, shared by its services. */
export class AccountContext {
  /** Private at run time, too, so that logging a service does not reveal credentials and tokens. */
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
