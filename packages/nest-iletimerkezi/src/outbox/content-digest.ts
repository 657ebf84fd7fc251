import { hash } from 'node:crypto';

/** What all recipients of a campaign have in common. */
export interface ContentHead {
  readonly kind: string;
  readonly audience?: string;
  readonly sender: string;
  readonly sendAt?: Date;
}

/** `sendAt` goes to the provider in whole minutes. */
const MINUTE_MS = 60_000;
const WORDS = 8;

/**
 * A digest of what a campaign says to whom. The order of the recipients makes no difference, and nothing is kept of
 * them, so a stream of any length can be digested. It finds content that differs by accident, not by design.
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
      // An element of a Uint32Array wraps around.
      this.#sum[word] = (this.#sum[word] ?? 0) + digest.readUInt32LE(word * 4);
    }
    this.#count += 1;
  }

  /** Returns the digest of the head and of all that was added. */
  toString(): string {
    return hash('sha256', JSON.stringify([this.#head, this.#count, [...this.#sum]]), 'hex');
  }
}
