import { performance } from 'node:perf_hooks';
import { nameOf } from '../common/thrown.js';
import { isOutage, StorageError } from './storage.errors.js';

/** Maximum number of different lines that are remembered. The oldest is removed first. */
const REMEMBERED = 100;

/**
 * Logs the failures of background loops. Outages of the database are logged by {@link Outage}. Any other line is logged
 * immediately, and at most once a minute, with the number of repetitions, while it repeats.
 */
export class LoopErrors {
  readonly #seen = new Map<string, { at: number; repeated: number }>();

  constructor(
    private readonly warn: (line: string) => void,
    private readonly remindMs = 60_000,
  ) {}

  /** @param error the error that the line reports, if any. */
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

/**
 * Returns what may be logged of an error: the hint of a storage error, otherwise only the class, because messages may
 * quote a number.
 */
export const reasonOf = (error: unknown): string =>
  error instanceof StorageError ? error.message : nameOf(error);
