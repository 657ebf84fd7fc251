import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  LATEST_START_MS,
  LONGEST_HOLD_MS,
  type PaceRepository,
  type Place,
} from '../storage/outbox/pace.repository.js';
import { isOutage } from '../storage/storage.errors.js';
import { PaceClock } from './pace-clock.js';

/** A place is asked for so long before the moment of the one before it. */
const AHEAD_MS = 60;

/** An order that so many have overtaken goes next, whatever places it leaves idle. */
const MOST_OVERTAKEN = 8;

/** Answers of which the fastest says what the way to the provider and back takes at least. */
const KEPT_ANSWERS = 64;

/** How much faster than the fastest of them the next may be. */
const FASTER_MS = 20;

/** An order without an answer holds its place only so much longer than it needs at most. */
const EARLIEST_MS = 500;

/** An order's moment, and its place in the account's second. */
export interface Departure {
  /** Waits for the moment. @returns false when it is over: then the order must not leave, and needs another. */
  come(): Promise<boolean>;
  /** Whether the moment is not over. */
  readonly isInTime: boolean;
  /** To be called when the provider has answered, or certainly will not, so long after the order left. */
  answered(tookMs: number): void;
  /** To be called when the order does not leave. */
  unused(): void;
}

interface Waiting {
  readonly recipients: number;
  overtaken: number;
  readonly resolve: (departure: Departure | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** The orders of this instance that are ready to leave, queued for the rate limit of their account. */
export class PaceLine {
  readonly #clock = new PaceClock();
  #waiting: Waiting[] = [];
  #asking = false;
  #marks: number[] = [];
  #telling = false;
  #answers: number[] = [];
  #resumeAt = 0;

  constructor(
    private readonly account: string,
    private readonly pace: PaceRepository,
  ) {}

  /**
   * Waits for a place.
   * @param recipients 1 to 100.
   * @returns undefined when stopping came before it.
   */
  async place(recipients: number, stopping: AbortSignal): Promise<Departure | undefined> {
    if (stopping.aborted) return undefined;
    let leave = (): void => undefined;
    const place = new Promise<Departure | undefined>((resolve, reject) => {
      const waiting = { recipients, overtaken: 0, resolve, reject };
      leave = () => {
        this.#waiting = this.#waiting.filter((other) => other !== waiting);
        resolve(undefined);
      };
      this.#waiting.push(waiting);
    });
    stopping.addEventListener('abort', leave);
    if (!this.#asking) void this.#ask();
    return place.finally(() => stopping.removeEventListener('abort', leave));
  }

  /**
   * Takes no place until all that were taken before have certainly come back: the database may have lost the latest of
   * them in a crash, or orders left without one.
   */
  pauseForHold(): void {
    this.#resumeAt = performance.now() + LONGEST_HOLD_MS;
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    try {
      if (performance.now() < this.#resumeAt) await sleepUntil(this.#resumeAt);
      for (let first = this.#waiting[0]; first; first = this.#waiting[0]) {
        const choice = first.overtaken < MOST_OVERTAKEN ? this.#waiting : [first];
        const sizes = [...new Set(choice.map(({ recipients }) => recipients))];
        const asked = performance.now();
        const place = await this.pace.take(this.account, sizes, this.#earlyMs, this.#clock.expected(asked));
        const received = performance.now();
        if (this.#clock.isAhead(place.now, received)) {
          await this.pace.correct(this.account, this.#clock.expected(received) ?? 0);
          this.#free(place.mark);
          continue;
        }
        this.#clock.saw(place.now, asked);
        const at = received + place.inMs;
        this.#give(place, at);
        await sleepUntil(at - AHEAD_MS);
      }
    } catch (error) {
      if (isOutage(error)) this.pauseForHold();
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    } finally {
      this.#asking = false;
    }
  }

  #give({ recipients, mark }: Place, at: number): void {
    const index = this.#waiting.findIndex((waiting) => waiting.recipients === recipients);
    const departure: Departure = {
      get isInTime() {
        return performance.now() <= at + LATEST_START_MS;
      },
      async come() {
        await sleepUntil(at);
        return this.isInTime;
      },
      answered: (tookMs) => {
        this.#answers.push(tookMs);
        if (this.#answers.length > KEPT_ANSWERS) this.#answers.shift();
        this.#free(mark);
      },
      unused: () => this.#free(mark),
    };
    const [chosen] = index < 0 ? [] : this.#waiting.splice(index, 1);
    for (const passed of this.#waiting.slice(0, Math.max(0, index))) passed.overtaken += 1;
    if (chosen) chosen.resolve(departure);
    else departure.unused();
  }

  /**
   * An order arrives some time after it left, and its answer leaves there before it is here: where the way is long, a
   * place is taken sooner than a second after the answer, by what the fastest of the latest answers took.
   */
  get #earlyMs(): number {
    if (this.#answers.length < KEPT_ANSWERS) return 0;
    return Math.min(EARLIEST_MS, Math.max(0, Math.min(...this.#answers) - FASTER_MS));
  }

  #free(mark: number): void {
    this.#marks.push(mark);
    if (!this.#telling) void this.#tell();
  }

  async #tell(): Promise<void> {
    this.#telling = true;
    try {
      while (this.#marks.length > 0) {
        const asked = performance.now();
        const expected = this.#clock.expected(asked);
        const now = await this.pace.free(this.account, this.#marks.splice(0), expected);
        if (now !== undefined) this.#clock.saw(now, asked);
      }
    } catch {
      // Without the database, the place is free after the time for which it is held.
    } finally {
      this.#telling = false;
    }
  }
}

/** A timer may fire up to a millisecond early. */
async function sleepUntil(moment: number): Promise<void> {
  for (let wait = moment - performance.now(); wait > 0; wait = moment - performance.now()) {
    await sleep(Math.ceil(wait));
  }
}
