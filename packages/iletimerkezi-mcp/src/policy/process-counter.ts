import type { ToolSend, ToolSendPeriods, ToolSendReservation, ToolSendSize } from 'nest-iletimerkezi';
import type { SendCounter } from './caps.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

interface Counted extends ToolSendSize {
  readonly key: string;
  readonly at: number;
}

/** Counts the sends of this process, for an account without storage. A restart forgets them. */
export class ProcessCounter implements SendCounter {
  readonly #now: () => number;
  #sends: readonly Counted[] = [];

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  async used(): Promise<ToolSendPeriods> {
    return this.#used();
  }

  async reserve({ key, recipients, credits, caps }: ToolSend): Promise<ToolSendReservation> {
    // Nothing is awaited between the check and the reservation, so that parallel calls see each other.
    const used = this.#used();
    const size = { recipients, credits };
    const reserved = fits(size, used.hour, caps.hour) && fits(size, used.day, caps.day);
    if (reserved) this.#sends = [...this.#sends, { key, ...size, at: this.#now() }];
    return { reserved, used };
  }

  async release(key: string): Promise<void> {
    this.#sends = this.#sends.filter((each) => each.key !== key);
  }

  #used(): ToolSendPeriods {
    const now = this.#now();
    this.#sends = this.#sends.filter(({ at }) => at > now - DAY_MS);
    return { hour: sumOf(this.#sends.filter(({ at }) => at > now - HOUR_MS)), day: sumOf(this.#sends) };
  }
}

function sumOf(sends: readonly ToolSendSize[]): ToolSendSize {
  return sends.reduce(
    (sum, { recipients, credits }) => ({
      recipients: sum.recipients + recipients,
      credits: sum.credits + credits,
    }),
    { recipients: 0, credits: 0 },
  );
}

const fits = (size: ToolSendSize, used: ToolSendSize, cap: ToolSendSize): boolean =>
  used.recipients + size.recipients <= cap.recipients && used.credits + size.credits <= cap.credits;
