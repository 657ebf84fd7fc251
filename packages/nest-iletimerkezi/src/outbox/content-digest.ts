import { hash } from 'node:crypto';

/** The fields of a campaign that are the same for all recipients. */
export interface ContentHead {
  readonly kind: string;
  readonly audience?: string;
  readonly sender: string;
  readonly sendAt?: Date;
}

/** The provider accepts `sendAt` with a precision of one minute. */
const MINUTE_MS = 60_000;
const WORDS = 8;

/**
 * Computes a digest of a campaign's texts and recipients. The sequence of the recipients does not change it. Memory use is
 * constant, so a stream of any length can be digested. It detects accidental differences and is not collision-resistant
 * against an attacker.
 */
export class ContentDigest {
  readonly #head: string;
  readonly #sum = new Uint32Array(WORDS);
  #count = 0;

  constructor({ kind, audience, sender, sendAt }: ContentHead) {
    const minute = sendAt && Math.ceil(sendAt.getTime() / MINUTE_MS);
    this.#head = JSON.stringify([kind, audience ?? null, sender, minute ?? null]);
  }

  /** @param number in E.164. */
  add(number: string, text: string): void {
    const digest = hash('sha256', `${number}\0${text}`, 'buffer');
    for (let word = 0; word < WORDS; word += 1) {
      // The sum overflows: an element of a Uint32Array is taken modulo 2^32.
      this.#sum[word] = (this.#sum[word] ?? 0) + digest.readUInt32LE(word * 4);
    }
    this.#count += 1;
  }

  /** Returns the digest of the head and of all recipients added. */
  toString(): string {
    return hash('sha256', JSON.stringify([this.#head, this.#count, [...this.#sum]]), 'hex');
  }
}
