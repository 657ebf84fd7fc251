import { McpError } from './mcp.error.js';
import type { Cap, Caps } from './policy.js';

const HOUR_MS = 3_600_000;

/** Recipients and credits of one send. */
export type Size = Cap;

interface Reserved extends Size {
  readonly at: number;
}

/** A reserved part of the caps. */
export interface Reservation {
  /** Returns the part, for a send that certainly did not happen. */
  release(): void;
}

/** Counts what a server sends in a process, and refuses what exceeds the caps. */
export class SendCaps {
  readonly #caps: Caps;
  readonly #now: () => number;
  #reserved: Reserved[] = [];

  constructor(caps: Caps, now: () => number = Date.now) {
    this.#caps = caps;
    this.#now = now;
  }

  /** @throws McpError `cap-exceeded` when a send of this size does not fit now. */
  check(size: Size): void {
    const now = this.#now();
    this.#reserved = this.#reserved.filter(({ at }) => at > now - 24 * HOUR_MS);
    const since = (from: number): Size => sumOf(this.#reserved.filter(({ at }) => at > from));
    refuse('call', this.#caps.call, size, { recipients: 0, credits: 0 });
    refuse('hour', this.#caps.hour, size, since(now - HOUR_MS));
    refuse('day', this.#caps.day, size, since(now - 24 * HOUR_MS));
  }

  /**
   * Counts a send that is about to happen.
   * @throws McpError `cap-exceeded`
   */
  reserve(size: Size): Reservation {
    this.check(size);
    const reserved = { ...size, at: this.#now() };
    this.#reserved.push(reserved);
    return {
      release: () => {
        this.#reserved = this.#reserved.filter((each) => each !== reserved);
      },
    };
  }
}

function sumOf(sends: readonly Size[]): Size {
  return sends.reduce(
    (sum, { recipients, credits }) => ({
      recipients: sum.recipients + recipients,
      credits: sum.credits + credits,
    }),
    { recipients: 0, credits: 0 },
  );
}

function refuse(period: keyof Caps, cap: Cap, size: Size, used: Size): void {
  for (const unit of ['recipients', 'credits'] as const) {
    const left = Math.max(0, cap[unit] - used[unit]);
    if (size[unit] <= left) continue;
    throw new McpError('cap-exceeded', {
      cap: `${unit} per ${period}`,
      max: cap[unit],
      needed: size[unit],
      left,
    });
  }
}
