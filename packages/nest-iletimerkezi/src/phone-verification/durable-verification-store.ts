import type { DeliveryStatus, E164 } from 'iletimerkezi-core';
import type { Kysely, Transaction } from 'kysely';
import type { LimitWindow } from '../options/phone-verification.options.js';
import { prepareOrder } from '../outbox/enqueue.js';
import type { EnqueueAccount } from '../outbox/enqueue-input.js';
import { appendEvent } from '../storage/events/append-event.js';
import { EnqueueStatements, ownTransaction, type RowsBeside } from '../storage/outbox/enqueue.js';
import {
  type Attempt,
  type FoundVerification,
  PhoneVerificationsRepository,
  type ScopeKey,
  type StoredVerification,
} from '../storage/phone-verification/phone-verifications.repository.js';
import { repeatWhileLosing } from '../storage/repeat.js';
import type { LocalWorkers } from '../storage/outbox/wake.js';
import type { Tables } from '../storage/schema.js';
import type { VerificationMessage, VerificationStore, VerificationTurn } from './verification-store.js';

/**
 * Stores verifications in the database and sends their messages through the outbox, in one transaction: a message is enqueued
 * if and only if its verification and its limits are stored.
 */
export class DurableVerificationStore implements VerificationStore {
  readonly #repository: PhoneVerificationsRepository;

  constructor(
    private readonly kysely: Kysely<Tables>,
    private readonly account: EnqueueAccount,
    /** The workers of this process. They are woken without a notification. */
    private readonly workers?: LocalWorkers,
  ) {
    this.#repository = new PhoneVerificationsRepository(kysely, account.name);
  }

  inTurn<Result>(work: (turn: VerificationTurn) => Promise<Result>): Promise<Result> {
    return repeatWhileLosing(async () => {
      const wakes: (() => void)[] = [];
      const result = await this.#repository.inTurn((tx) => work(this.#turn(tx, wakes)));
      for (const wake of wakes) wake();
      return result;
    });
  }

  find(key: string): Promise<FoundVerification | undefined> {
    return this.#repository.find(key);
  }

  attempt(
    verification: StoredVerification,
    isRight: boolean,
    windows: readonly LimitWindow[],
  ): Promise<Attempt> {
    return this.#repository.attempt(verification, isRight, windows);
  }

  countEntered(scopes: readonly ScopeKey[]): Promise<void> {
    return this.#repository.count(this.kysely, { scopes: [], dedupeHash: undefined, entered: scopes });
  }

  cancel(key: string): Promise<void> {
    return this.#repository.cancel(key);
  }

  deliveryOf(verification: StoredVerification): Promise<DeliveryStatus> {
    return this.#repository.deliveryOf(verification);
  }

  verifiedNumber(
    key: string,
    purpose: string,
    options: { readonly maxAgeMs: number; readonly once: boolean },
  ): Promise<E164 | undefined> {
    return this.#repository.verifiedNumber(key, purpose, options);
  }

  /** @param wakes receives what to call after the commit. */
  #turn(tx: Transaction<Tables>, wakes: (() => void)[]): VerificationTurn {
    const repository = this.#repository;
    return {
      facts: (query) => repository.facts(tx, query),
      pause: async ({ scope, key, sent, verified }, until) => {
        await repository.pause(tx, { scope, key }, until);
        // The key of an IP address is a hash, which is of no use to the host.
        const which =
          scope === 'prefix' ? { scope: 'prefix' as const, prefix: key } : { scope: 'ip' as const };
        await appendEvent(tx, {
          account: this.account.name,
          type: 'phone-verification-paused',
          data: { ...which, sent, verified, until: new Date(until).toISOString() },
        });
      },
      lock: (key) => repository.lock(tx, key),
      delivery: (campaign) => repository.delivery(tx, campaign),
      send: (message) => this.#enqueue(tx, message, wakes),
      begin: async (verification, message, now) => {
        await this.#enqueue(tx, message, wakes, repository.rowsOf(verification, now));
      },
      addMessage: (verification, now) => repository.addMessage(tx, verification, now),
      wasCounted: (dedupeHash, withinMs) => repository.wasCounted(tx, dedupeHash, withinMs),
      count: ({ scopes, dedupeHash, isEntered }) =>
        repository.count(tx, { scopes, dedupeHash, entered: isEntered ? scopes : [] }),
    };
  }

  #enqueue(
    tx: Transaction<Tables>,
    { number, text, dedupeKey, notAfter }: VerificationMessage,
    wakes: (() => void)[],
    beside?: RowsBeside,
  ): Promise<string> {
    const enqueue = prepareOrder(
      this.account,
      { kind: 'transactional', text, recipients: [number] },
      { lane: 'instant', dedupeKey, notAfter: new Date(notAfter), confidential: true },
    );
    const { workers } = this;
    const afterCommit = workers && {
      canClaim: (channel: string, account: string) => workers.canClaim(channel, account),
      wake: (channel: string, account: string) => void wakes.push(() => workers.wake(channel, account)),
    };
    return enqueue(new EnqueueStatements(ownTransaction(tx), afterCommit, beside));
  }
}
