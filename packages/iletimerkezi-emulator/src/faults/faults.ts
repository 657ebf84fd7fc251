import { seededRandom } from '../random.js';
import type { EndpointName } from '../endpoints.js';

/**
 * The faults that can be injected into a request:
 * - before it is processed: `cut-before-accept`, `hang-before-accept`, `unavailable`, `throttle`
 * - after it was processed: `accept-then-cut`, `accept-then-hang`, `accept-then-5xx`, `malformed-json`, `truncated-body`
 * - delayed response: `slow`
 */
export const FAULTS = [
  'cut-before-accept',
  'hang-before-accept',
  'unavailable',
  'throttle',
  'slow',
  'accept-then-cut',
  'accept-then-hang',
  'accept-then-5xx',
  'malformed-json',
  'truncated-body',
] as const;
export type FaultKind = (typeof FAULTS)[number];

/** A fault to inject. */
export interface FaultInput {
  /** The affected endpoint; `*` for all. */
  endpoint: EndpointName | '*';
  fault: FaultKind;
  /** The number of affected requests. Default: one, or unlimited with `probability`. */
  times?: number;
  /** The probability for each request, 0 to 1. `seed` makes the sequence reproducible. */
  probability?: number;
  seed?: number;
  /** The number of matching requests to skip first. */
  skip?: number;
  /** Affects only requests of this account. */
  account?: string;
  /** The delay before the response or cut, in real milliseconds. Default 1,000 for `slow`, otherwise none. */
  delayMs?: number;
}

export interface Fault extends FaultInput {
  id: string;
  /** The remaining number of affected requests; undefined for unlimited. */
  remaining: number | undefined;
  hits: number;
}

/** The injected faults, applied in the order of creation. */
export class Faults {
  #faults: { fault: Fault; random: () => number; toSkip: number }[] = [];
  #count = 0;

  add(input: FaultInput): Fault {
    this.#count += 1;
    const remaining = input.times ?? (input.probability === undefined ? 1 : undefined);
    const fault: Fault = { ...input, id: `fault-${this.#count}`, remaining, hits: 0 };
    this.#faults.push({ fault, random: seededRandom(input.seed ?? this.#count), toSkip: input.skip ?? 0 });
    return fault;
  }

  /** Returns the fault that applies to a request and counts it as used. */
  take(endpoint: EndpointName, account: string | undefined): Fault | undefined {
    for (const entry of this.#faults) {
      const { fault } = entry;
      if (fault.remaining === 0) continue;
      if (fault.endpoint !== '*' && fault.endpoint !== endpoint) continue;
      if (fault.account !== undefined && fault.account !== account) continue;
      if (entry.toSkip > 0) {
        entry.toSkip -= 1;
        continue;
      }
      if (fault.probability !== undefined && entry.random() >= fault.probability) continue;
      if (fault.remaining !== undefined) fault.remaining -= 1;
      fault.hits += 1;
      return fault;
    }
    return undefined;
  }

  list(): Fault[] {
    return this.#faults.map(({ fault }) => fault);
  }

  remove(id: string): boolean {
    const before = this.#faults.length;
    this.#faults = this.#faults.filter(({ fault }) => fault.id !== id);
    return this.#faults.length < before;
  }

  clear(): void {
    this.#faults = [];
    this.#count = 0;
  }
}
