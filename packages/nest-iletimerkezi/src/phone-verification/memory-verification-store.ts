import type { DeliveryStatus, E164 } from 'iletimerkezi-core';
import { longestOf, type LimitWindow } from '../options/phone-verification.options.js';
import {
  type Attempt,
  type Conversion,
  type FoundVerification,
  type FullWindow,
  observedScopes,
  type ScopeKey,
  type StoredVerification,
} from '../storage/phone-verification/phone-verifications.repository.js';
import type { VerificationMessage, VerificationStore, VerificationTurn } from './verification-store.js';
import { windowState } from './windows.js';

interface Entry {
  verification: StoredVerification;
  readonly createdAt: number;
  verifiedAt: number | undefined;
  used: boolean;
}

export interface MemoryVerificationStoreSettings {
  /** Sends a message. Resolves when the provider has accepted it. */
  readonly send: (message: VerificationMessage) => Promise<void>;
  readonly onPause: (conversion: Conversion, until: number) => void;
  /** Retention of rows in milliseconds. */
  readonly keepMs: number;
  /** The clock, in milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number;
}

/** Largest number of verifications and of counted phones and addresses. The oldest are dropped first. */
const MOST_ENTRIES = 100_000;

const entered = (scope: string): string => `entered ${scope}`;

/**
 * Keeps verifications in the memory of this process: for tests and applications of one process. A restart invalidates all
 * codes and resets all limits.
 */
export class MemoryVerificationStore implements VerificationStore {
  readonly #entries = new Map<string, Entry>();
  readonly #hits = new Map<string, number[]>();
  readonly #wrong = new Map<string, number[]>();
  readonly #pauses = new Map<string, number>();
  readonly #now: () => number;

  constructor(private readonly settings: MemoryVerificationStoreSettings) {
    this.#now = settings.now ?? Date.now;
  }

  async inTurn<Result>(work: (turn: VerificationTurn) => Promise<Result>): Promise<Result> {
    // No method of a turn waits for I/O, but each returns a promise, so turns are run one after the other.
    const before = this.#last;
    let release = (): void => undefined;
    this.#last = new Promise<void>((resolve) => (release = resolve));
    await before;
    const messages: VerificationMessage[] = [];
    const counted: string[] = [];
    let result: Result;
    try {
      this.#purge();
      result = await work(this.#turn(messages, counted));
    } finally {
      release();
    }
    try {
      for (const message of messages) await this.settings.send(message);
    } catch (error) {
      // A repetition sends the message.
      for (const hash of counted) this.#hits.delete(`dedupe ${hash}`);
      throw error;
    }
    return result;
  }

  #last: Promise<void> = Promise.resolve();

  async find(key: string): Promise<FoundVerification | undefined> {
    const entry = this.#entries.get(key);
    return (
      entry && {
        verification: entry.verification,
        now: this.#now(),
        wrong: this.#wrong.get(entry.verification.target) ?? [],
      }
    );
  }

  async attempt(
    { key, target, generation, scopes }: StoredVerification,
    isRight: boolean,
    windows: readonly LimitWindow[],
  ): Promise<Attempt> {
    const now = this.#now();
    const since = now - longestOf(windows);
    const wrong = (this.#wrong.get(target) ?? []).filter((at) => at > since);
    const entry = this.#entries.get(key);
    const isOpen = windowState(windows, wrong, now).retryAt === undefined;
    const isCurrent =
      entry !== undefined &&
      entry.verification.state === 'pending' &&
      entry.verification.generation === generation &&
      entry.verification.expiresAt > now;
    const verified = isRight && isOpen && isCurrent;
    const missed = !isRight && isOpen && isCurrent;
    if (verified) {
      entry.verification = { ...entry.verification, state: 'verified' };
      entry.verifiedAt = now;
      await this.countEntered(scopes);
    }
    if (missed) {
      wrong.push(now);
      this.#wrong.set(target, wrong);
    }
    return { verified, missed, now, wrong };
  }

  async countEntered(scopes: readonly ScopeKey[]): Promise<void> {
    const now = this.#now();
    for (const { scope, key } of observedScopes(scopes)) this.#hit(entered(scope), key, now);
  }

  async cancel(key: string): Promise<void> {
    const entry = this.#entries.get(key);
    if (entry && !entry.used) entry.verification = { ...entry.verification, state: 'cancelled' };
  }

  async deliveryOf(): Promise<DeliveryStatus> {
    return 'unknown';
  }

  async verifiedNumber(
    key: string,
    purpose: string,
    { maxAgeMs, once }: { readonly maxAgeMs: number; readonly once: boolean },
  ): Promise<E164 | undefined> {
    const entry = this.#entries.get(key);
    const isValid =
      entry?.verification.state === 'verified' &&
      !entry.used &&
      entry.verification.purpose === purpose &&
      (entry.verifiedAt ?? 0) > this.#now() - maxAgeMs;
    if (!entry || !isValid) return undefined;
    if (once) entry.used = true;
    return entry.verification.number;
  }

  /** @param counted receives the hashes by which messages are recognized. */
  #turn(messages: VerificationMessage[], counted: string[]): VerificationTurn {
    const now = this.#now();
    return {
      facts: async ({ target, windows, watched, watchedMs, settledAfterMs }) => ({
        now,
        stopped: false,
        wrong: this.#wrong.get(target) ?? [],
        full: windows.flatMap((window) => this.#full(window, now)),
        conversions: watched.map(({ scope, key }) => {
          const pausedUntil = this.#pauses.get(`${scope} ${key}`) ?? null;
          const from = Math.max(now - watchedMs, pausedUntil ?? 0);
          const sent = this.#hitsOf(scope, key).filter(
            (at) => at > from && at <= now - settledAfterMs,
          ).length;
          const verified = this.#hitsOf(entered(scope), key).filter((at) => at > from).length;
          return { scope, key, sent, verified, pausedUntil };
        }),
      }),
      pause: async (conversion, until) => {
        this.#pauses.set(`${conversion.scope} ${conversion.key}`, until);
        this.settings.onPause(conversion, until);
      },
      lock: (key) => this.find(key),
      delivery: async () => 'unknown',
      send: async (message) => {
        messages.push(message);
        return null;
      },
      begin: async (verification, message) => {
        messages.push(message);
        this.#entries.set(verification.key, {
          verification,
          createdAt: now,
          verifiedAt: undefined,
          used: false,
        });
        for (const { scope, key } of verification.scopes) this.#hit(scope, key, now);
      },
      addMessage: async (verification) => {
        const entry = this.#entries.get(verification.key);
        if (entry) entry.verification = verification;
        for (const { scope, key } of verification.scopes) this.#hit(scope, key, now);
      },
      wasCounted: async (dedupeHash, withinMs) =>
        this.#hitsOf('dedupe', dedupeHash).some((at) => at > now - withinMs),
      count: async ({ scopes, dedupeHash, isEntered }) => {
        for (const { scope, key } of scopes) this.#hit(scope, key, now);
        if (isEntered) await this.countEntered(scopes);
        if (dedupeHash === undefined) return;
        this.#hit('dedupe', dedupeHash, now);
        counted.push(dedupeHash);
      },
    };
  }

  #full({ scope, key, limit, perMs }: ScopeKey & LimitWindow, now: number): FullWindow[] {
    const { retryAt } = windowState([{ limit, perMs }], this.#hitsOf(scope, key), now);
    return retryAt === undefined ? [] : [{ scope, perMs, retryAt }];
  }

  #hitsOf(scope: string, key: string): readonly number[] {
    return this.#hits.get(`${scope} ${key}`) ?? [];
  }

  #hit(scope: string, key: string, now: number): void {
    const name = `${scope} ${key}`;
    const hits = this.#hits.get(name) ?? [];
    // Set again, so that the map is ordered by the last change.
    this.#hits.delete(name);
    this.#hits.set(name, [...hits.filter((at) => at > now - this.settings.keepMs), now]);
  }

  /** Drops what nothing counts any more. Maps are ordered by time, so only their first entries are read. */
  #purge(): void {
    const before = this.#now() - this.settings.keepMs;
    dropFirst(this.#entries, ({ createdAt }) => createdAt < before);
    dropFirst(this.#hits, (hits) => (hits.at(-1) ?? 0) < before);
    dropFirst(this.#wrong, (wrong) => (wrong.at(-1) ?? 0) < before);
    dropFirst(this.#pauses, (until) => until < before);
  }
}

function dropFirst<Value>(map: Map<string, Value>, isOld: (value: Value) => boolean): void {
  for (const [key, value] of map) {
    if (map.size <= MOST_ENTRIES && !isOld(value)) return;
    map.delete(key);
  }
}
