import { createHmac } from 'node:crypto';

/**
 * Computes pseudonyms for erased phone numbers, so that the host can still recognise them: HMAC-SHA-256 with the host's key.
 * A hash without a key would be reversible, because all phone numbers can be enumerated. The campaign id is part of the
 * input, so the tables do not show which campaigns had the same recipient.
 */
export class Pseudonyms {
  /** Identifies the key of a hash without revealing it. */
  readonly mark: string;

  /** @param key at least 32 characters or bytes. It is not stored or logged. */
  constructor(private readonly key: string | Uint8Array) {
    this.mark = `hmac-sha256 ${this.#digest('key id').slice(0, 8)}`;
  }

  /**
   * Returns the pseudonym of a number in a campaign.
   * @param number in E.164.
   */
  of(campaign: string, number: string): string {
    return `hmac:${this.#digest(`${campaign} ${number}`)}`;
  }

  #digest(text: string): string {
    return createHmac('sha256', this.key).update(text).digest('base64url');
  }
}
