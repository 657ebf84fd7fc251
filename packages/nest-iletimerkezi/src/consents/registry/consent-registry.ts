import { Faults, InputError } from 'iletimerkezi-core';
import type { Observable } from 'rxjs';
import { requireListing } from '../../common/inputs.js';
import type { RegistrationState } from '../../storage/ledger/append.js';
import {
  type HeldRecord,
  type RegistrationBacklog,
  RegistrationsRepository,
} from '../../storage/ledger/registrations.repository.js';
import type { ConsentStore } from '../consent-store.js';
import { checkBrandCode, requireEntries } from '../ledger/ledger-input.js';
import { readKeys } from '../recipients.js';
import type { ConsentKey } from '../../storage/ledger/consent-key.js';
import type { CheckOptions, ConsentChecker, ConsentCheckResult } from './consent-checker.js';
import type { ConsentRegistrar } from './consent-registrar.js';
import type { ConsentVerification } from './verification/consent-verification.js';
import type { VerifyOptions } from './verification/verification.types.js';
import type { VerificationReport } from '../../storage/ledger/verification-report.js';

/**
 * Compares the ledger with the İYS registry: registers records, checks recipients, and verifies what was registered. A
 * property of `ConsentsService`. Every method throws a StorageError `storage-off` without storage.
 *
 * @example
 * for (const record of await consents.registry.held()) console.log(record.position, record.reason);
 */
export class ConsentRegistry {
  readonly #store: ConsentStore;
  readonly #registrar: ConsentRegistrar | undefined;
  readonly #checker: ConsentChecker;
  readonly #verification: ConsentVerification;

  constructor(parts: {
    readonly store: ConsentStore;
    /** Undefined without storage. */
    readonly registrar: ConsentRegistrar | undefined;
    readonly checker: ConsentChecker;
    readonly verification: ConsentVerification;
  }) {
    this.#store = parts.store;
    this.#registrar = parts.registrar;
    this.#checker = parts.checker;
    this.#verification = parts.verification;
  }

  /** Emits each step of the verifications on this instance, and their ends. Completes with the application. */
  get progress$(): Observable<VerificationReport> {
    return this.#verification.progress$;
  }

  /** Returns how far the registration of this account's records is behind. */
  async backlog(): Promise<RegistrationBacklog> {
    return this.#registrations.backlog();
  }

  /** Counts this account's records by the state of their registration. Reads all of them. */
  async counts(): Promise<ReadonlyMap<RegistrationState, number>> {
    return this.#registrations.counts();
  }

  /**
   * Returns records that wait for a decision, oldest first: İYS would drop them (a refusal as a first record, a repeated
   * status), or it refused the brand code. They count in the ledger.
   * @param limit 1 to 10,000; default 100.
   */
  async held(limit = 100): Promise<HeldRecord[]> {
    const registrations = this.#registrations;
    requireListing(limit);
    return registrations.held(limit);
  }

  /**
   * Queues held records for registration, once the cause is fixed. A record whose time limit has passed expires.
   * @returns the number of records that were held.
   */
  async release(records: readonly Pick<HeldRecord, 'brandCode' | 'position'>[]): Promise<number> {
    const registrations = this.#registrations;
    requireEntries(records);
    const faults = new Faults();
    records.forEach((record, index) => {
      checkBrandCode(faults, `records[${index}].brandCode`, record?.brandCode);
      faults.wholeNumber(`records[${index}].position`, record?.position, 1, Number.MAX_SAFE_INTEGER);
    });
    faults.throwIfAny();
    const released = await registrations.release(records);
    this.#registrar?.wake();
    return released;
  }

  /** Registers again at once after a stop, once quota, subscription or credentials are fixed. */
  resume(): void {
    this.#registrar?.resume();
  }

  /** Asks İYS about one recipient; see {@link checkMany}. */
  async check(key: ConsentKey, options?: CheckOptions): Promise<ConsentCheckResult> {
    const [result] = await this.checkMany([key], options);
    return result ?? { ok: false, key, reason: 'aborted' };
  }

  /**
   * Asks İYS about recipients, each once, and records what is new: a refusal found there counts in the ledger at once.
   * Answers are stored for all instances and used for up to one hour. Takes about `keys.length / checksPerSecond` seconds
   * for recipients without a stored answer: pass thousands in pieces.
   * @returns one result for each key, in the same order. An error of the provider is a result, not a throw.
   * @throws StorageError, also `storage-off`; LedgerError `brand-code-missing`.
   *
   * @example
   * const results = await consents.registry.checkMany(keys, { budget: 1_000, signal });
   * const failed = results.filter((result) => !result.ok);
   */
  async checkMany(keys: readonly ConsentKey[], options?: CheckOptions): Promise<ConsentCheckResult[]> {
    const read = readKeys(keys);
    const parsed = read.flatMap((each) => (each.ok ? [each.key] : []));
    const results = await this.#checker.checkMany(parsed, options);
    let next = 0;
    return read.flatMap((each): ConsentCheckResult[] => {
      if (each.ok) return results.slice(next, (next += 1));
      const error = new InputError([each.fault], 'iys-check');
      return [{ ok: false, key: each.key, reason: 'not-checkable', error }];
    });
  }

  /**
   * Verifies the ledger against İYS now, on this instance. A run whose instance stopped is continued.
   * @returns the report of the finished run; `running` where this instance closes meanwhile.
   * @throws VerificationError `verification-running` while another run is in progress, here or elsewhere; StorageError
   * `storage-off`; LedgerError `brand-code-missing`.
   */
  verify(options?: VerifyOptions): Promise<VerificationReport> {
    return this.#verification.run(options);
  }

  /**
   * Returns the reports of verifications on all instances, newest first; one in progress with its counts so far.
   * @param limit 1 to 10,000; default 20.
   */
  verifications(limit?: number): Promise<VerificationReport[]> {
    return this.#verification.runs(limit);
  }

  get #registrations(): RegistrationsRepository {
    return new RegistrationsRepository(this.#store.database, this.#store.account.name);
  }
}
