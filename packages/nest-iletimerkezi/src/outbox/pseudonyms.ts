import { createHmac } from 'node:crypto';

/**
 * What stands in a number's place once it is erased but the host wants to go on recognising it: HMAC-SHA-256 with the
 * host's key. Without the key a hash of a number is no secret, because all numbers can be tried. The campaign goes
 * into it, so that the tables alone do not tell which campaigns the same person was in.
 */
export class Pseudonyms {
  /** Tells hashes of one key from those of another, and nothing about the key. */
  readonly mark: string;

  /** @param key 32 characters or bytes at least. It never leaves the process. */
  constructor(private readonly key: string | Uint8Array) {
    this.mark = `hmac-sha256 ${this.#digest('key id').slice(0, 8)}`;
  }

  /** @param number in E.164. */
  of(campaign: string, number: string): string {
    return `hmac:${this.#digest(`${campaign} ${number}`)}`;
  }

  #digest(text: string): string {
    return createHmac('sha256', this.key).update(text).digest('base64url');
  }
}
