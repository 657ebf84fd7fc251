import type { Kysely } from 'kysely';
import type { Tables } from '../storage/schema.js';
import { storageOff } from '../storage/storage.errors.js';
import { LedgerError } from './ledger/ledger.errors.js';
import { requireBrandCode } from './ledger/ledger-input.js';

/** The account that records, checks and registers consents. */
export interface ConsentAccount {
  readonly name: string;
  /** Used where a call names no brand code. */
  readonly brandCode?: string;
  /** Accepts landlines for the channel ARAMA. */
  readonly landlines?: boolean;
}

/** An account with its database. All ledger methods use it, so that each throws the same error without storage. */
export class ConsentStore {
  readonly #db: Kysely<Tables> | undefined;

  /** @param db undefined without the option `storage`. */
  constructor(
    readonly account: ConsentAccount,
    db: Kysely<Tables> | undefined,
  ) {
    this.#db = db;
  }

  get hasStorage(): boolean {
    return this.#db !== undefined;
  }

  /** @throws StorageError `storage-off`. */
  get database(): Kysely<Tables> {
    if (this.#db === undefined) throw storageOff();
    return this.#db;
  }

  /**
   * Returns the brand code of a call, or the account's.
   * @throws LedgerError `brand-code-missing` where neither names one; InputError where it has other characters than digits.
   */
  brandCode(given?: string): string {
    const brandCode = given ?? this.account.brandCode;
    if (brandCode === undefined) throw new LedgerError('brand-code-missing');
    requireBrandCode(brandCode);
    return brandCode;
  }
}
