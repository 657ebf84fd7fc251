import { Injectable } from '@nestjs/common';
import { AccountService } from 'nest-iletimerkezi';

/** The account's approved senders; while the provider is away those it named last. */
@Injectable()
export class KnownSenders {
  #last: readonly string[] | undefined;

  constructor(private readonly account: AccountService) {}

  /** @throws what the provider's client throws, when it never answered yet */
  async read(): Promise<readonly string[]> {
    try {
      this.#last = await this.account.senders();
    } catch (error) {
      if (this.#last === undefined) throw error;
    }
    return this.#last;
  }
}
