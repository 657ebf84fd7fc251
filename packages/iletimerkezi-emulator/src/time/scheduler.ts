import type { VirtualClock } from './clock.js';

/** Something that will happen at a virtual moment. */
export interface Scheduled<T> {
  readonly at: number;
  readonly seq: number;
  readonly event: T;
}

/** Node's timers overflow above this many milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * A heap of future events over the virtual clock with a single real timer, however many events wait.
 * Events are plain data, so that a snapshot can carry them.
 */
export class Scheduler<T> {
  readonly #clock: VirtualClock;
  readonly #run: (event: T) => void;
  #heap: Scheduled<T>[] = [];
  #seq = 0;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(clock: VirtualClock, run: (event: T) => void) {
    this.#clock = clock;
    this.#run = run;
  }

  /** Plans an event for a virtual moment; a moment already past means "as soon as possible". */
  at(moment: number, event: T): void {
    this.#push({ at: moment, seq: this.#seq++, event });
    if (this.#heap[0]?.event === event) this.#arm();
  }

  /** Runs what is due and sets the timer for what comes next. */
  pump(): void {
    for (let next = this.#heap[0]; next && next.at <= this.#clock.now(); next = this.#heap[0]) {
      this.#pop();
      this.#run(next.event);
    }
    this.#arm();
  }

  /** Moves the clock forward, running every event on the way at its own moment. */
  advance(milliseconds: number): void {
    const target = this.#clock.now() + milliseconds;
    const frozen = this.#clock.frozen;
    this.#clock.freeze(true);
    for (let next = this.#heap[0]; next && next.at <= target; next = this.#heap[0]) {
      this.#pop();
      if (next.at > this.#clock.now()) this.#clock.set(next.at);
      this.#run(next.event);
    }
    this.#clock.set(target);
    this.#clock.freeze(frozen);
    this.#arm();
  }

  /** The number of scheduled events. */
  get size(): number {
    return this.#heap.length;
  }

  /** When the next event is due, if any waits. */
  get nextAt(): number | undefined {
    return this.#heap[0]?.at;
  }

  /** The waiting events, soonest first. */
  list(): Scheduled<T>[] {
    return this.#heap.toSorted(earlier);
  }

  /** Replaces every waiting event. */
  load(events: readonly Scheduled<T>[]): void {
    this.#heap = [];
    this.#seq = 0;
    for (const entry of events) {
      this.#push(entry);
      this.#seq = Math.max(this.#seq, entry.seq + 1);
    }
    this.#arm();
  }

  /** Stops the timer permanently. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  #arm(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const next = this.#heap[0];
    if (!next || this.#closed || this.#clock.frozen) return;
    const wait = Math.min(Math.max(0, next.at - this.#clock.now()), LONGEST_TIMER);
    this.#timer = setTimeout(() => this.pump(), wait);
  }

  #push(entry: Scheduled<T>): void {
    const heap = this.#heap;
    let child = heap.push(entry) - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      const above = heap[parent];
      if (!above || earlier(above, entry) <= 0) break;
      heap[child] = above;
      child = parent;
    }
    heap[child] = entry;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let parent = 0;
    for (;;) {
      let child = 2 * parent + 1;
      const left = heap[child];
      if (!left) break;
      const right = heap[child + 1];
      if (right && earlier(right, left) < 0) child += 1;
      const smallest = heap[child];
      if (!smallest || earlier(last, smallest) <= 0) break;
      heap[parent] = smallest;
      parent = child;
    }
    heap[parent] = last;
  }
}

function earlier(a: Scheduled<unknown>, b: Scheduled<unknown>): number {
  return a.at - b.at || a.seq - b.seq;
}
