import { Injectable } from '@nestjs/common';
import type { CallOptions } from 'iletimerkezi-core';
import { AccountContext } from './account.context.js';
import { addMany, type AddManyOptions, type AddManyResult } from './add-many.js';

/** Manages the account's blacklist: numbers to which the provider delivers no message of the account. */
@Injectable()
export class BlacklistService {
  constructor(private readonly account: AccountContext) {}

  /** Iterates over the blocked numbers, optionally those blocked within a range. Pages are requested as needed. */
  list(range: { start?: Date; end?: Date } = {}, options?: CallOptions): AsyncIterable<string> {
    return this.account.client.blacklist(range, options);
  }

  /** Blocks a number. Blocking a blocked number is not an error. */
  add(number: string, options?: CallOptions): Promise<void> {
    return this.account.client.addToBlacklist(number, options);
  }

  /**
   * Unblocks a number.
   * @throws IletimerkeziError `not-blacklisted` when the number is not blocked.
   */
  remove(number: string, options?: CallOptions): Promise<void> {
    return this.account.client.removeFromBlacklist(number, options);
  }

  /**
   * Blocks many numbers with concurrent calls, since the provider accepts one number per call. Continues after a number
   * that fails; stops early only for wrong credentials or when `signal` is aborted. The result lists the numbers that
   * were not blocked.
   */
  addMany(numbers: Iterable<string>, options?: AddManyOptions): Promise<AddManyResult> {
    return addMany(numbers, (number, call) => this.add(number, call), options);
  }
}
