import { performance } from 'node:perf_hooks';
import { nameOf } from '../common/thrown.js';
import { isOutage, StorageError } from './storage.errors.js';

/** So many different lines are remembered; the oldest is forgotten first. */
const REMEMBERED = 100;

/**
 * Logs what background loops fail with. An outage of the database is left to the lines of {@link Outage}; any other
 * line is logged at once, and while it repeats once a minute with the number of times.
 */
export class LoopErrors {
  readonly #seen = new Map<string, { at: number; repeated: number }>();

  constructor(
    private readonly warn: (line: string) => void,
    private readonly remindMs = 60_000,
  ) {}

  /** @param error what the line is about, where it is an error. */
  report(line: string, error?: unknown): void {
    if (isOutage(error)) return;
    const now = performance.now();
    const last = this.#seen.get(line);
    if (last && now - last.at < this.remindMs) {
      last.repeated += 1;
      return;
    }
    this.#seen.delete(line);
    const [oldest] = this.#seen.keys();
    if (this.#seen.size >= REMEMBERED && oldest !== undefined) this.#seen.delete(oldest);
    this.#seen.set(line, { at: now, repeated: 0 });
    this.warn(last && last.repeated > 0 ? `${line} (${last.repeated} times more since the last line)` : line);
  }
}

/** What may be logged of an error: hints about the database, otherwise the class alone, as messages may quote a number. */
export const reasonOf = (error: unknown): string =>
  error instanceof StorageError ? error.message : nameOf(error);
