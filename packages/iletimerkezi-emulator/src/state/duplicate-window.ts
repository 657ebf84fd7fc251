import { createHash } from 'node:crypto';

/** "Same text to the same recipients within ten minutes" (provider code 451). */
const WINDOW = 10 * 60 * 1000;

/** Remembers what an account sent in the last ten minutes. */
export class DuplicateWindow {
  #seen = new Map<string, number>();

  /** Whether the same was remembered within the window. */
  has(fingerprint: string, now: number): boolean {
    const at = this.#seen.get(fingerprint);
    return at !== undefined && now - at < WINDOW && now >= at;
  }

  remember(fingerprint: string, now: number): void {
    for (const [old, at] of this.#seen) {
      if (now - at < WINDOW && now >= at) break;
      this.#seen.delete(old);
    }
    this.#seen.delete(fingerprint);
    this.#seen.set(fingerprint, now);
  }

  clear(): void {
    this.#seen = new Map();
  }

  toData(): [string, number][] {
    return [...this.#seen];
  }

  load(entries: readonly (readonly [string, number])[]): void {
    this.#seen = new Map(entries.map(([fingerprint, at]) => [fingerprint, at]));
  }
}

/** One value for an account's texts and their recipients, independent of the order of the recipients. */
export function fingerprint(
  account: string,
  groups: readonly { text: string; numbers: readonly number[] }[],
  sender: string | undefined,
): string {
  const hash = createHash('sha1').update(JSON.stringify([account, sender]));
  for (const group of groups) {
    const numbers = Float64Array.from(group.numbers).sort();
    hash.update(JSON.stringify(group.text)).update(numbers);
  }
  return hash.digest('base64');
}
