/**
 * A hash set of the integers from 0 to 999,999,999, for Turkish mobile numbers. It uses open addressing in one array that
 * is at most half full. For a million entries a `Set` takes several times as long.
 */
export class MobileSet {
  /** Each number plus one; 0 is a free slot. The length is 2 to the power of 32 − `#shift`. */
  #slots = new Int32Array(1024);
  #shift = 22;
  #size = 0;
  /** Odd, and random for each set, so that an attacker cannot prepare a list of colliding numbers. */
  readonly #multiplier = Math.floor(Math.random() * 0x8000_0000) * 2 + 1;

  /** Adds a number. @returns whether it was new. */
  add(mobile: number): boolean {
    const slot = this.#slotOf(mobile);
    if (this.#slots[slot] !== 0) return false;
    this.#slots[slot] = mobile + 1;
    this.#size += 1;
    if (this.#size * 2 > this.#slots.length) this.#grow();
    return true;
  }

  /** Returns the slot of a number, or the free slot for it. Source: Dietzfelbinger et al., multiplicative hashing, 1997. */
  #slotOf(mobile: number): number {
    const slots = this.#slots;
    let slot = Math.imul(mobile, this.#multiplier) >>> this.#shift;
    while (slots[slot] !== 0 && slots[slot] !== mobile + 1) slot = (slot + 1) % slots.length;
    return slot;
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Int32Array(before.length * 2);
    this.#shift -= 1;
    for (const held of before) if (held !== 0) this.#slots[this.#slotOf(held - 1)] = held;
  }
}
