import { createCipheriv } from 'node:crypto';

/**
 * Format-preserving encryption FF1 with AES. Source: NIST SP 800-38G, algorithms 7 and 8. The specification's examples are in
 * the spec of this file. Halves have at most 2^53 values, and their numbers at most 96 bits.
 */
export class Ff1 {
  readonly #encryptBlock: (block: Buffer) => Buffer;
  readonly #radix: number;
  readonly #length: number;
  readonly #head: Buffer;
  readonly #tweak: Buffer;
  /** Bytes of the number of one half. */
  readonly #width: number;

  /**
   * @param key 16 or 32 bytes.
   * @param length number of digits, at least two.
   */
  constructor(key: Buffer, { radix, length, tweak }: { radix: number; length: number; tweak: Buffer }) {
    const cipher = createCipheriv(key.length === 16 ? 'aes-128-ecb' : 'aes-256-ecb', key, null);
    cipher.setAutoPadding(false);
    this.#encryptBlock = (block) => cipher.update(block);
    this.#radix = radix;
    this.#length = length;
    this.#tweak = tweak;
    const half = Math.ceil(length / 2);
    this.#width = Math.ceil(Math.ceil(half * Math.log2(radix)) / 8);
    const head = Buffer.alloc(16);
    head.set([1, 2, 1], 0);
    head.writeUIntBE(radix, 3, 3);
    head.set([10, Math.floor(length / 2) % 256], 6);
    head.writeUInt32BE(length, 8);
    head.writeUInt32BE(tweak.length, 12);
    // The first block of each round's input is the same.
    this.#head = this.#encryptBlock(head);
  }

  /** Encrypts digits, each from 0 to the radix minus one. */
  encrypt(digits: readonly number[]): number[] {
    const [shorter, longer] = this.#lengths;
    let left = this.#numberOf(digits.slice(0, shorter));
    let right = this.#numberOf(digits.slice(shorter));
    for (let round = 0; round < 10; round += 1) {
      const length = round % 2 === 0 ? shorter : longer;
      const sum = (left + this.#round(round, right)) % BigInt(this.#radix) ** BigInt(length);
      left = right;
      right = sum;
    }
    return [...this.#digitsOf(left, shorter), ...this.#digitsOf(right, longer)];
  }

  /** Decrypts what {@link encrypt} returned. */
  decrypt(digits: readonly number[]): number[] {
    const [shorter, longer] = this.#lengths;
    let left = this.#numberOf(digits.slice(0, shorter));
    let right = this.#numberOf(digits.slice(shorter));
    for (let round = 9; round >= 0; round -= 1) {
      const size = BigInt(this.#radix) ** BigInt(round % 2 === 0 ? shorter : longer);
      const difference = (((right - this.#round(round, left)) % size) + size) % size;
      right = left;
      left = difference;
    }
    return [...this.#digitsOf(left, shorter), ...this.#digitsOf(right, longer)];
  }

  get #lengths(): readonly [number, number] {
    const shorter = Math.floor(this.#length / 2);
    return [shorter, this.#length - shorter];
  }

  /** The pseudorandom function of a round: a CBC-MAC over tweak, round and the other half. */
  #round(round: number, half: bigint): bigint {
    const width = this.#width;
    const input = Buffer.alloc(Math.ceil((this.#tweak.length + 1 + width) / 16) * 16);
    this.#tweak.copy(input);
    input[input.length - width - 1] = round;
    for (let index = 0, rest = half; index < width; index += 1, rest >>= 8n) {
      input[input.length - 1 - index] = Number(rest & 0xffn);
    }
    let state = this.#head;
    for (let start = 0; start < input.length; start += 16) {
      const block = Buffer.alloc(16);
      for (let index = 0; index < 16; index += 1) {
        block[index] = (state[index] ?? 0) ^ (input[start + index] ?? 0);
      }
      state = this.#encryptBlock(block);
    }
    return BigInt(`0x${state.toString('hex', 0, 4 * Math.ceil(width / 4) + 4)}`);
  }

  #numberOf(digits: readonly number[]): bigint {
    return digits.reduce((number, digit) => number * BigInt(this.#radix) + BigInt(digit), 0n);
  }

  #digitsOf(number: bigint, length: number): number[] {
    const digits: number[] = [];
    for (let rest = number; digits.length < length; rest /= BigInt(this.#radix)) {
      digits.unshift(Number(rest % BigInt(this.#radix)));
    }
    return digits;
  }
}
