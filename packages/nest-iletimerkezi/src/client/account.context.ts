import type { IletimerkeziClient } from 'iletimerkezi-core';
import type { IletimerkeziOptions } from '../options/iletimerkezi.options.js';
import type { Pace } from '../rate-limit/pace.js';

interface AccountParts {
  readonly name: string;
  readonly client: IletimerkeziClient;
  readonly pace: Pace;
  readonly options: IletimerkeziOptions;
}

/** Name, client, rate limiter and options of one account, shared by its services. */
export class AccountContext {
  readonly name: string;
  readonly client: IletimerkeziClient;
  readonly pace: Pace;
  /** Private at run time, too, so that logging a service does not reveal credentials and tokens. */
  readonly #options: IletimerkeziOptions;

  constructor({ name, client, pace, options }: AccountParts) {
    this.name = name;
    this.client = client;
    this.pace = pace;
    this.#options = options;
  }

  get options(): IletimerkeziOptions {
    return this.#options;
  }
}
