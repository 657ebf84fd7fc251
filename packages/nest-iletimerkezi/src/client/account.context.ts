import type { IletimerkeziClient } from 'iletimerkezi-core';
import type { IletimerkeziOptions } from '../options/iletimerkezi.options.js';
import type { RateLimiter } from '../rate-limit/rate-limiter.js';

interface AccountParts {
  readonly name: string;
  readonly client: IletimerkeziClient;
  readonly rateLimiter: RateLimiter;
  readonly options: IletimerkeziOptions;
}

/** Name, client, rate limiter and options of one account, shared by its services. */
export class AccountContext {
  readonly name: string;
  readonly client: IletimerkeziClient;
  readonly rateLimiter: RateLimiter;
  /** Private at run time, too, so that logging a service does not reveal credentials and tokens. */
  readonly #options: IletimerkeziOptions;

  constructor({ name, client, rateLimiter, options }: AccountParts) {
    this.name = name;
    this.client = client;
    this.rateLimiter = rateLimiter;
    this.#options = options;
  }

  get options(): IletimerkeziOptions {
    return this.#options;
  }
}
