import { performance } from 'node:perf_hooks';
import type { SendSlot } from './rate-limit-queue.js';

/** The largest number of slots that are taken ahead of the orders. */
const LARGEST = 8;

/** An order that follows the one before within this time, in milliseconds, shows that more will follow. */
const FREQUENT_MS = 100;

/** Slots are returned this long after their start, before they expire, in milliseconds. */
const KEPT_MS = 300;

/** A slot that starts later than this is not taken ahead: orders of other instances wait for it. */
const LATEST_MS = 50;

/** After a slot was returned unused, no slots are taken ahead for this time, in milliseconds. */
const REST_MS = 1_000;

interface Kept {
  readonly slot: SendSlot;
  /** Start of the slot, on the monotonic clock. */
  readonly at: number;
  /** Returns the slot unused. */
  readonly discard: () => void;
}

/**
 * Keeps a few slots for the next orders of one recipient while they arrive frequently, so that such an order is sent
 * without a statement for its slot. Slots that are not used are returned.
 */
export class SlotReserve {
  #kept: Kept[] = [];
  #lastOrderAt = -Infinity;
  /** Moving average of the time between two orders, in milliseconds. */
  #intervalMs = FREQUENT_MS;
  #isFrequent = false;
  #restUntil = -Infinity;

  /** Records that an order of one recipient asks for a slot. */
  recordOrder(): void {
    const now = performance.now();
    const interval = Math.min(now - this.#lastOrderAt, FREQUENT_MS);
    this.#intervalMs += (interval - this.#intervalMs) / 4;
    this.#isFrequent = interval < FREQUENT_MS && now >= this.#restUntil;
    this.#lastOrderAt = now;
  }

  /** Number of slots to take ahead. */
  get missing(): number {
    const size = this.#size;
    return this.#isFrequent && this.#kept.length < size / 2 ? size - this.#kept.length : 0;
  }

  /** Number of slots that orders are expected to use in half of the time for which slots are kept. */
  get #size(): number {
    return Math.max(1, Math.min(LARGEST, Math.floor(KEPT_MS / 2 / this.#intervalMs)));
  }

  /** Returns the oldest slot that has not expired. */
  take(): SendSlot | undefined {
    const now = performance.now();
    for (let kept = this.#kept.shift(); kept; kept = this.#kept.shift()) {
      if (now < kept.at + KEPT_MS) return kept.slot;
      this.#discard(kept);
    }
    return undefined;
  }

  /** Keeps a slot that no order waits for. */
  keep(kept: Kept): void {
    const now = performance.now();
    if (!this.#isFrequent || kept.at > now + LATEST_MS) return this.#discard(kept);
    this.#kept.push(kept);
    setTimeout(() => this.#expire(kept), kept.at + KEPT_MS - now).unref();
  }

  /** Returns all slots. */
  clear(): void {
    for (const { discard } of this.#kept.splice(0)) discard();
  }

  #expire(kept: Kept): void {
    if (!this.#kept.includes(kept)) return;
    this.#kept = this.#kept.filter((other) => other !== kept);
    this.#discard(kept);
  }

  #discard({ discard }: Kept): void {
    this.#isFrequent = false;
    this.#restUntil = performance.now() + REST_MS;
    discard();
  }
}
