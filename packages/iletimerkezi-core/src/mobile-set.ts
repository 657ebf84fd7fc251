/**
 * A hash set of Turkish mobile numbers, counted from 0 to 999,999,999, in one array that is at most half full. At a
 * million entries a `Set` takes several times as long.
 */
export class MobileSet {
  /** Each number plus one; 0 is a free place. There are 2 to the power of 32 − `#shift`. */
  #places = new Int32Array(1024);
  #shift = 22;
  #size = 0;
  /** Odd and drawn anew for each set, so that no list can be made for which all places meet. */
  readonly #multiplier = Math.floor(Math.random() * 0x8000_0000) * 2 + 1;

  /** @returns whether it was new. */
  add(mobile: number): boolean {
    const place = this.#placeOf(mobile);
    if (this.#places[place] !== 0) return false;
    this.#places[place] = mobile + 1;
    this.#size += 1;
    if (this.#size * 2 > this.#places.length) this.#grow();
    return true;
  }

  /** Where a number is, or the free place where it goes. Source: Dietzfelbinger et al., multiplicative hashing, 1997. */
  #placeOf(mobile: number): number {
    const places = this.#places;
    let place = Math.imul(mobile, this.#multiplier) >>> this.#shift;
    while (places[place] !== 0 && places[place] !== mobile + 1) place = (place + 1) % places.length;
    return place;
  }

  #grow(): void {
    const before = this.#places;
    this.#places = new Int32Array(before.length * 2);
    this.#shift -= 1;
    for (const held of before) if (held !== 0) this.#places[this.#placeOf(held - 1)] = held;
  }
}
