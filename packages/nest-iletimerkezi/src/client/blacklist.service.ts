import { Injectable } from '@nestjs/common';
import type { CallOptions } from 'iletimerkezi-core';
import { AccountContext } from './account.context.js';
import { addMany, type AddManyOptions, type AddManyResult } from './add-many.js';

/** The account's own blacklist: numbers the provider will not deliver to, whatever is sent. */
@Injectable()
export class BlacklistService {
  constructor(private readonly account: AccountContext) {}

  /** Every blocked number, page after page as they are asked for; only those blocked within a range if one is given. */
  list(range: { start?: Date; end?: Date } = {}, options?: CallOptions): AsyncIterable<string> {
    return this.account.client.blacklist(range, options);
  }

  /** Blocks a number. Blocking it twice is no error. */
  add(number: string, options?: CallOptions): Promise<void> {
    return this.account.client.addToBlacklist(number, options);
  }

  /**
   * Frees a number.
   * @throws IletimerkeziError `not-blacklisted` when it is not blocked.
   */
  remove(number: string, options?: CallOptions): Promise<void> {
    return this.account.client.removeFromBlacklist(number, options);
  }

  /**
   * Blocks many numbers, a few at a time, since the provider takes one per call. Goes on after a number that fails;
   * only wrong credentials, or `signal`, end it early. The result has the numbers that were not blocked.
   */
  addMany(numbers: Iterable<string>, options?: AddManyOptions): Promise<AddManyResult> {
    return addMany(numbers, (number, call) => this.add(number, call), options);
  }
}
