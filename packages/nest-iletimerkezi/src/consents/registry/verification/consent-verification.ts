import { randomUUID } from 'node:crypto';
import { Faults } from 'iletimerkezi-core';
import type { Kysely } from 'kysely';
import { Subject, type Observable } from 'rxjs';
import type { ConsentChecker } from '../consent-checker.js';
import { reasonOf } from '../../../storage/loop-errors.js';
import type { ConsentStore } from '../../consent-store.js';
import { requireListing } from '../../../common/inputs.js';
import { Worker } from '../../../worker/worker.js';
import { DueChecksRepository } from '../../../storage/ledger/due-checks.repository.js';
import {
  dueVerifications,
  type HeldRun,
  VerificationsRepository,
} from '../../../storage/ledger/verifications.repository.js';
import type { Tables } from '../../../storage/schema.js';
import { TakenOver, verify } from './verification-run.js';
import { VerificationError } from './verification.errors.js';
import { type VerifyOptions } from './verification.types.js';
import { VERIFICATION_DEFAULTS, type VerificationOptions } from '../../../options/verification.options.js';
import type { VerificationReport } from '../../../storage/ledger/verification-report.js';

/**
 * Compares the ledger with İYS, for `ConsentsService.registry`. A 200 of iys-register is no confirmation, and people refuse
 * at İYS without telling the host. Newly registered records are checked first, then recipients of commercial orders in the
 * outbox, then recipients checked longest ago. One run at a time over all instances; another instance continues the run of
 * one that stopped. Source: provider documentation, iys-register and iys-check.
 */
export class ConsentVerification {
  readonly #settings: Required<VerificationOptions>;
  /** The tokens of the runs of this instance. */
  readonly #claims = new Set<string>();
  readonly #progress = new Subject<VerificationReport>();
  readonly #closing = new AbortController();
  readonly #inFlight = new Set<Promise<unknown>>();
  #latestClaim: Promise<unknown> = Promise.resolve();

  /** Continues runs whose instance stopped. */
  readonly worker: Worker<HeldRun>;

  /** Emits each step of the runs on this instance, and their ends. Completes with the application. */
  readonly progress$: Observable<VerificationReport> = this.#progress.asObservable();

  constructor(
    private readonly store: ConsentStore,
    private readonly checker: ConsentChecker,
    private readonly host: {
      readonly options: VerificationOptions | undefined;
      /** The id of this instance. Its runs are continued elsewhere when it loses its lease. Undefined without storage. */
      readonly instance: string | undefined;
      /** Returns the claims in flight of all accounts of this process. */
      claims(): readonly string[];
      onError(message: string, error: unknown): void;
    },
  ) {
    this.#settings = { ...VERIFICATION_DEFAULTS, ...host.options };
    const { name } = store.account;
    this.worker = new Worker<HeldRun>({
      name: 'consent-verification',
      account: name,
      due: {
        kind: 'consent-verification',
        accounts: () => [name],
        find: (accounts) => dueVerifications(accounts, host.instance, host.claims()),
      },
      claim: async () => {
        const runs = this.#repository(store.database);
        const held = await this.#hold((claim) => this.#continue(runs, claim));
        return held === undefined ? [] : [held];
      },
      run: async (held) => {
        await this.#carryOut(store.database, store.brandCode(), held, undefined);
      },
      claims: () => [...this.#claims],
      onError: (error) => host.onError(`A verification was not continued: ${reasonOf(error)}`, error),
    });
  }

  /** Ends the runs of this instance. Another instance, or the next start, continues them. */
  async stop(): Promise<void> {
    this.#closing.abort();
    await this.worker.stop();
    await Promise.allSettled(this.#inFlight);
    this.#progress.complete();
  }

  /** Implements `ConsentRegistry.verify`. */
  async run({ budget, signal }: VerifyOptions = {}): Promise<VerificationReport> {
    if (budget !== undefined) requireBudget(budget);
    const report = await this.#start(undefined, budget, signal);
    if (report === undefined) throw new VerificationError();
    return report;
  }

  /** Runs the verification of a scheduled time (undefined: fired by hand), unless another instance runs it. */
  async fire(at: Date | undefined): Promise<VerificationReport | undefined> {
    try {
      return await this.#start(at);
    } catch (error) {
      this.host.onError(`Consents are not verified: ${reasonOf(error)}`, error);
      return undefined;
    }
  }

  /** Implements `ConsentRegistry.verifications`. */
  async runs(limit = 20): Promise<VerificationReport[]> {
    const runs = this.#repository(this.store.database);
    requireListing(limit);
    return runs.runs(limit);
  }

  async #start(fireAt: Date | undefined, budget?: number, signal?: AbortSignal) {
    const db = this.store.database;
    const { requestsPerRun } = this.#settings;
    // Checked before a run starts: a run that can only fail would stay in progress.
    const brandCode = this.store.brandCode();
    const runs = this.#repository(db);
    const held = await this.#hold(async (claim) => {
      const begun = await runs.begin({ id: randomUUID(), claim, fireAt, budget: budget ?? requestsPerRun });
      // The worker of another instance may be off, so a call continues an abandoned run.
      return begun ?? (fireAt ? undefined : this.#continue(runs, claim));
    });
    return held && this.#track(this.#carryOut(db, brandCode, held, signal));
  }

  #continue(runs: VerificationsRepository, claim: string): Promise<HeldRun | undefined> {
    return runs.continue(claim, [...this.host.claims(), ...this.#claims]);
  }

  /** Claims runs one after the other: a claim that does not know the token of a concurrent one would take over its run. */
  #hold(claimRun: (claim: string) => Promise<HeldRun | undefined>): Promise<HeldRun | undefined> {
    const held = this.#latestClaim.then(() => this.#claim(claimRun));
    this.#latestClaim = held.catch(() => undefined);
    return held;
  }

  /** Claims a run with a new token, which counts as in flight until the run is carried out. */
  async #claim(claimRun: (claim: string) => Promise<HeldRun | undefined>): Promise<HeldRun | undefined> {
    const claim = randomUUID();
    this.#claims.add(claim);
    let held: HeldRun | undefined;
    try {
      held = await claimRun(claim);
      return held;
    } finally {
      if (held === undefined) this.#claims.delete(claim);
    }
  }

  /** @returns the report, also of a run that another instance continues. */
  async #carryOut(
    db: Kysely<Tables>,
    brandCode: string,
    held: HeldRun,
    signal: AbortSignal | undefined,
  ): Promise<VerificationReport> {
    const runs = this.#repository(db);
    try {
      const report = await verify(held, {
        db,
        checker: this.checker,
        due: new DueChecksRepository(db, { name: this.store.account.name, brandCode }),
        runs,
        settings: this.#settings,
        signal,
        giveUp: this.#closing.signal,
        progress: (step) => this.#progress.next(step),
      });
      this.#progress.next(report);
      return report;
    } catch (error) {
      const current = error instanceof TakenOver ? await runs.report(held.id) : undefined;
      if (current === undefined) throw error;
      return current;
    } finally {
      await runs.release(held).catch(() => undefined);
      this.#claims.delete(held.claim);
    }
  }

  async #track<Result>(work: Promise<Result>): Promise<Result> {
    this.#inFlight.add(work);
    try {
      return await work;
    } finally {
      this.#inFlight.delete(work);
    }
  }

  #repository(db: Kysely<Tables>): VerificationsRepository {
    return new VerificationsRepository(db, this.store.account.name, this.host.instance);
  }
}

/** @throws InputError unless it is a whole number from 1 that fits an integer of the database. */
function requireBudget(budget: unknown): void {
  const faults = new Faults();
  faults.wholeNumber('budget', budget, 1, 2_147_483_647);
  faults.throwIfAny();
}
