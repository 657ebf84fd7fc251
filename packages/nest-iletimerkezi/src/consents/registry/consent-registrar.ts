import { randomUUID } from 'node:crypto';
import { isCallError, type IletimerkeziClient } from 'iletimerkezi-core';
import type { Kysely } from 'kysely';
import { reasonOf } from '../../storage/loop-errors.js';
import type { Tables } from '../../storage/schema.js';
import { Worker } from '../../worker/worker.js';
import type { WorkerGroup } from '../../worker/worker-group.js';
import {
  dueRegistrations,
  type DueRegistration,
  type RegistrationsRepository,
  watchDeadlines,
} from '../../storage/ledger/registrations.repository.js';
import { findRefused, type Verdict } from './find-refused.js';
import { BATCH } from '../ledger/record-batch.js';

const LOOK_MS = 1_000;
/** Reading a million queued records takes a second; a claim leaves out expired ones. */
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

/** Records of one brand that this instance has claimed. */
interface Batch {
  readonly claim: string;
  readonly records: readonly [DueRegistration, ...DueRegistration[]];
}

/** Submits queued consent records to İYS in batches of up to 5,000. Safe to run on several instances. */
export class ConsentRegistrar {
  readonly #client: Pick<IletimerkeziClient, 'registerParsedConsents'>;
  readonly #registrations: RegistrationsRepository;
  readonly #onError: (message: string, error?: unknown) => void;
  readonly #claims = new Set<string>();
  #failures = 0;
  #pausedUntil = 0;

  /** Claims, submits and settles batches, one after the other. */
  readonly worker: Worker<Batch>;

  constructor(given: {
    readonly account: string;
    readonly client: Pick<IletimerkeziClient, 'registerParsedConsents'>;
    readonly registrations: RegistrationsRepository;
    readonly onError: (message: string, error?: unknown) => void;
  }) {
    const { account } = given;
    this.#client = given.client;
    this.#registrations = given.registrations;
    this.#onError = given.onError;
    this.worker = new Worker<Batch>({
      name: 'consent-registrar',
      account,
      channel: 'iletimerkezi_consents',
      due: { kind: 'consent-registrar', accounts: () => [account], find: dueRegistrations },
      isReady: () => Date.now() >= this.#pausedUntil,
      claim: () => this.#claim(),
      run: (batch, stopping) =>
        this.#submit(batch, stopping).finally(() => void this.#claims.delete(batch.claim)),
      claims: () => [...this.#claims],
      onError: (error) => this.#onError(`Consents are not registered: ${reasonOf(error)}`, error),
    });
  }

  /** Looks for queued records now. */
  wake(): void {
    this.worker.wake();
  }

  /** Registers again at once after a stop. */
  resume(): void {
    this.#failures = 0;
    this.#pausedUntil = 0;
    this.worker.wake();
  }

  async #claim(): Promise<Batch[]> {
    const claim = randomUUID();
    this.#claims.add(claim);
    let claimed: readonly DueRegistration[] = [];
    try {
      claimed = await this.#registrations.claim(BATCH, claim);
    } finally {
      if (claimed.length === 0) this.#claims.delete(claim);
    }
    const [first, ...rest] = claimed;
    return first === undefined ? [] : [{ claim, records: [first, ...rest] }];
  }

  async #submit({ claim, records }: Batch, stopping: AbortSignal): Promise<void> {
    const [{ brandCode }] = records;
    const open = new Map(records.map((record) => [record.position, record]));
    const settle = async (
      group: readonly DueRegistration[],
      outcome: Parameters<RegistrationsRepository['settle']>[2],
    ): Promise<void> => {
      const positions = group.map(({ position }) => position);
      await this.#registrations.settle(brandCode, positions, outcome, claim);
      for (const position of positions) open.delete(position);
    };
    let asked: readonly DueRegistration[] = [];
    const done = { taken: 0, refused: 0 };
    try {
      await findRefused(
        // Bad records are mostly the oldest, near their time limit. Adjacent, they are found in fewer requests.
        records.toSorted((a, b) => a.consentDate.getTime() - b.consentDate.getTime()),
        async (group) => {
          if (stopping.aborted) throw new Interrupted(undefined);
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
    } catch (error) {
      const failure = error instanceof Interrupted ? error.failure : error;
      if (failure === 'brand-refused') {
        await settle([...open.values()], {
          state: 'held',
          reason: 'brand-refused',
          event: 'registration-stopped',
        });
        return;
      }
      const isCall = isCallError(failure);
      if (isCall ? failure.outcome !== 'not-applied' : failure !== undefined) {
        const reason = isCall ? failure.code : 'interrupted';
        const unsettled = asked.filter(({ position }) => open.has(position));
        await settle(unsettled, { state: 'unknown', reason, event: 'registration-unknown' });
      }
      await settle([...open.values()], { state: 'queued' });
      if (isCall) await this.#pause(brandCode, failure);
      else if (failure !== undefined) throw failure;
    }
  }

  async #ask(brandCode: string, group: readonly DueRegistration[]): Promise<Verdict> {
    try {
      await this.#client.registerParsedConsents({
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

  async #pause(brandCode: string, { code }: { code: string }): Promise<void> {
    if (STOPPERS.has(code)) {
      this.#pausedUntil = Date.now() + HOUR_MS;
      await this.#registrations.emitStopped(brandCode, code);
      this.#onError(
        `Consents are not registered (${code}): they wait in the queue, and are tried again in an hour or on resume().`,
      );
      return;
    }
    this.#failures += 1;
    this.#pausedUntil = Date.now() + Math.min(LOOK_MS * 2 ** this.#failures, LONGEST_PAUSE_MS);
  }
}

/**
 * Adds the worker that expires records whose time limit has passed, and announces limits within a day, for all accounts
 * of a database.
 */
export const addDeadlineWatch = (group: WorkerGroup, db: Kysely<Tables>, account: string): void =>
  group.addPeriodic({
    name: 'consent-deadlines',
    account,
    everyMs: WATCH_MS,
    run: (accounts) => watchDeadlines(db, accounts, DAY_MS),
  });
