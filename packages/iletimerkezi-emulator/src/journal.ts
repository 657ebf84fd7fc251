import type { EndpointName } from './endpoints.js';
import type { FaultKind } from './faults/faults.js';
import type { Warning } from './warnings.js';

/** One request to a provider path, with why it was answered as it was. */
export interface JournalEntry {
  id: number;
  /** Virtual time. */
  at: number;
  method: string;
  path: string;
  endpoint: EndpointName | undefined;
  account: string | undefined;
  /** The provider's code; `undefined` when the connection was cut before one was decided. */
  code: number | undefined;
  reason: string | undefined;
  /** Input that the provider accepts silently although the caller may not have intended it. */
  warnings: readonly Warning[];
  fault: FaultKind | undefined;
  orderId: number | undefined;
  recipients: number | undefined;
  /** Real milliseconds. */
  durationMs: number;
  /** The body as sent, credentials struck out; absent when it is no JSON or larger than 16 KB. */
  request: unknown;
}

const KEPT = 5000;

/** The newest requests. */
export class Journal {
  #entries: JournalEntry[] = [];
  #nextId = 1;

  add(entry: Omit<JournalEntry, 'id'>): JournalEntry {
    const numbered = { id: this.#nextId++, ...entry };
    this.#entries.push(numbered);
    if (this.#entries.length >= 2 * KEPT) this.#entries = this.#entries.slice(-KEPT);
    return numbered;
  }

  /** The newest first. */
  list(limit: number, accept: (entry: JournalEntry) => boolean): JournalEntry[] {
    return this.#entries.slice(-KEPT).filter(accept).slice(-limit).toReversed();
  }

  clear(): void {
    this.#entries = [];
    this.#nextId = 1;
  }
}
