import { seededRandom } from '../random.js';
import type { EndpointName } from '../endpoints.js';

/**
 * Where a request can go wrong, by its place relative to the moment the provider commits:
 * before it (`cut-before-accept`, `hang-before-accept`, `unavailable`, `throttle`), after it (`accept-then-cut`,
 * `accept-then-hang`, `accept-then-5xx`, `malformed-json`, `truncated-body`), or merely late (`slow`).
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
  /** The endpoint it strikes; `*` for all. */
  endpoint: EndpointName | '*';
  fault: FaultKind;
  /** How many requests; without it and without a probability, one. */
  times?: number;
  /** 0…1 for each request, drawn from `seed`. */
  probability?: number;
  seed?: number;
  /** Lets this many matching requests pass first. */
  skip?: number;
  /** Only this account's requests. */
  account?: string;
  /** Real milliseconds for `slow` (1,000 unless given), and before a cut or a 5xx. */
  delayMs?: number;
}

export interface Fault extends FaultInput {
  id: string;
  /** How often it may still strike; absent means without end. */
  remaining: number | undefined;
  hits: number;
}

/** The faults in force, tried in the order they were made. */
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

  /** The fault a request meets, counted as used. */
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
