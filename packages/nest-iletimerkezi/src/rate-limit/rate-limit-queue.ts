import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  COOLDOWN_MS,
  LATEST_START_MS,
  LONGEST_HOLD_MS,
  MICROSECONDS,
  type RateLimitRepository,
  type Slot,
} from '../storage/outbox/rate-limit.repository.js';
import { isOutage } from '../storage/storage.errors.js';
import { AccountClock } from './account-clock.js';
import { SlotReserve } from './slot-reserve.js';

/** The next slot is requested this long before the start of the previous one, in milliseconds. */
const AHEAD_MS = 60;

/**
 * Slots are freed this long after the first of them was answered, in milliseconds, so that one statement frees several.
 * They become available after the same time, because the statement says how long ago each was answered.
 */
const FREE_AFTER_MS = 200;

/** An order that was overtaken this many times gets the next slot, even if capacity stays unused until then. */
const MAX_OVERTAKEN = 8;

/** Number of latest response times from which the minimum round-trip time to the provider is taken. */
const KEPT_RESPONSE_TIMES = 64;

/** Safety margin below the minimum round-trip time, in milliseconds. */
const RESPONSE_MARGIN_MS = 20;

/** Maximum time by which a slot is freed early, in milliseconds. */
const EARLIEST_MS = 500;

/** An order's slot in the rate limit of its account. */
export interface SendSlot {
  /** Waits for the start of the slot. @returns false when the slot has expired: the order must not be sent in it. */
  waitForStart(): Promise<boolean>;
  /** Whether the slot has not expired. */
  readonly isInTime: boolean;
  /**
   * Frees the slot. Call it when the provider has answered or can no longer answer. `tookMs`: time since the request was
   * sent.
   */
  answered(tookMs: number): void;
  /** Frees the slot. Call it when the order is not sent. */
  release(): void;
}

interface Waiting {
  readonly recipients: number;
  overtaken: number;
  readonly resolve: (slot: SendSlot | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** Queues the orders of this instance that are ready to be sent for the rate limit of their account. */
export class RateLimitQueue {
  readonly #clock = new AccountClock();
  readonly #reserve = new SlotReserve();
  #waiting: Waiting[] = [];
  #isTaking = false;
  #freed: { readonly id: number; readonly at: number }[] = [];
  #isFreeing = false;
  #responseTimes: number[] = [];
  #resumeAt = 0;

  constructor(
    private readonly account: string,
    private readonly repository: RateLimitRepository,
  ) {}

  /**
   * Waits for a slot.
   * @param recipients 1 to 100.
   * @returns undefined when `stopping` was aborted first.
   */
  async acquire(recipients: number, stopping: AbortSignal): Promise<SendSlot | undefined> {
    if (stopping.aborted) return undefined;
    if (recipients === 1) this.#reserve.recordOrder();
    const reserved = recipients === 1 && this.#waiting.length === 0 ? this.#reserve.take() : undefined;
    if (reserved) {
      this.#start();
      return reserved;
    }
    let onAbort = (): void => undefined;
    const slot = new Promise<SendSlot | undefined>((resolve, reject) => {
      const waiting = { recipients, overtaken: 0, resolve, reject };
      onAbort = () => {
        this.#waiting = this.#waiting.filter((other) => other !== waiting);
        resolve(undefined);
      };
      this.#waiting.push(waiting);
    });
    stopping.addEventListener('abort', onAbort);
    this.#start();
    return slot.finally(() => stopping.removeEventListener('abort', onAbort));
  }

  /**
   * Takes no slot until all slots taken before are certainly free. The database may have lost the latest of them in a
   * crash, or orders may have been sent without a slot.
   */
  pauseForHold(): void {
    this.#resumeAt = performance.now() + LONGEST_HOLD_MS;
    this.#reserve.clear();
  }

  #start(): void {
    if (!this.#isTaking && (this.#waiting.length > 0 || this.#reserve.missing > 0)) void this.#takeSlots();
  }

  async #takeSlots(): Promise<void> {
    this.#isTaking = true;
    try {
      if (performance.now() < this.#resumeAt) await sleepUntil(this.#resumeAt);
      while (this.#waiting.length > 0 || this.#reserve.missing > 0) {
        const { sizes, count } = this.#request;
        const sentAt = performance.now();
        const slots = await this.repository.take(this.account, {
          sizes,
          count,
          earlyMs: this.#earlyMs,
          expected: this.#clock.expected(sentAt),
        });
        const received = performance.now();
        const { now = 0 } = slots[0] ?? {};
        if (this.#clock.isAhead(now, received)) {
          await this.repository.correct(this.account, this.#clock.expected(received) ?? 0);
          for (const { id } of slots) this.#free(id);
          continue;
        }
        this.#clock.record(now, sentAt);
        for (const slot of slots) this.#assign(slot, received);
        await sleepUntil(received + (slots.at(-1)?.inMs ?? 0) - AHEAD_MS);
      }
    } catch (error) {
      if (isOutage(error)) this.pauseForHold();
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    } finally {
      this.#isTaking = false;
    }
  }

  /** The sizes to request slots for, and their number. */
  get #request(): { sizes: readonly number[]; count: number } {
    const [first] = this.#waiting;
    const candidates = first && first.overtaken >= MAX_OVERTAKEN ? [first] : this.#waiting;
    const sizes = [...new Set(candidates.map(({ recipients }) => recipients))];
    if (sizes.length > 1) return { sizes, count: 1 };
    const [size = 1] = sizes;
    return { sizes: [size], count: candidates.length + (size === 1 ? this.#reserve.missing : 0) };
  }

  #assign({ recipients, id, inMs, now }: Slot, received: number): void {
    const index = this.#waiting.findIndex((entry) => entry.recipients === recipients);
    const at = received + inMs;
    // By the account's clock: an answer may arrive long after the statement, and the database holds the slot from then.
    const expiresAt = now + (inMs + LATEST_START_MS) * MICROSECONDS;
    const clock = this.#clock;
    const slot: SendSlot = {
      get isInTime() {
        return !clock.mayHavePassed(expiresAt, performance.now());
      },
      async waitForStart() {
        await sleepUntil(at);
        return this.isInTime;
      },
      answered: (tookMs) => {
        this.#responseTimes.push(tookMs);
        if (this.#responseTimes.length > KEPT_RESPONSE_TIMES) this.#responseTimes.shift();
        this.#free(id);
      },
      release: () => this.#free(id),
    };
    // Nothing is sent in an unused slot, so it is available without a cooldown.
    const discard = (): void => this.#free(id, performance.now() - COOLDOWN_MS);
    const [waiting] = index < 0 ? [] : this.#waiting.splice(index, 1);
    for (const overtaken of this.#waiting.slice(0, Math.max(0, index))) overtaken.overtaken += 1;
    if (waiting) waiting.resolve(slot);
    else if (recipients === 1) this.#reserve.keep({ slot, at, discard });
    else discard();
  }

  /**
   * Time by which a slot may be reused early. An order reaches the provider some time after it was sent, and its answer is
   * sent before it arrives here. On a slow connection a slot is therefore reused sooner than a second after the answer, by
   * the minimum round-trip time of the latest answers.
   */
  get #earlyMs(): number {
    if (this.#responseTimes.length < KEPT_RESPONSE_TIMES) return 0;
    return Math.min(EARLIEST_MS, Math.max(0, Math.min(...this.#responseTimes) - RESPONSE_MARGIN_MS));
  }

  /** @param at time from which the cooldown counts, on the monotonic clock. */
  #free(id: number, at = performance.now()): void {
    this.#freed.push({ id, at });
    if (!this.#isFreeing) void this.#writeFreed();
  }

  async #writeFreed(): Promise<void> {
    this.#isFreeing = true;
    try {
      while (this.#freed.length > 0) {
        await sleep(FREE_AFTER_MS);
        const sentAt = performance.now();
        const slots = this.#freed.splice(0).map(({ id, at }) => ({ id, agoMs: sentAt - at }));
        const now = await this.repository.free(this.account, slots, this.#clock.expected(sentAt));
        if (now !== undefined) this.#clock.record(now, sentAt);
      }
    } catch {
      // Without the database, the slot becomes free when its hold time ends.
    } finally {
      this.#isFreeing = false;
    }
  }
}

/** A timer may fire up to a millisecond early. */
async function sleepUntil(time: number): Promise<void> {
  for (let wait = time - performance.now(); wait > 0; wait = time - performance.now()) {
    await sleep(Math.ceil(wait));
  }
}
