import { randomUUID } from 'node:crypto';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { isCallError, type IletimerkeziClient } from 'iletimerkezi-core';
import { reasonOf } from '../../storage/loop-errors.js';
import { Waker } from '../../worker/waker.js';
import type {
  DueRegistration,
  RegistrationsRepository,
} from '../../storage/ledger/registrations.repository.js';
import { LEASE_MS } from '../../options/outbox.options.js';
import { findRefused, type Verdict } from './find-refused.js';
import { BATCH } from '../ledger/record-batch.js';

const LOOK_MS = 1_000;
/** Reading a million queued records takes a second; a claim leaves out expired ones itself. */
const WATCH_MS = 30_000;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const LONGEST_PAUSE_MS = 300_000;

/** Not retryable without operator action. Source: provider documentation, iys-register, 403 and 405. */
const STOPPERS: ReadonlySet<string> = new Set([
  'no-iys-subscription',
  'iys-quota-exceeded',
  'unauthorized',
  'credentials-unavailable',
]);

/**
 * Refused records without an accepted one after which the brand code is the cause. Source: the same page, 422, cause 4.
 */
const HOPELESS = 5;

/** Ends a search. Undecided records are queued again, or are unknown. */
class Interrupted extends Error {
  constructor(readonly failure: unknown) {
    super('interrupted');
  }
}

const OUTCOMES = {
  taken: { state: 'sent' },
  refused: { state: 'refused', reason: 'values-refused', event: 'registration-refused' },
} as const;

/** Submits queued consent records to İYS in batches of up to 5,000. Safe to run on several instances. */
export class ConsentRegistrar implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #client: Pick<IletimerkeziClient, 'registerConsents'>;
  readonly #registrations: RegistrationsRepository | undefined;
  readonly #enabled: boolean;
  readonly #onError: (message: string, error?: unknown) => void;
  readonly #leaseMs: number;
  readonly #waker = new Waker();
  #stopping = false;
  #failures = 0;
  #pausedUntil = 0;
  #loop: Promise<void> | undefined;

  constructor(given: {
    readonly client: Pick<IletimerkeziClient, 'registerConsents'>;
    /** Undefined without storage. */
    readonly registrations: RegistrationsRepository | undefined;
    /** Whether this process submits records. */
    readonly enabled: boolean;
    readonly onError: (message: string, error?: unknown) => void;
    /** Milliseconds after which another instance may take over records claimed by an unresponsive one. Default 30,000. */
    readonly leaseMs?: number | undefined;
  }) {
    this.#client = given.client;
    this.#registrations = given.registrations;
    this.#enabled = given.enabled;
    this.#onError = given.onError;
    this.#leaseMs = given.leaseMs ?? LEASE_MS;
  }

  onApplicationBootstrap(): void {
    if (this.#registrations && this.#enabled) this.#loop = this.#run(this.#registrations);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stopping = true;
    this.#waker.wake();
    await this.#loop;
  }

  /** Looks for queued records now. */
  wake(): void {
    this.#waker.wake();
  }

  /** Registers again at once after a stop. */
  resume(): void {
    this.#failures = 0;
    this.#pausedUntil = 0;
    this.#waker.wake();
  }

  async #run(registrations: RegistrationsRepository): Promise<void> {
    let watchAt = 0;
    while (!this.#stopping) {
      let busy = false;
      try {
        await registrations.recover();
        const wait = this.#pausedUntil - Date.now();
        if (wait <= 0) busy = await this.#step(registrations);
        if (performance.now() >= watchAt) {
          await registrations.watchDeadlines(DAY_MS);
          watchAt = performance.now() + WATCH_MS;
        }
      } catch (error) {
        this.#onError(`Consents are not registered: ${reasonOf(error)}`, error);
        busy = false;
      }
      if (!busy && !this.#stopping) await this.#waker.sleep(LOOK_MS);
    }
  }

  /** @returns whether records were claimed. */
  async #step(registrations: RegistrationsRepository): Promise<boolean> {
    const claim = randomUUID();
    const claimed = await registrations.claim(BATCH, this.#leaseMs, claim);
    const [first] = claimed;
    if (first === undefined) return false;
    const { brandCode } = first;
    const open = new Map(claimed.map((record) => [record.position, record]));
    const settle = async (
      group: readonly DueRegistration[],
      outcome: Parameters<RegistrationsRepository['settle']>[2],
    ): Promise<void> => {
      const positions = group.map(({ position }) => position);
      await registrations.settle(brandCode, positions, outcome, claim);
      for (const position of positions) open.delete(position);
    };
    // A search takes many requests and may outlast the lease.
    const renewing = setInterval(() => {
      registrations.renew(brandCode, [...open.keys()], this.#leaseMs, claim).catch(() => undefined);
    }, this.#leaseMs / 4);
    let asked: readonly DueRegistration[] = [];
    const done = { taken: 0, refused: 0 };
    try {
      await findRefused(
        // Bad records are mostly the oldest, near their time limit. Adjacent, they are found in fewer requests.
        claimed.toSorted((a, b) => a.consentDate.getTime() - b.consentDate.getTime()),
        async (group) => {
          if (this.#stopping) throw new Interrupted(undefined);
          asked = group;
          return this.#ask(brandCode, group);
        },
        async (verdict, group) => {
          done[verdict] += group.length;
          await settle(group, OUTCOMES[verdict]);
          if (done.taken === 0 && done.refused >= HOPELESS) throw new Interrupted('brand-refused');
        },
      );
      this.#failures = 0;
      return true;
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      const { failure } = error;
      if (failure === 'brand-refused') {
        await settle([...open.values()], {
          state: 'held',
          reason: 'brand-refused',
          event: 'registration-stopped',
        });
        return true;
      }
      if (isCallError(failure) && failure.outcome !== 'not-applied') {
        await settle(asked, { state: 'unknown', reason: failure.code, event: 'registration-unknown' });
      }
      await settle([...open.values()], { state: 'queued' });
      if (isCallError(failure)) await this.#pause(registrations, brandCode, failure);
      return false;
    } finally {
      clearInterval(renewing);
    }
  }

  async #ask(brandCode: string, group: readonly DueRegistration[]): Promise<Verdict> {
    try {
      await this.#client.registerConsents({
        brandCode,
        records: group.map(({ recipient, recipientType, channel, status, source, consentDate }) => ({
          recipient,
          recipientType,
          channel,
          status,
          source,
          consentDate,
        })),
      });
      return 'taken';
    } catch (failure) {
      const code = isCallError(failure) ? failure.code : undefined;
      if (code === 'values-refused' || code === 'invalid-input') return 'refused';
      if (code === undefined) throw failure;
      throw new Interrupted(failure);
    }
  }

  async #pause(
    registrations: RegistrationsRepository,
    brandCode: string,
    { code }: { code: string },
  ): Promise<void> {
    if (STOPPERS.has(code)) {
      this.#pausedUntil = Date.now() + HOUR_MS;
      await registrations.emitStopped(brandCode, code);
      this.#onError(
        `Consents are not registered (${code}): they wait in the queue, and are tried again in an hour or on resume().`,
      );
      return;
    }
    this.#failures += 1;
    this.#pausedUntil = Date.now() + Math.min(LOOK_MS * 2 ** this.#failures, LONGEST_PAUSE_MS);
  }
}
