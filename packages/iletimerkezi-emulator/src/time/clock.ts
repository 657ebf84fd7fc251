/** The plain form a snapshot carries. */
export interface ClockData {
  offsetMs: number;
  frozenAt: number | null;
}

/**
 * The one clock of the emulator. Every time it stores, compares or prints comes from here, so that freezing or
 * advancing the clock moves schedules, the duplicate window, consent ages and webhook retries alike.
 * Times are milliseconds since the epoch.
 */
export class VirtualClock {
  #offset = 0;
  #frozenAt: number | undefined;

  /** The virtual time now. */
  now(): number {
    return this.#frozenAt ?? Date.now() + this.#offset;
  }

  get frozen(): boolean {
    return this.#frozenAt !== undefined;
  }

  /** Stops the clock where it stands, or lets it run on from there. */
  freeze(frozen: boolean): void {
    const now = this.now();
    this.#frozenAt = frozen ? now : undefined;
    this.#offset = now - Date.now();
  }

  /** Puts the clock at a moment, later or earlier; a frozen clock stays frozen. Nothing that happened is undone. */
  set(moment: number): void {
    if (this.#frozenAt === undefined) this.#offset = moment - Date.now();
    else this.#frozenAt = moment;
  }

  /** Returns the offset from the machine's clock, and the time if frozen, for a snapshot. */
  toData(): ClockData {
    return { offsetMs: this.#offset, frozenAt: this.#frozenAt ?? null };
  }

  load(data: ClockData): void {
    this.#offset = data.offsetMs;
    this.#frozenAt = data.frozenAt ?? undefined;
  }

  /** Back to the machine's own time, running. */
  reset(): void {
    this.#offset = 0;
    this.#frozenAt = undefined;
  }
}
