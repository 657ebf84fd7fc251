import { hash } from 'node:crypto';
import type { E164 } from 'iletimerkezi-core';

/** The relation of a recipient to earlier ones of the same list. */
export type Repetition = 'new' | 'same-text' | 'other-text';

/**
 * The numbers of a list, each with a hash of its text. A hash set with open addressing in two typed arrays that are at most half
 * full: 24 to 48 bytes per number, so a million numbers take at most 48 MB.
 */
export class NumberTexts {
  /** Numbers as integers; 0 is a free slot. E.164 has at most 15 digits, so they are exact. */
  #numbers = new Float64Array(1_024);
  #texts = new Uint32Array(1_024);
  #size = 0;

  /** Adds a number. The first text of a number counts. */
  add(number: E164, text: string): Repetition {
    const value = Number(number.slice(1));
    const textHash = hashOf(text);
    const slot = this.#slotOf(value);
    if (this.#numbers[slot] !== 0) return this.#texts[slot] === textHash ? 'same-text' : 'other-text';
    this.#numbers[slot] = value;
    this.#texts[slot] = textHash;
    this.#size += 1;
    if (this.#size * 2 > this.#numbers.length) this.#grow();
    return 'new';
  }

  #slotOf(value: number): number {
    const mask = this.#numbers.length - 1;
    let slot = (Math.imul(value % 0x1_0000_0000, MULTIPLIER) >>> 8) & mask;
    while (this.#numbers[slot] !== 0 && this.#numbers[slot] !== value) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const numbers = this.#numbers;
    const texts = this.#texts;
    this.#numbers = new Float64Array(numbers.length * 2);
    this.#texts = new Uint32Array(numbers.length * 2);
    numbers.forEach((value, index) => {
      if (value === 0) return;
      const slot = this.#slotOf(value);
      this.#numbers[slot] = value;
      this.#texts[slot] = texts[index] ?? 0;
    });
  }
}

/** Odd, and random for each process, so that an attacker cannot prepare a list of colliding numbers. */
const MULTIPLIER = Math.floor(Math.random() * 0x8000_0000) * 2 + 1;

let last: { readonly text: string; readonly hash: number } | undefined;

/** Returns 32 bits of a hash. The text of a campaign with one text is hashed once. */
function hashOf(text: string): number {
  if (last?.text !== text) last = { text, hash: hash('sha256', text, 'buffer').readUInt32LE(0) };
  return last.hash;
}
