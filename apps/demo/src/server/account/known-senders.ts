import { Injectable } from '@nestjs/common';
import { AccountService } from 'nest-iletimerkezi';

/** Returns the approved senders of the account, or the last known ones while the provider is unavailable. */
@Injectable()
export class KnownSenders {
  #last: readonly string[] | undefined;

  constructor(private readonly account: AccountService) {}

  /** @throws the client's error if no senders are known yet */
  async read(): Promise<readonly string[]> {
    try {
      this.#last = await this.account.senders();
    } catch (error) {
      if (this.#last === undefined) throw error;
    }
    return this.#last;
  }
}
