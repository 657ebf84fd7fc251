import type { ToolSend, ToolSendPeriods, ToolSendReservation } from 'nest-iletimerkezi';
import { McpError } from './mcp.error.js';
import type { Cap, Caps } from './policy.js';

/** Recipients and credits of one send. */
export type Size = Cap;

/** Counts sends of the last hour and of the last 24 hours. */
export interface SendCounter {
  used(): Promise<ToolSendPeriods>;
  /** Counts a send if it fits into its caps. */
  reserve(send: ToolSend): Promise<ToolSendReservation>;
  /** Takes back a reservation. */
  release(key: string): Promise<void>;
}

/** A reserved part of the caps. */
export interface Reservation {
  /** Returns the part, for a send that certainly did not happen. */
  release(): Promise<void>;
}

const NOTHING: Size = { recipients: 0, credits: 0 };

/** Refuses sends that exceed the caps of a server. */
export class SendCaps {
  constructor(
    private readonly caps: Caps,
    private readonly counter: Promise<SendCounter>,
  ) {}

  /** @throws McpError `cap-exceeded` when a send of this size does not fit now. */
  async check(size: Size): Promise<void> {
    refuse('call', this.caps.call, size, NOTHING);
    const counter = await this.counter;
    this.#refuse(size, await counter.used());
  }

  /**
   * Counts a send that is about to happen. `key` names it: a repetition counts once.
   * @throws McpError `cap-exceeded`
   */
  async reserve(size: Size, key: string): Promise<Reservation> {
    refuse('call', this.caps.call, size, NOTHING);
    const { hour, day } = this.caps;
    const counter = await this.counter;
    const { reserved, used } = await counter.reserve({ key, ...size, caps: { hour, day } });
    if (!reserved) this.#refuse(size, used);
    return { release: () => counter.release(key) };
  }

  #refuse(size: Size, used: ToolSendPeriods): void {
    refuse('hour', this.caps.hour, size, used.hour);
    refuse('day', this.caps.day, size, used.day);
  }
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
